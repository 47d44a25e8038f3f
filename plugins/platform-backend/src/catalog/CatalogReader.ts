import type { Entity } from '@backstage/catalog-model';

/** How well the catalog is known. */
export type CatalogKnowledge =
  | { readonly kind: 'pending' }
  | { readonly kind: 'current' }
  | {
      readonly kind: 'stale';
      /** ISO 8601. */
      readonly since: string;
      readonly because: string;
    };

/** What the catalog says, kept in memory, so that a view waits for nothing. */
export interface CatalogReader {
  knowledge(): CatalogKnowledge;
  /**
   * Entities of a kind, in no particular order.
   *
   * @param kind - in lower case
   */
  entities(kind: string): readonly Entity[];
  /** @param ref - in lower case, as `stringifyEntityRef` writes it */
  entity(ref: string): Entity | undefined;
  /** Calls the listener after every change. */
  subscribe(listener: () => void): () => void;
}
