import type {
  CustomReader,
  MiddlewareItem,
  MiddlewareKind,
  Offering,
} from '@pilothouse/plugin-platform-node';
import { kindsOf } from './offers';

/** What can be ordered, which may come and go while the portal runs. */
export interface Items extends Pick<Offering, 'compositions' | 'shared'> {
  /** All items, with those that are found in these clusters. */
  current(clusters: readonly CustomReader[]): readonly MiddlewareItem[];
  /** Kinds of items and of their instances, and those in which others are found. */
  kinds(): readonly MiddlewareKind[];
  /** The latter, so that as long as they are not known there may be more. */
  readonly found: readonly MiddlewareKind[];
  /** Names that are taken whatever the clusters hold. */
  readonly own: ReadonlySet<string>;
  /**
   * Calls the listener when there are others, and no cluster tells of it.
   *
   * @returns ends the subscription
   */
  subscribe(listener: () => void): () => void;
  /** Makes sure that an item is as all replicas of the portal know it. */
  fresh(name: string): Promise<void>;
}

/** Marks that live views read which items there are. */
export const itemsMark = 'marketplace/items';

/** Items of providers: what they always have, and what they find. */
export function itemsOf(offering: Offering): Items {
  const { compositions, fixed, kinds, shared } = offering;
  const all = [...fixed.flatMap(kindsOf), ...kinds];
  return {
    current: clusters => offering.itemsIn(clusters),
    kinds: () => all,
    found: kinds,
    shared,
    compositions,
    own: new Set(fixed.map(({ name }) => name)),
    subscribe: listener => offering.subscribe(listener),
    fresh: async () => undefined,
  };
}
