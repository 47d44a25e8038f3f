const hourMs = 3_600_000;
/** Who has a right for less has no time to notice that it ends. */
const leastHours = 7 * 24;

/**
 * How long a right lasts that a cluster has made shorter than one can live with.
 *
 * @param askedSeconds - for how long it was asked
 * @param expiresAt - ISO 8601
 * @returns whole hours; undefined for one that is long enough, or as short as was asked
 */
export function shortenedTo(
  askedSeconds: number,
  expiresAt: string,
  now: Date,
): number | undefined {
  const hours = (Date.parse(expiresAt) - now.getTime()) / hourMs;
  const wanted = Math.min(leastHours, (askedSeconds * 1_000) / hourMs);
  // The clocks of two machines, and the way to the cluster.
  return hours >= wanted - 1 ? undefined : Math.max(0, Math.round(hours));
}
