import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  LunrSearchEngine,
  type ConcreteLunrQuery,
  type LunrQueryTranslator,
} from '@backstage/plugin-search-backend-node';
import type {
  IndexableResultSet,
  SearchQuery,
} from '@backstage/plugin-search-common';

/** Shorter words have too many others that differ from them by a letter. */
const shortestGuessed = 6;

type Query = Parameters<ConcreteLunrQuery['lunrQueryBuilder']>[0];

/**
 * Backstage's search in memory, which knows an index without documents from a missing
 * one. The stock engine builds no index where there is nothing to put into it, and then
 * answers every question about that type with an error. It takes words for one another that
 * differ by two letters, so that "tea" finds every page with "see" in it; this one lets a
 * long word have one letter wrong.
 */
export class InMemorySearchEngine extends LunrSearchEngine {
  readonly #empty = new Set<string>();

  constructor(options: { logger: LoggerService }) {
    super(options);
    const usual = this.translator as LunrQueryTranslator;
    this.setTranslator(query => {
      const { lunrQueryBuilder: build, ...rest } = usual(query);
      return {
        ...rest,
        lunrQueryBuilder: clauses => build.call(clauses, guessingLess(clauses)),
      };
    });
  }

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

/** The same, which guesses at long words only. */
function guessingLess(query: Query): Query {
  const term: Query['term'] = (terms, options) => {
    if (!('editDistance' in options)) return query.term(terms, options);
    const long = [terms]
      .flat()
      .filter(each => String(each).length >= shortestGuessed);
    if (long.length === 0) return query;
    // Words are kept by their stems.
    const guessed = { ...options, usePipeline: true, editDistance: 1 };
    return query.term(long.map(String), guessed);
  };
  return new Proxy(query, {
    get: (target, name) => (name === 'term' ? term : Reflect.get(target, name)),
  });
}
