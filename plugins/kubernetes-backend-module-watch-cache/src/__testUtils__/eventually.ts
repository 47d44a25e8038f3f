import { setTimeout as pause } from 'node:timers/promises';

const MINUTE_MS = 60_000;

/**
 * Asks until there is an answer.
 *
 * @param ask - fails, or gives undefined, as long as there is none
 * @param context - what to say beside the last failure when there never is one
 */
export async function eventually<T>(
  ask: () => Promise<T | undefined>,
  {
    withinMs = MINUTE_MS,
    context = () => '',
  }: { withinMs?: number; context?: () => string } = {},
): Promise<T> {
  const deadline = Date.now() + withinMs;
  let failure: unknown = 'nothing fitting was answered';
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      failure = error;
    }
    await pause(500);
  }
  throw new Error(
    `not within ${withinMs / 1000} s (${failure})\n${context()}`.trim(),
  );
}
