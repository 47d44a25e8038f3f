import { PgSearchEngine } from '@backstage/plugin-search-backend-module-pg';
import { mockServices } from '@backstage/backend-test-utils';
import type { SearchQuery } from '@backstage/plugin-search-common';
import { PostgresSearchEngine } from './PostgresSearchEngine';

/** A store that keeps what it is asked, and knows two pages. */
function engineOver(asked: unknown[]) {
  const document = (title: string, location: string) => ({
    title,
    text: '',
    location,
  });
  const rows = [
    { type: 'techdocs', document: document('Catalog', '/docs/adr') },
    { type: 'software-catalog', document: document('web', '/c/component/web') },
    {
      type: 'software-catalog',
      document: document('Our goods', '/c/component/catalog'),
    },
  ].map(row => ({ ...row, total_count: '3', highlight: row.document }));
  const store = {
    transaction: async (work: (tx: unknown) => unknown) => work(undefined),
    query: async (_tx: unknown, query: { pgTerm?: string }) => {
      asked.push(query.pgTerm);
      return rows;
    },
  };
  const stock = new PgSearchEngine(
    store as unknown as ConstructorParameters<typeof PgSearchEngine>[0],
    mockServices.rootConfig(),
  );
  return new PostgresSearchEngine(stock);
}

const about = (term: string): SearchQuery => ({ term, types: [] });

it.each([
  ['<b>% catalog', ['("catalog" | "catalog":*)']],
  ['tea (shop', ['("tea" | "tea":*)&("shop" | "shop":*)']],
  ['<b>', ['"b"']],
  ["':* | \\", []],
  ['', ['']],
])('asks PostgreSQL for %j by %j', async (term, expected) => {
  const asked: unknown[] = [];
  await engineOver(asked).query(about(term));
  expect(asked).toEqual(expected);
});

it('finds nothing by a term without words', async () => {
  expect(await engineOver([]).query(about('%%%'))).toEqual({
    results: [],
    numberOfResults: 0,
  });
});

it.each([
  ['<b>% catalog', ['Our goods', 'Catalog', 'web']],
  ['our goods', ['Our goods', 'Catalog', 'web']],
  ['WEB', ['web', 'Catalog', 'Our goods']],
  ['cat', ['Catalog', 'web', 'Our goods']],
])('shows by %j first what bears the name: %j', async (term, titles) => {
  const { results } = await engineOver([]).query(about(term));
  expect(results.map(({ document }) => document.title)).toEqual(titles);
  expect(results.map(({ rank }) => rank)).toEqual([1, 2, 3]);
});
