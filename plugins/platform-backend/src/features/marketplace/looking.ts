import type { Needs } from './Needs';

const firstLookMs = 3_000;

/** Does something while the kinds of the marketplace are watched. */
export async function looking<T>(
  { needs }: { readonly needs: Pick<Needs, 'look' | 'settled'> },
  then: () => Promise<T>,
): Promise<T> {
  const end = needs.look();
  try {
    await needs.settled(firstLookMs);
    return await then();
  } finally {
    end();
  }
}
