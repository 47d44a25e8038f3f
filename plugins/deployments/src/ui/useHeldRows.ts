import { useMemo, useRef, useState } from 'react';
import { freshRows, heldRows, type HeldRow } from './held';

/** Keeps rows where they are while the pointer or the focus is among them. */
export function useHeldRows<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): {
  held: readonly HeldRow<T>[];
  /** For the element around the rows. */
  handlers: {
    onMouseEnter: () => void;
    onMouseLeave: () => void;
    onFocus: () => void;
    onBlur: () => void;
  };
} {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const shown = useRef<readonly HeldRow<T>[]>([]);
  shown.current =
    pointed || focused
      ? heldRows(shown.current, rows, keyOf)
      : freshRows(rows, keyOf);
  const handlers = useMemo(
    () => ({
      onMouseEnter: () => setPointed(true),
      onMouseLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    }),
    [],
  );
  return { held: shown.current, handlers };
}
