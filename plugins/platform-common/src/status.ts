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
