import { ConflictError } from '@backstage/errors';
import { isUndone, type UndoRecords } from '../undo/UndoRecords';
import type { Surroundings } from './Surroundings';

/** What is needed of an action's context to know its run. */
export interface OfRun {
  readonly task: { readonly id: string };
  readonly isDryRun?: boolean;
}

/** An action, as far as it is wrapped. */
export interface Action<C> {
  handler(ctx: C): Promise<void>;
}

/** With what a run begins: one that was undone whole may be started over. */
export function beginning<C extends OfRun, A extends Action<C>>(
  action: A & Action<C>,
  { records }: Pick<Surroundings, 'records'>,
): A {
  return before(action, async taskId => {
    const record = await records.find(taskId);
    if (!record) return;
    if (!isUndone(record)) throw undone();
    await records.drop(taskId);
  });
}

/**
 * A later step, which the scaffolder begins with when a run is retried, or was cut short
 * while it was undone: what its earlier steps made may be gone by then.
 */
export function standing<C extends OfRun, A extends Action<C>>(
  action: A & Action<C>,
  { records }: Pick<Surroundings, 'records'>,
): A {
  return before(action, async taskId => {
    const record = await records.find(taskId);
    const stands = !record || (record.ended && record.removed.length === 0);
    if (!stands) throw undone();
  });
}

function before<C extends OfRun, A extends Action<C>>(
  action: A & Action<C>,
  check: (taskId: string) => ReturnType<UndoRecords['drop']>,
): A {
  return {
    ...action,
    async handler(ctx: C) {
      if (!ctx.isDryRun) await check(ctx.task.id);
      await action.handler(ctx);
    },
  };
}

function undone(): ConflictError {
  return new ConflictError(
    'What this run had made was removed, or is being removed, since an earlier step or the run itself had failed: create it anew',
  );
}
