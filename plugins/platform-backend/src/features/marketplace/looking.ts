import type { Needs } from './Needs';

const patienceMs = 3_000;

/**
 * Does something while the kinds of the marketplace are watched.
 *
 * @param waitMs - how long kinds are waited for at most that nobody looked at before
 */
export async function looking<T>(
  { needs }: { readonly needs: Pick<Needs, 'look' | 'settled'> },
  then: () => Promise<T>,
  waitMs = patienceMs,
): Promise<T> {
  const end = needs.look();
  try {
    await needs.settled(waitMs);
    return await then();
  } finally {
    end();
  }
}
