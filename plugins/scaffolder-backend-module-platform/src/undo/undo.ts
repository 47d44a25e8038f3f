import { toError } from '@backstage/errors';
import type { Claim, Claims } from '../claims/Claims';
import { handlerOf, type Handlers } from '../things/Handlers';
import { compareForUndo, wordsOf } from '../things/thing';

/** What was undone of a task, and what could not be, in words. */
export interface UndoReport {
  readonly undone: readonly string[];
  readonly left: readonly { readonly what: string; readonly because: string }[];
}

/** What undoing needs. */
export interface UndoDependencies {
  readonly claims: Claims;
  readonly handlers: Handlers;
}

/**
 * Removes what a task has made, in reverse. What cannot be removed does not hold up the
 * rest; it stays claimed, and so does what it might make anew, to be tried again.
 */
export async function undo(
  { claims, handlers }: UndoDependencies,
  taskId: string,
  signal?: AbortSignal,
): Promise<UndoReport> {
  const undone: string[] = [];
  const left: { what: string; because: string }[] = [];
  for (const claim of inUndoOrder(await claims.ofTask(taskId))) {
    const { thing, maker, since, confirmed } = claim;
    signal?.throwIfAborted();
    try {
      const removed =
        confirmed &&
        (await handlerOf(handlers, thing).remove(maker, since, signal));
      if (removed) undone.push(wordsOf(thing));
      if (left.length === 0) await claims.drop([claim]);
    } catch (error) {
      left.push({ what: wordsOf(thing), because: toError(error).message });
    }
  }
  return { undone, left };
}

function inUndoOrder(claims: readonly Claim[]): Claim[] {
  return [...claims].sort(
    (a, b) => compareForUndo(a.thing, b.thing) || b.id - a.id,
  );
}
