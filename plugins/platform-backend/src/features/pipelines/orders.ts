import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { implement } from '@orpc/server';
import {
  pipelinesContract,
  type RunAgainResult,
  type RunRef,
} from '@pilothouse/plugin-platform-common';
import type { CiServerRuns } from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../http/contract-router';
import type { PipelineAccess, PipelineAction } from './access';
import type { Readings } from './Readings';
import type { RunOrder, RunOrders } from './RunOrders';
import { mustBeRunOf, serviceOf, type JobTrust } from './services';

/** What orders about runs need of their surroundings. */
export interface OrderDependencies {
  readonly access: PipelineAccess;
  readonly auditor: AuditorService;
  readonly ci: CiServerRuns;
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly readings: Pick<Readings, 'hasten'>;
  /** The words of a question, as far as they are known. */
  readonly questionOf: (run: RunRef, inputId: string) => string | undefined;
  readonly runOrders: Pick<RunOrders, 'add'>;
  readonly trust: JobTrust;
}

/** An order about a run of a service, with what is recorded of it. */
interface Order {
  readonly action: PipelineAction;
  readonly entityRef: string;
  readonly run: RunRef;
  /** As it is kept with the run. */
  readonly kept: Pick<RunOrder, 'kind' | 'inputId' | 'question'>;
  readonly detail?: Readonly<Record<string, string | string[]>>;
}

const os = implement(pipelinesContract).$context<RequestContext>();

/** Procedures of the pipelines contract that order something of the CI server. */
export function orderProcedures(dependencies: OrderDependencies) {
  const { ci } = dependencies;
  const order = <T extends object>(
    { request, signal }: RequestContext,
    about: Order,
    act: (signal: AbortSignal) => Promise<T>,
  ) =>
    audited(dependencies, request, about, async () => {
      await mustBeAllowed(dependencies, request, about);
      const result = await act(signal);
      await keep(dependencies, request, about, result);
      dependencies.readings.hasten(about.run.job);
      return result;
    });
  return {
    runAgain: os.runAgain.handler(({ input: { entityRef, run }, context }) =>
      order(
        context,
        { action: 'runAgain', entityRef, run, kept: { kind: 'run-again' } },
        signal => ci.runAgain(run, signal),
      ),
    ),
    abort: os.abort.handler(({ input: { entityRef, run }, context }) =>
      order(
        context,
        { action: 'abort', entityRef, run, kept: { kind: 'abort' } },
        async signal => {
          await ci.abort(run, signal);
          return {};
        },
      ),
    ),
    answerInput: os.answerInput.handler(({ input, context }) => {
      const { entityRef, run, inputId, answer } = input;
      // Names alone: a value may be secret.
      const parameters =
        answer.kind === 'proceed' ? Object.keys(answer.parameters) : [];
      const detail = { inputId, answer: answer.kind, parameters };
      const kept = {
        kind: answer.kind === 'proceed' ? 'proceed' : 'reject',
        inputId,
        question: dependencies.questionOf(run, inputId),
      } as const;
      const about = {
        action: 'answerInput',
        entityRef,
        run,
        kept,
        detail,
      } as const;
      return order(context, about, async signal => {
        await ci.answerInput(run, inputId, answer, signal);
        return {};
      });
    }),
  };
}

/** Keeps who did it; it is done, so that people are told so, kept or not. */
async function keep(
  { httpAuth, logger, runOrders }: OrderDependencies,
  request: RequestContext['request'],
  about: Order,
  result: object,
): Promise<void> {
  const { job, number } = about.run;
  try {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { queueId }: RunAgainResult = result;
    await runOrders.add({
      ...about.kept,
      job,
      number,
      queueId,
      by: credentials.principal.userEntityRef,
      at: new Date(),
    });
  } catch (error) {
    logger.error(
      `Who ordered ${about.action} of run ${number} of ${job} was not kept`,
      toError(error),
    );
  }
}

/** @throws NotFoundError or NotAllowedError */
async function mustBeAllowed(
  { access, httpAuth, trust }: OrderDependencies,
  request: RequestContext['request'],
  { action, entityRef, run }: Order,
): Promise<void> {
  const credentials = await httpAuth.credentials(request);
  const { catalog } = await access.sightOf(credentials);
  mustBeRunOf(serviceOf(catalog, entityRef), run, trust);
  await access.assertMay(credentials, entityRef, action);
}

/**
 * Records who ordered what, and what came of it: the CI server knows the portal's account
 * alone. What cannot be recorded before is not done; once it is done, people are told what
 * came of it, recorded or not.
 */
async function audited<T extends object>(
  { auditor, logger }: OrderDependencies,
  request: RequestContext['request'],
  { action, entityRef, run, detail }: Order,
  act: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId: 'pipeline-run',
    severityLevel: 'medium',
    request,
    meta: { queryType: action, entityRef, run, ...detail },
  });
  const recorded = (recording: Promise<void>) =>
    recording.catch(error => {
      const what = `${action} of run ${run.number} of ${run.job}`;
      const said = `What came of an order was not recorded: ${what}`;
      logger.error(said, toError(error));
    });
  try {
    const result = await act();
    await recorded(event.success({ meta: { result: { ...result } } }));
    return result;
  } catch (error) {
    await recorded(event.fail({ error: toError(error) }));
    throw error;
  }
}
