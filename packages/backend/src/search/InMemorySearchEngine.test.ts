import { mockServices } from '@backstage/backend-test-utils';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InMemorySearchEngine } from './InMemorySearchEngine';

const page: IndexableDocument = { title: 'Shop', text: 'sells', location: '/' };

async function index(
  engine: InMemorySearchEngine,
  type: string,
  documents: readonly IndexableDocument[],
) {
  await pipeline(Readable.from(documents), await engine.getIndexer(type));
}

const ask = (engine: InMemorySearchEngine, types: string[]) =>
  engine.query({ term: 'shop', types });

describe('search in memory', () => {
  let engine: InMemorySearchEngine;

  beforeEach(() => {
    engine = new InMemorySearchEngine({ logger: mockServices.logger.mock() });
  });

  it('finds nothing among no documents', async () => {
    await index(engine, 'techdocs', []);
    expect(await ask(engine, ['techdocs'])).toEqual({
      results: [],
      numberOfResults: 0,
    });
  });

  it('does not take an index that was never made for an empty one', async () => {
    await index(engine, 'techdocs', []);
    await expect(ask(engine, ['catalog'])).rejects.toThrow(/Missing index/);
  });

  it('does not take an index that could not be made for an empty one', async () => {
    const broken = Readable.from(
      (async function* fail() {
        throw new Error('the catalog does not answer');
      })(),
    );
    const indexer = await engine.getIndexer('techdocs');
    await expect(pipeline(broken, indexer)).rejects.toThrow();
    await expect(ask(engine, ['techdocs'])).rejects.toThrow(/Missing index/);
  });

  it('finds what came later', async () => {
    await index(engine, 'techdocs', []);
    await index(engine, 'techdocs', [page]);
    expect((await ask(engine, ['techdocs'])).results).toHaveLength(1);
  });

  it.each([
    ['tea', ['Tea shop']],
    ['te', ['Tea shop']],
    ['shops', ['Tea shop']],
    ['steps', ['First steps']],
    ['inventory', ['Inventory']],
    ['inventary', ['Inventory']],
    ['sell', []],
    ['set', []],
  ])(
    'finds by %j %j, and nothing that is only like it',
    async (term, titles) => {
      await index(engine, 'techdocs', [
        { title: 'Tea shop', text: 'what is sold', location: '/tea' },
        { title: 'First steps', text: 'see all of them', location: '/first' },
        { title: 'Inventory', text: 'of goods', location: '/inventory' },
      ]);
      const { results } = await engine.query({ term, types: ['techdocs'] });
      expect(results.map(({ document }) => document.title)).toEqual(titles);
    },
  );

  it.each([
    ['<b>% catalog', ['catalog', 'About the catalog']],
    ['<b>', []],
    ['%', []],
    ['be', ['built']],
  ])(
    'reads %j as words and shows first what bears the name: %j',
    async (term, titles) => {
      await index(engine, 'techdocs', [
        {
          title: 'About the catalog',
          text: 'catalog '.repeat(30),
          location: '/a',
        },
      ]);
      await index(engine, 'software-catalog', [
        { title: 'catalog', text: 'of goods', location: '/component/catalog' },
        { title: 'built', text: 'better', location: '/component/built' },
      ]);
      const { results } = await engine.query({ term });
      expect(results.map(({ document }) => document.title)).toEqual(titles);
    },
  );
});
