/**
 * The five states that people are shown, everywhere the same. From best to worst;
 * `unknown` stands between, because it hides both.
 */
export const statuses = [
  'healthy',
  'progressing',
  'unknown',
  'degraded',
  'failed',
] as const;

/** One of {@link statuses}. */
export type Status = (typeof statuses)[number];

/** The worst of several; `healthy` when there is none. */
export function worstStatus(all: Iterable<Status>): Status {
  let worst = 0;
  for (const status of all) {
    worst = Math.max(worst, statuses.indexOf(status));
  }
  return statuses[worst] ?? 'unknown';
}
