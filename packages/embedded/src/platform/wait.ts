import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer is true.
 *
 * @param everyMs - pause between two questions, in milliseconds
 * @throws the abort reason when the signal fires first
 */
export async function waitUntil(
  question: () => Promise<boolean> | boolean,
  signal: AbortSignal,
  everyMs = 150,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    if (await question()) return;
    await sleep(everyMs, undefined, { signal });
  }
}

/** Whether a plain HTTP GET is answered with a status below 400. */
export async function answersHttp(
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(3000)]);
    const response = await fetch(url, { signal: limit, redirect: 'manual' });
    await response.body?.cancel();
    return response.status < 400;
  } catch {
    return false;
  }
}
