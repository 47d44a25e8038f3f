import {
  freeRows,
  heldRows,
  useHolding,
  type HeldRow,
  type HoldHandlers,
} from '@pilothouse/plugin-platform-react';
import { useRef } from 'react';

/** Keeps rows where they are while the pointer or the focus is among them. */
export function useHeldRows<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): {
  held: readonly HeldRow<T>[];
  /** For the element around the rows. */
  handlers: HoldHandlers;
} {
  const { held, handlers } = useHolding();
  const shown = useRef<readonly HeldRow<T>[]>([]);
  shown.current = held
    ? heldRows(shown.current, rows, keyOf)
    : freeRows(rows, keyOf);
  return { held: shown.current, handlers };
}
