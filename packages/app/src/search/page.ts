const usualLimit = 25;

/** Which results a page shows, counted from 1; the search numbers pages in their cursor. */
export function pageOf(
  cursor: string | undefined,
  limit: number = usualLimit,
  shown: number = 0,
): { readonly from: number; readonly to: number } {
  const page = cursor ? Number(atob(cursor)) : 0;
  const before = Number.isInteger(page) ? page * limit : 0;
  return { from: before + 1, to: before + shown };
}
