/** Clocks that are no farther apart count as right. */
const tolerableMs = 90_000;
/** Less says nothing new: an answer takes its time, and is dated in whole seconds. */
const noticeableMs = 30_000;

/**
 * By how many ms the clock of a server is ahead of the portal's, negative when it is behind.
 *
 * @param date - header of its answer
 * @param between - when it was asked and when it had answered, in ms since the epoch
 * @returns undefined where the answer was not dated
 */
export function clockOffset(
  date: unknown,
  [askedAt, answeredAt]: readonly [number, number],
): number | undefined {
  const at = typeof date === 'string' ? Date.parse(date) : NaN;
  return Number.isNaN(at) ? undefined : at + 500 - (askedAt + answeredAt) / 2;
}

/** What is known of an offset after it was measured once more. */
export function steadyOffset(
  known: number | undefined,
  measured: number | undefined,
): number | undefined {
  if (known === undefined || measured === undefined) return measured ?? known;
  return Math.abs(measured - known) < noticeableMs ? known : measured;
}

/** An offset in whole minutes; undefined for one that counts as none. */
export function offsetMinutes(offset: number | undefined): number | undefined {
  return offset === undefined || Math.abs(offset) < tolerableMs
    ? undefined
    : Math.round(offset / 60_000);
}
