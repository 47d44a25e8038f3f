import { countBelow, type Row } from '../store/rows';

/**
 * How many rows stand behind one, of those that are still there.
 *
 * @param last - number of the row, which may have left; before all rows when it is missing
 */
export function newsAfter(
  rows: readonly Row[],
  last: number | undefined,
): number {
  return last === undefined
    ? rows.length
    : rows.length - countBelow(rows, last + 1, ({ seq }) => seq);
}
