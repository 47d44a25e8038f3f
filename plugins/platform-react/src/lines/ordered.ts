/** How many at the beginning of an ascending list are below a limit. */
export function countBelow<T>(
  list: readonly T[],
  limit: number,
  keyOf: (item: T) => number,
): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const item = list[middle];
    if (item !== undefined && keyOf(item) < limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
