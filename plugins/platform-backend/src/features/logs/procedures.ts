import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import { implement } from '@orpc/server';
import {
  logsContract,
  logsReadPermission,
  type LogEvent,
  type TailRequest,
} from '@pilothouse/plugin-platform-common';
import type { KubeReader, PodLogs } from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../http/contract-router';
import { visibleKube, type Access } from '../../kube/access';
import { observed } from '../../metrics/observed';
import type { Allows } from '../../permissions';
import { expiryOf, type Expiry } from './expiry';
import type { LogsMetrics } from './metrics';
import { recorded } from './recorded';
import {
  keepInSight,
  mayNotRead,
  type Sight,
  type SightOptions,
} from './sight';
import { Tail } from './Tail';

/** What the capability needs of its surroundings. */
export interface LogsDependencies {
  readonly access: Access;
  readonly allows: Allows;
  readonly auditor: AuditorService;
  readonly httpAuth: HttpAuthService;
  /** Everything; what the person sees is cut out of it here. */
  readonly kube: KubeReader;
  readonly logger: LoggerService;
  readonly logs: PodLogs;
  readonly mask: (text: string) => string;
  readonly metrics: LogsMetrics;
  readonly reviews: SightOptions['reviews'];
}

const os = implement(logsContract).$context<RequestContext>();

/** Procedures of the logs contract. */
export function logsProcedures(dependencies: LogsDependencies) {
  return {
    // Not a generator itself: who may not look is told so before the stream begins.
    tail: os.tail.handler(async ({ context, input }) => {
      const events = await recorded(dependencies, context, input, () =>
        open(dependencies, input, context),
      );
      return observed(events, dependencies.metrics());
    }),
  };
}

async function open(
  { access, allows, httpAuth, kube, logs, mask, reviews }: LogsDependencies,
  request: TailRequest,
  { request: http, signal }: RequestContext,
): Promise<AsyncGenerator<LogEvent, void>> {
  const credentials = await httpAuth.credentials(http);
  if (!(await allows(credentials, logsReadPermission))) {
    throw mayNotRead();
  }
  const viewer = await access.resolveViewer(credentials);
  const scope = await access.scopeOf(viewer);
  const isAllowed = () => allows(credentials, logsReadPermission);
  const sight = keepInSight(
    { access, reviews, isAllowed },
    viewer,
    request.target,
    signal,
  );
  const expiry = expiryOf(credentials.expiresAt, signal);
  try {
    const tail = new Tail(
      {
        kube: visibleKube(kube, scope),
        logs,
        mask,
        reader: viewer.kubernetes,
      },
      request,
      AbortSignal.any([signal, sight.lost, expiry.passed]),
    );
    const events = tail.events();
    return inSight(await events.next(), events, { sight, expiry });
  } catch (error) {
    sight.close();
    expiry.close();
    throw error;
  }
}

/**
 * Events whose first one is there, so that what is refused is told as an error and not in
 * the stream. They end when the person no longer sees what they read, or is to show fresh credentials.
 */
async function* inSight(
  first: IteratorResult<LogEvent, void>,
  events: AsyncGenerator<LogEvent, void>,
  { sight, expiry }: { sight: Sight; expiry: Expiry },
): AsyncGenerator<LogEvent, void> {
  try {
    if (!first.done) {
      yield first.value;
      yield* events;
    }
    sight.lost.throwIfAborted();
    if (expiry.passed.aborted) {
      throw new AuthenticationError(
        'The token has expired; ask again with a fresh one and go on behind the last line',
      );
    }
  } finally {
    sight.close();
    expiry.close();
    await events.return();
  }
}
