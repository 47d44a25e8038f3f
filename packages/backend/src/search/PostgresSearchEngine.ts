import {
  PgSearchEngine,
  type PgSearchQueryTranslator,
} from '@backstage/plugin-search-backend-module-pg';
import type { SearchEngine } from '@backstage/plugin-search-backend-node';
import type { SearchQuery } from '@backstage/plugin-search-common';
import { namedFirst } from './namedFirst';
import { termsOf } from './terms';

/**
 * Backstage's search in PostgreSQL, which reads special characters as ends of words and
 * shows first what bears the name searched for. It answers a term without any word with
 * nothing, where the stock engine answers with everything.
 */
export class PostgresSearchEngine implements SearchEngine {
  readonly #stock: PgSearchEngine;

  constructor(stock: PgSearchEngine) {
    this.#stock = stock;
    stock.setTranslator(translatorOver(stock.translator.bind(stock)));
  }

  setTranslator(translator: PgSearchQueryTranslator): void {
    this.#stock.setTranslator(translator);
  }

  getIndexer(type: string) {
    return this.#stock.getIndexer(type);
  }

  async query(query: SearchQuery) {
    const { words } = termsOf(query.term);
    if (query.term.trim() && words.length === 0) {
      return { results: [], numberOfResults: 0 };
    }
    return namedFirst(await this.#stock.query(query), words);
  }
}

/** The usual query for the words of a term. */
export function translatorOver(
  usual: PgSearchQueryTranslator,
): PgSearchQueryTranslator {
  return (query, options) => {
    const { pgQuery, ...rest } = usual(query, options);
    const { words, areBeginnings } = termsOf(query.term);
    const pgTerm = words
      .map(word => JSON.stringify(word))
      .map(word => (areBeginnings ? `(${word} | ${word}:*)` : word))
      .join('&');
    return { ...rest, pgQuery: { ...pgQuery, pgTerm } };
  };
}
