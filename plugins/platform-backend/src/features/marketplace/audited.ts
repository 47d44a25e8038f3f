import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  InstanceRef,
  WorkloadRef,
} from '@pilothouse/plugin-platform-common';
import { loggable } from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../http/contract-router';
import type { Action } from './rights';

/**
 * Records who wanted what, and what came of it. What cannot be recorded before is not done;
 * once it is done, people are told what came of it, recorded or not.
 *
 * @param context - of the request, where somebody asks at present
 * @param outcomeOf - what is recorded of a result besides that it went well
 */
export async function audited<T>(
  {
    auditor,
    logger,
  }: { readonly auditor: AuditorService; readonly logger: LoggerService },
  { request }: Partial<Pick<RequestContext, 'request'>>,
  {
    action,
    ...meta
  }: {
    action:
      | Action
      | 'adopt'
      | 'bind'
      | 'entrust'
      | 'unbind'
      | 'publish'
      | 'roll-back'
      | 'withdraw';
  } & Record<
    string,
    string | number | boolean | readonly string[] | InstanceRef | WorkloadRef
  >,
  act_: () => Promise<T>,
  outcomeOf?: (result: T) => Record<string, boolean>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId: 'middleware-change',
    severityLevel: 'medium',
    ...(request && { request }),
    meta: { queryType: action, ...meta },
  });
  const recorded = (recording: Promise<void>) =>
    recording.catch(error => {
      const what = `${action} of ${JSON.stringify(meta.ref ?? meta.name)}`;
      logger.error(
        `What came of a change was not recorded: ${what}`,
        toError(error),
      );
    });
  try {
    const result = await act_();
    await recorded(event.success(outcomeOf && { meta: outcomeOf(result) }));
    return result;
  } catch (error) {
    await recorded(event.fail({ error: loggable(error) }));
    throw error;
  }
}
