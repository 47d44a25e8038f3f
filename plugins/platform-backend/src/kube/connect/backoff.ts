const FIRST_MS = 200;
const CAP_MS = 5_000;

/**
 * How long to wait before the next attempt: twice as long each time, up to five seconds,
 * less a random part, so that not all come at once.
 *
 * @param failures - how many attempts have failed in a row, at least one
 * @param random - 0 to 1
 */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return full * (0.5 + random / 2);
}
