import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until something is so.
 *
 * @returns what it is then
 * @throws Error when it is not so in time, with what it was last
 */
export async function until<T>(
  ask: () => T | Promise<T>,
  holds: (value: T) => boolean = Boolean,
  withinMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > deadline) {
      throw new Error(
        `not so within ${withinMs} ms; last it was ${JSON.stringify(value)}`,
      );
    }
    await delay(20);
  }
}
