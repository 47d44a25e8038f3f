import { countBelow } from './ordered';

/** A row of a list that grows at its end; its number grows with each row and names it. */
export interface NumberedRow {
  readonly seq: number;
}

/**
 * How many rows stand behind one, of those that are still there.
 *
 * @param last - number of the row, which may have left; before all rows when it is missing
 */
export function newsAfter(
  rows: readonly NumberedRow[],
  last: number | undefined,
): number {
  return last === undefined
    ? rows.length
    : rows.length - countBelow(rows, last + 1, ({ seq }) => seq);
}
