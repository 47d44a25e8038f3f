const firstMs = 250;
const longestMs = 10_000;

/**
 * How long to wait before the next attempt, in ms: doubled each time up to ten seconds,
 * and spread, so that not all readers come back at once.
 *
 * @param failures - how many attempts in a row have failed before this one, from 0
 * @param chance - between 0 and 1
 */
export function backoff(failures: number, chance: number): number {
  const full = Math.min(firstMs * 2 ** failures, longestMs);
  return Math.round(full / 2 + (full / 2) * chance);
}
