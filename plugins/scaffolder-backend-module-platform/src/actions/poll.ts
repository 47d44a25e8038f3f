import { setTimeout as pause } from 'node:timers/promises';

/** So many looks follow each other quickly, as long as somebody may be waiting for the answer. */
const quickLooks = 30;
/** How many times as long as at first is waited between looks at last. */
const mostTimes = 5;

/**
 * How long is waited after so many looks, in milliseconds. What takes long is looked at less
 * often, so that many that wait at once leave the systems that they ask time for their work.
 */
export function pauseAfter(looks: number, pauseMs: number): number {
  const times = Math.floor(looks / quickLooks) + 1;
  return pauseMs * Math.min(times, mostTimes);
}

/**
 * Looks at something again and again until there is an answer.
 *
 * @param how.pauseMs - between the first looks; later ones are further apart
 * @throws what `late` makes when the time is over, and the reason of the signal
 */
export async function poll<T>(
  look: () => Promise<T | undefined>,
  how: {
    readonly pauseMs: number;
    readonly timeoutMs: number;
    readonly late: () => Error;
    readonly signal?: AbortSignal;
  },
): Promise<T> {
  const { pauseMs, timeoutMs, late, signal } = how;
  const end = Date.now() + timeoutMs;
  for (let looks = 1; ; looks += 1) {
    signal?.throwIfAborted();
    const answer = await look();
    if (answer !== undefined) return answer;
    if (Date.now() >= end) throw late();
    await pause(pauseAfter(looks, pauseMs), undefined, { signal });
  }
}
