const firstMs = 1_000;
const longestMs = 30_000;

/**
 * How long to wait before the next attempt, in ms: doubled each time up to half a minute,
 * and spread, so that a portal that comes back is not met by everybody at once.
 *
 * @param failures - how many attempts in a row have failed, from 1
 * @param chance - between 0 and 1
 */
export function retryDelay(failures: number, chance: number): number {
  const full = Math.min(firstMs * 2 ** (failures - 1), longestMs);
  return Math.round(full / 2 + (full / 2) * chance);
}
