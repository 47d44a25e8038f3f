import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { implement } from '@orpc/server';
import {
  liveQueries,
  platformContract,
  type LiveQueryName,
  type LiveView,
} from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../http/contract-router';
import { observed } from '../metrics/observed';
import { FollowedView, RefusedView } from './ConnectedView';
import { LiveConnection, type PlannedView } from './LiveConnection';
import type { LiveHub } from './LiveHub';
import type { LiveMetrics } from './metrics';
import type { LiveAnswer, LiveAnswers, Outlook } from './Outlook';
import type { ToldError } from './Topic';

/** What live views need of their surroundings. */
export interface LiveDependencies {
  readonly hub: LiveHub;
  readonly answers: LiveAnswers;
  readonly httpAuth: HttpAuthService;
  readonly metrics: LiveMetrics;
  /** Logs an error where that is due, and returns what the browser is told. */
  readonly failure: (error: unknown) => ToldError;
  /** How long a browser may take nothing of what waits for it, in milliseconds. */
  readonly patience?: number;
}

const os = implement(platformContract.live).$context<RequestContext>();

/** Procedures of the live contract. */
export function liveProcedures(dependencies: LiveDependencies) {
  return {
    // Not a generator itself: whom the portal does not know is told so before the stream.
    open: os.open.handler(async ({ input: { views }, context }) => {
      const { request, response, signal } = context;
      refuseDoubles(views);
      const credentials = await dependencies.httpAuth.credentials(request);
      const planned = await Promise.all(
        views.map(view => planView(view, credentials, dependencies)),
      );
      const { metrics, patience } = dependencies;
      const events = new LiveConnection(planned).events({
        signal,
        until: credentials.expiresAt,
        abandon: () => response.destroy(),
        dropped: metrics.dropped,
        patience,
      });
      return observed(events, metrics.connection(views));
    }),
  };
}

async function planView(
  view: LiveView,
  credentials: BackstageCredentials,
  { hub, answers, failure }: LiveDependencies,
): Promise<PlannedView> {
  const { id, query, revision } = view;
  try {
    const { input, outlook } = await asked(view, credentials, answers);
    return {
      id,
      open: changed =>
        new FollowedView({ hub, id, query, input, outlook, revision, changed }),
    };
  } catch (error) {
    const told = failure(error);
    return { id, open: () => new RefusedView(id, told) };
  }
}

async function asked(
  { query, input }: LiveView,
  credentials: BackstageCredentials,
  answers: LiveAnswers,
): Promise<{ input: unknown; outlook: Outlook<unknown, unknown> }> {
  if (!isQuery(query)) {
    throw new InputError(
      `There is no live query named '${query}'; reload the page, which may be older than the portal`,
    );
  }
  const parsed = liveQueries[query].input.safeParse(input);
  if (!parsed.success) {
    throw new InputError(`Not an input of ${query}: ${parsed.error.message}`);
  }
  const answer: LiveAnswer<never, unknown> = answers[query];
  return { input: parsed.data, outlook: await answer.outlookOf(credentials) };
}

function isQuery(name: string): name is LiveQueryName {
  return Object.hasOwn(liveQueries, name);
}

function refuseDoubles(views: readonly LiveView[]) {
  if (new Set(views.map(({ id }) => id)).size < views.length) {
    throw new InputError('Two views have the same id; give each its own');
  }
}
