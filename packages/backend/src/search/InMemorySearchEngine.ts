import { LunrSearchEngine } from '@backstage/plugin-search-backend-node';
import type {
  IndexableResultSet,
  SearchQuery,
} from '@backstage/plugin-search-common';

/**
 * Backstage's search in memory, which knows an index without documents from a missing
 * one. The stock engine builds no index where there is nothing to put into it, and then
 * answers every question about that type with an error.
 */
export class InMemorySearchEngine extends LunrSearchEngine {
  readonly #empty = new Set<string>();

  override async getIndexer(type: string) {
    const indexer = await super.getIndexer(type);
    let failed = false;
    indexer.once('error', () => {
      failed = true;
    });
    indexer.once('close', () => {
      if (failed) return;
      const found = Object.keys(indexer.getDocumentStore()).length > 0;
      if (found) this.#empty.delete(type);
      else this.#empty.add(type);
    });
    return indexer;
  }

  override async query(query: SearchQuery): Promise<IndexableResultSet> {
    const { types } = query;
    const nothing =
      types?.length && types.every(type => this.#isKnownEmpty(type));
    if (nothing) return { results: [], numberOfResults: 0 };
    return super.query(query);
  }

  #isKnownEmpty(type: string): boolean {
    return this.#empty.has(type) && this.lunrIndices[type] === undefined;
  }
}
