import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { implement } from '@orpc/server';
import {
  deploymentsContract,
  type ChangeOrder,
} from '@pilothouse/plugin-platform-common';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../../http/contract-router';
import { visibleKube } from '../../../kube/access';
import type { Writer } from '../../../kube/write';
import type { Gate } from './Gate';
import type { WriteMetrics } from './metrics';
import { previewOf } from './preview';
import { actionOf } from './rules';

/** What changes of workloads need of their surroundings. */
export interface ChangeDependencies {
  readonly auditor: AuditorService;
  readonly gate: Gate;
  readonly httpAuth: HttpAuthService;
  readonly kube: KubeReader;
  readonly logger: LoggerService;
  /** Hears of every change that was ordered, and what came of it. */
  readonly counted: WriteMetrics;
  readonly writer: Writer;
}

const os = implement(deploymentsContract).$context<RequestContext>();

/** Procedures of the deployments contract that change something, or ask about it. */
export function changeProcedures(dependencies: ChangeDependencies) {
  const { gate, httpAuth, kube, writer } = dependencies;
  return {
    abilities: os.abilities.handler(async ({ input: { target }, context }) => {
      const credentials = await httpAuth.credentials(context.request);
      return gate.abilities(await gate.admit(credentials, target), target);
    }),
    preview: os.preview.handler(async ({ input, context }) => {
      const { target, change } = input;
      const credentials = await httpAuth.credentials(context.request);
      const asker = await gate.admit(credentials, target);
      await gate.assertMay(asker, actionOf[change.kind], target);
      const trial = await writer.try(asker.viewer, input);
      const visible = visibleKube(kube, asker.scope);
      return previewOf(input, trial, visible.cluster(target.cluster));
    }),
    apply: os.apply.handler(({ input, context }) =>
      audited(dependencies, context, input, () =>
        apply(dependencies, context, input),
      ),
    ),
  };
}

async function apply(
  { gate, httpAuth, writer }: ChangeDependencies,
  { request }: RequestContext,
  order: ChangeOrder,
): Promise<{ resourceVersion?: string }> {
  const credentials = await httpAuth.credentials(request);
  const asker = await gate.admit(credentials, order.target);
  await gate.assertMay(asker, actionOf[order.change.kind], order.target);
  const { metadata } = await writer.make(asker.viewer, order);
  return { resourceVersion: metadata?.resourceVersion };
}

/**
 * Records who wanted to change what, and what came of it. What cannot be recorded before is
 * not done; once it is done, people are told what came of it, recorded or not.
 */
async function audited<T extends object>(
  { auditor, counted, logger }: ChangeDependencies,
  { request }: RequestContext,
  { target, change, takeOver = false }: ChangeOrder,
  act: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId: 'workload-change',
    severityLevel: 'medium',
    request,
    meta: { queryType: change.kind, target, change, takeOver },
  });
  const recorded = (recording: Promise<void>) =>
    recording.catch(error => {
      const what = `${change.kind} of ${JSON.stringify(target)}`;
      const said = `What came of a change was not recorded: ${what}`;
      logger.error(said, toError(error));
    });
  try {
    const result = await act();
    counted(change.kind);
    await recorded(event.success({ meta: { result: { ...result } } }));
    return result;
  } catch (error) {
    counted(change.kind, error);
    await recorded(event.fail({ error: toError(error) }));
    throw error;
  }
}
