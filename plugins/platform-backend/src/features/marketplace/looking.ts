import type { MiddlewareKind } from '@pilothouse/plugin-platform-node';
import type { Needs } from './Needs';

const patienceMs = 3_000;

interface Look {
  /** Kinds that no item has yet. */
  readonly also?: readonly MiddlewareKind[];
  /** How long kinds are waited for at most that nobody looked at before. */
  readonly waitMs?: number;
}

/** Does something while the kinds of the marketplace are watched. */
export async function looking<T>(
  { needs }: { readonly needs: Pick<Needs, 'look' | 'settled'> },
  then: () => Promise<T>,
  { also, waitMs = patienceMs }: Look = {},
): Promise<T> {
  const end = needs.look(also);
  try {
    await needs.settled(waitMs);
    return await then();
  } finally {
    end();
  }
}
