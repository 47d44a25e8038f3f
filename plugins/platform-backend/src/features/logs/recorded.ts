import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { TailRequest } from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../http/contract-router';

/**
 * Records who opened which log, and what came of it. Unlike a change, a reading goes on
 * when it cannot be recorded: nothing is changed by it, the person may see it anyway, and
 * logs are needed most when other things fail. The portal's log then has the record.
 */
export async function recorded<T>(
  { auditor, logger }: { auditor: AuditorService; logger: LoggerService },
  { request }: Pick<RequestContext, 'request'>,
  read: TailRequest,
  open: () => Promise<T>,
): Promise<T> {
  const unlessFails = <R>(recording: Promise<R> | undefined) =>
    recording?.catch(error => {
      const what = JSON.stringify(metaOf(read));
      logger.error(`A reading of logs was not recorded: ${what}`, error);
      return undefined;
    });
  const event = await unlessFails(
    auditor.createEvent({
      eventId: 'logs-read',
      request,
      severityLevel: 'low',
      meta: metaOf(read),
    }),
  );
  try {
    const opened = await open();
    await unlessFails(event?.success());
    return opened;
  } catch (error) {
    await unlessFails(event?.fail({ error: toError(error) }));
    throw error;
  }
}

function metaOf({ target, pods, container, previous }: TailRequest) {
  return {
    target: { ...target },
    ...(pods && { pods }),
    ...(container && { container }),
    ...(previous && { previous }),
  };
}
