import type { Figure } from './figure.ts';

/** Takes figures down as soon as they are measured. */
export type Keep = (figures: readonly Figure[]) => Promise<void>;

/** A measurement: what it is called while it goes on, and what it gives. */
export type Step = readonly [string, () => Promise<readonly Figure[]>];

/**
 * Measures one after another. What one gives is kept before the next begins, and what
 * fails costs only its own figures.
 *
 * @throws AggregateError of what has failed, when all are done
 */
export async function inTurn(
  steps: readonly Step[],
  say: (text: string) => void,
  keep: Keep,
): Promise<void> {
  const failures: unknown[] = [];
  for (const [name, measure] of steps) {
    say(name);
    try {
      await keep(await measure());
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(
      failures,
      `${failures.length} could not be measured`,
    );
  }
}
