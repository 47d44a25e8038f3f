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
import { namedFirst } from './namedFirst';
import { termsOf, type Terms } from './terms';

/** Shorter words have too many others that differ from them by a letter. */
const shortestGuessed = 6;

/** A word in a title says more about a page than many in its text. */
const titled = { fields: ['title'], boost: 1000, usePipeline: true };

type Query = Parameters<ConcreteLunrQuery['lunrQueryBuilder']>[0];

/**
 * Backstage's search in memory, which knows an index without documents from a missing
 * one. The stock engine builds no index where there is nothing to put into it, and then
 * answers every question about that type with an error. It takes words for one another that
 * differ by two letters, so that "tea" finds every page with "see" in it; this one lets a
 * long word have one letter wrong. Special characters end words, and what bears the name
 * searched for is shown first.
 */
export class InMemorySearchEngine extends LunrSearchEngine {
  readonly #empty = new Set<string>();

  constructor(options: { logger: LoggerService }) {
    super(options);
    const usual = this.translator as LunrQueryTranslator;
    this.setTranslator(query => {
      const terms = termsOf(query.term);
      const term = terms.words.join(' ');
      const { lunrQueryBuilder: build, ...rest } = usual({ ...query, term });
      return {
        ...rest,
        lunrQueryBuilder: clauses => {
          build.call(clauses, guessingLess(clauses, terms));
          if (term) clauses.term(term.toLowerCase().split(' '), titled);
        },
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
    const { types, term } = query;
    const { words } = termsOf(term);
    const nothing =
      (types?.length && types.every(type => this.#isKnownEmpty(type))) ||
      (term.trim() && words.length === 0);
    if (nothing) return { results: [], numberOfResults: 0 };
    return namedFirst(await super.query(query), words);
  }

  #isKnownEmpty(type: string): boolean {
    return this.#empty.has(type) && this.lunrIndices[type] === undefined;
  }
}

/** The same, which guesses at long words only, and completes only what may go on. */
function guessingLess(query: Query, { areBeginnings }: Terms): Query {
  const term: Query['term'] = (terms, options) => {
    if ('wildcard' in options && !areBeginnings) return query;
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
