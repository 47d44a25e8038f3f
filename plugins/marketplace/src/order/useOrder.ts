import type { OrderPreview } from '@pilothouse/plugin-platform-common';
import { useAct, usePreview } from '@pilothouse/plugin-platform-react';
import { useState } from 'react';

/** An order as it is sent once its effect was looked at. */
type Looked<R> = R & Pick<OrderPreview, 'precondition'> & { takeOver: boolean };

/**
 * The steps of an order in a dialog: a look at its effect, what is taken over from others, and
 * the order itself, which is sent for what was looked at.
 */
export function useOrder<R extends object>(options: {
  /** Missing as long as it is not whole. */
  request: R | undefined;
  preview: Parameters<typeof usePreview<R, OrderPreview>>[0];
  make: (order: Looked<R>) => Promise<unknown>;
  onDone: () => void;
}) {
  const { request, preview, make, onDone } = options;
  const [attempt, setAttempt] = useState(0);
  const [takeOver, setTakeOver] = useState(false);
  const state = usePreview(preview, request, attempt);
  const { act: send, busy, forget, problem } = useAct(make, onDone);
  return {
    ...{ busy, problem, state, takeOver, setTakeOver },
    ready:
      state.kind === 'known' &&
      !state.preview.unchanged &&
      (state.preview.conflicts.length === 0 || takeOver) &&
      !busy &&
      !problem,
    again: () => {
      forget();
      setTakeOver(false);
      setAttempt(attempt + 1);
    },
    act: () => {
      if (!request || state.kind !== 'known') return;
      const { precondition } = state.preview;
      void send({ ...request, precondition, takeOver });
    },
  };
}
