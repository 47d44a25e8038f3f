const FIRST_MS = 10_000;
const MAX_MS = 300_000;
/** A run that lasted this long makes up for all failures before it. */
const FORGIVEN_AFTER_MS = 600_000;

/**
 * Pause before a container is started again, counted from its end, by the kubelet's rule:
 * the first time none, then 10 s, doubling up to 5 minutes.
 *
 * @param ends - how many runs in a row have ended, the last one included
 */
export function restartPauseMs(ends: number): number {
  return ends <= 1 ? 0 : Math.min(MAX_MS, FIRST_MS * 2 ** (ends - 2));
}

/**
 * Runs in a row that have ended.
 *
 * @param before - the count when this run was started
 * @param lastedMs - how long this run lasted
 */
export function endsInARow(before: number, lastedMs: number): number {
  return lastedMs >= FORGIVEN_AFTER_MS ? 1 : before + 1;
}

/**
 * Pause before an image or a setting that was missing is looked for again: 10 s, doubling
 * up to 5 minutes.
 */
export function retryPauseMs(failures: number): number {
  return Math.min(MAX_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
}
