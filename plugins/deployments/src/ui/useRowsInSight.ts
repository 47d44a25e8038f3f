import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';

/** Above so many rows only those in sight are drawn. */
const mostDrawn = 100;
const unseenRows = 10;

/** A row that is drawn, and the room of those that are not between it and the one before. */
export interface RowInSight {
  readonly index: number;
  readonly roomPx: number;
}

/** Which of many rows are drawn, so that thousands do not make the page stand still. */
export interface RowsInSight {
  /** Whether some rows may not be drawn; the element around them then scrolls. */
  readonly many: boolean;
  readonly rows: readonly RowInSight[];
  /** Room of the rows that are not drawn behind the last one. */
  readonly endPx: number;
  /** For the element of each row, which names its index in `data-index`. */
  readonly measure: ((row: Element | null) => void) | undefined;
  /** Keeps the row that has the focus drawn. */
  readonly focused: (key: string | undefined) => void;
}

/**
 * @param keys - of all rows in their order
 * @param likelyPx - height of a row that was not drawn yet
 * @param root - the element around the rows
 */
export function useRowsInSight(
  keys: readonly string[],
  likelyPx: number,
  root: { readonly current: HTMLElement | null },
): RowsInSight {
  const many = keys.length > mostDrawn;
  const focusedKey = useRef<string>();
  const virtualizer = useVirtualizer({
    count: keys.length,
    enabled: many,
    getScrollElement: () => root.current,
    estimateSize: () => likelyPx,
    getItemKey: index => keys[index] ?? index,
    overscan: unseenRows,
    // The row with the focus is drawn wherever it is, or the focus would be lost.
    rangeExtractor: range => {
      const seen = defaultRangeExtractor(range);
      const { current } = focusedKey;
      const index = current === undefined ? -1 : keys.indexOf(current);
      return index < 0 || seen.includes(index)
        ? seen
        : [...seen, index].sort((left, right) => left - right);
    },
  });
  const focused = (key: string | undefined) => {
    focusedKey.current = key;
  };
  if (!many) {
    const rows = keys.map((_, index) => ({ index, roomPx: 0 }));
    return { many, rows, endPx: 0, measure: undefined, focused };
  }
  const drawn = virtualizer.getVirtualItems();
  return {
    many,
    rows: drawn.map(({ index, start }, at) => ({
      index,
      roomPx: start - (drawn[at - 1]?.end ?? 0),
    })),
    endPx: virtualizer.getTotalSize() - (drawn.at(-1)?.end ?? 0),
    measure: virtualizer.measureElement,
    focused,
  };
}
