import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { wordsOf } from '../things/thing';
import { example } from './example';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:undo';

/** Removes what the task has made so far. */
export function undoAction({ undoing }: Surroundings) {
  return createTemplateAction({
    id,
    description:
      'Removes, in reverse, what this run has made: repository, catalog entity, job, rights, images and what was deployed. As the last step with the condition failure(), so that the log shows it; without it, and after a cancellation, the portal does the same a few seconds later.',
    examples: [
      example('Undo what was done', id, {}, { if: '${{ failure() }}' }),
    ],
    schema: {
      input: {},
      output: {
        undone: z => z.array(z.string()).describe('What was removed'),
        left: z =>
          z
            .array(
              z.object({
                what: z.string(),
                because: z.string(),
                stays: z.boolean(),
              }),
            )
            .describe(
              'What could not be removed; it is tried again, unless it stays for good',
            ),
      },
    },
    async handler(ctx) {
      const report = await undoing.undo(ctx.task.id, ctx.signal);
      const undone = report.undone.map(wordsOf);
      const left = report.left.map(({ thing, because, stays = false }) => ({
        what: wordsOf(thing),
        because,
        stays,
      }));
      undone.forEach(what => ctx.logger.info(`Removed ${what}`));
      left.forEach(({ what, because, stays }) =>
        ctx.logger.warn(
          stays
            ? `Did not remove ${what}: ${because}`
            : `Could not remove ${what}: ${because}. It is tried again`,
        ),
      );
      if (undone.length + left.length === 0) {
        ctx.logger.info('There was nothing to undo');
      }
      ctx.output('undone', undone);
      ctx.output('left', left);
    },
  });
}
