import { useEffect, useRef, useState } from 'react';

/**
 * Moves the focus from row to row, also to rows that are not drawn yet. In a row that
 * cannot have it, its link has it.
 */
export interface RowFocus {
  /** Index of the row that the keyboard is at; -1 for none. */
  readonly index: number;
  readonly move: (by: 1 | -1) => void;
  /** Remembers the row that got the focus in another way. */
  readonly arrived: (key: string) => void;
}

/**
 * @param keys - of all rows in their order
 * @param scrollTo - brings a row into sight, so that it is drawn
 */
export function useRowFocus(
  keys: readonly string[],
  root: { readonly current: HTMLElement | null },
  scrollTo: (index: number) => void,
): RowFocus {
  const [current, setCurrent] = useState<string>();
  const wanted = useRef(false);
  const index = current === undefined ? -1 : keys.indexOf(current);

  useEffect(() => {
    const row = root.current?.querySelector<HTMLElement>(
      `[data-row="${index}"]`,
    );
    if (wanted.current && row) {
      wanted.current = false;
      const target = row.hasAttribute('tabindex')
        ? row
        : row.querySelector<HTMLElement>('a, button');
      target?.focus({ preventScroll: true });
    }
  });

  return {
    index,
    arrived: setCurrent,
    move: by => {
      const next = Math.min(Math.max(index + by, 0), keys.length - 1);
      const key = keys[next];
      if (key !== undefined) {
        wanted.current = true;
        setCurrent(key);
        scrollTo(next);
      }
    },
  };
}
