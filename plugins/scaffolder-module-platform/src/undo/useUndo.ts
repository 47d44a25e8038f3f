import { toError } from '@backstage/errors';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import type { UndoState } from '@pilothouse/plugin-platform-common';
import { isNotFound } from '@pilothouse/plugin-platform-react';
import { useCallback, useEffect, useState } from 'react';
import { creationClient } from '../data/client';

/** What is known of how far a run is undone. */
export type UndoAnswer =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'told'; readonly undo: UndoState }
  | { readonly kind: 'failed'; readonly error: Error };

/**
 * Asks how far a run is undone, again and again until that is settled. Nothing is asked
 * while nobody sees the page.
 *
 * @param pauseMs - how long is waited between two questions
 */
export function useUndo(
  taskId: string,
  pauseMs: number,
): {
  readonly answer: UndoAnswer;
  readonly again: () => void;
  /** What was told last, which a question that fails does not change. */
  readonly last?: UndoState;
} {
  const apis = useApiHolder();
  const [round, setRound] = useState(0);
  const [last, setLast] = useState<UndoState>();
  const [answer, setAnswer] = useState<UndoAnswer>({ kind: 'waiting' });
  useEffect(() => {
    const over = new AbortController();
    const { signal } = over;
    const ask = async () => {
      const told = await answerOf(() =>
        creationClient(apis, signal).undo(taskId),
      );
      if (signal.aborted) return;
      setAnswer(told);
      if (told.kind === 'told') setLast(told.undo);
      if (!isSettled(told)) whenSeen(ask, pauseMs, signal);
    };
    ask();
    return () => over.abort();
  }, [apis, pauseMs, round, taskId]);
  const again = useCallback(() => {
    setAnswer({ kind: 'waiting' });
    setRound(known => known + 1);
  }, []);
  return { answer, again, last };
}

async function answerOf(ask: () => Promise<UndoState>): Promise<UndoAnswer> {
  try {
    return { kind: 'told', undo: await ask() };
  } catch (error) {
    return { kind: 'failed', error: toError(error) };
  }
}

/** Whether nothing else will be answered; nobody who may not see a run may do so later. */
export function isSettled(answer: UndoAnswer): boolean {
  if (answer.kind === 'failed') return isNotFound(answer.error);
  if (answer.kind === 'waiting') return false;
  const { undo } = answer;
  return (
    undo.state === 'done' ||
    undo.state === 'nothing-to-undo' ||
    (undo.state === 'left' &&
      undo.left.length > 0 &&
      undo.left.every(({ stays }) => stays))
  );
}

/** Goes on after a pause, or when the page is looked at again after that. */
function whenSeen(goOn: () => void, pauseMs: number, signal: AbortSignal) {
  const event = 'visibilitychange';
  const look = () => {
    if (document.visibilityState === 'hidden') return;
    document.removeEventListener(event, look);
    goOn();
  };
  const timer = setTimeout(() => {
    document.addEventListener(event, look);
    look();
  }, pauseMs);
  const end = () => {
    clearTimeout(timer);
    document.removeEventListener(event, look);
  };
  signal.addEventListener('abort', end, { once: true });
}
