import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { UndoReport } from './undo';

/** Tells people by notification what became of what their run had made. */
export function tellBy(
  notifications: NotificationService,
  logger: LoggerService,
) {
  return async (
    person: string,
    taskId: string,
    { undone, left }: UndoReport,
  ): Promise<void> => {
    const lines = [
      ...left.map(({ what, because }) => `Still there: ${what}. ${because}`),
      ...undone.map(what => `Removed: ${what}`),
    ];
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: person },
        payload: {
          title:
            left.length > 0
              ? 'Not all that a run had made could be removed'
              : 'What a run had made was removed',
          description: lines.join('\n'),
          link: `/create/tasks/${taskId}`,
          severity: left.length > 0 ? 'high' : 'normal',
          topic: 'scaffolder',
          scope: `pilothouse-undo:${taskId}`,
        },
      });
    } catch (error) {
      logger.warn(
        `${person} could not be told what became of the run ${taskId}: ${lines.join(
          '; ',
        )}`,
        toError(error),
      );
    }
  };
}
