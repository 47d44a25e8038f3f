import { setTimeout as pause } from 'node:timers/promises';

/**
 * Looks at something again and again until there is an answer.
 *
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
  for (;;) {
    signal?.throwIfAborted();
    const answer = await look();
    if (answer !== undefined) return answer;
    if (Date.now() >= end) throw late();
    await pause(pauseMs, undefined, { signal });
  }
}
