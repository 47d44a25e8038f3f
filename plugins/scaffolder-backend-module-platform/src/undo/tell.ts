import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { UndoReport } from './undo';
import { both, leftWords, removedWords } from './words';

/** Tells people by notification what became of what their run had made. */
export function tellBy(
  notifications: Pick<NotificationService, 'send'>,
  logger: LoggerService,
) {
  return async (
    person: string,
    taskId: string,
    report: UndoReport,
  ): Promise<void> => {
    const { undone, left } = report;
    const lines = [...left.map(leftWords), ...undone.map(removedWords)];
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: person },
        payload: {
          title: titleOf(report),
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

function titleOf({ left, service }: UndoReport): string {
  const en = service ? `Creation of ${service}` : 'A creation';
  const zh = service ? `${service} 的创建` : '一次创建';
  return left.length > 0
    ? both({ en: `${en}: not all is undone`, zh: `${zh}：未能全部撤销` })
    : both({ en: `${en}: all is undone`, zh: `${zh}：已全部撤销` });
}
