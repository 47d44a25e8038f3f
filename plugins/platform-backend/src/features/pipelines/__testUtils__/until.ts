import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 60_000;

/** Waits until something holds; throws when it has not come to in a minute. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('It did not come to be');
    await sleep(5);
  }
}
