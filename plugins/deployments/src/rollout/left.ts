import type { Rollout } from '@pilothouse/plugin-platform-common';

/**
 * How long a rollout may still go without moving, in ms; undefined when that is not known or
 * seems to be over. Its deadline is written by the clock of the cluster: however far ahead
 * that is of the browser's, no more is left than the whole time.
 */
export function leftOf(
  rollout: Extract<Rollout, { kind: 'progressing' }>,
  now: number,
): number | undefined {
  const { deadlineAt, deadlineSeconds = Infinity } = rollout;
  if (deadlineAt === undefined) return undefined;
  const left = Math.min(Date.parse(deadlineAt) - now, deadlineSeconds * 1_000);
  return left > 0 ? left : undefined;
}
