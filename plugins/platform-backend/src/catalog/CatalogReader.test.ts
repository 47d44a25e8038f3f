import type { Entity } from '@backstage/catalog-model';
import { keeps } from '@pilothouse/plugin-platform-node/testing';
import { InMemoryCatalog } from '../kube/access/__testUtils__/catalog';
import {
  catalogReaderLaws,
  type CatalogReaderBench,
} from './__testUtils__/catalog-reader-laws';
import { CatalogStore } from './CatalogStore';

async function twin(): Promise<CatalogReaderBench> {
  const catalog = new InMemoryCatalog();
  return {
    catalog,
    show: async entities => catalog.show(entities),
    close: async () => undefined,
  };
}

async function store(): Promise<CatalogReaderBench> {
  let entities: readonly Entity[] = [];
  const end = new AbortController();
  const catalog = new CatalogStore({
    read: async () => entities,
    intervalMs: 10,
    deadlineMs: 60_000,
    now: () => new Date('2031-04-01T08:00:00.000Z'),
    onError: error => {
      throw error;
    },
  });
  return {
    catalog,
    async show(shown) {
      entities = shown;
      await catalog.refresh(end.signal);
    },
    close: async () => end.abort(),
  };
}

describe.each([
  ['CatalogStore', store],
  ['its twin in memory', twin],
])('%s', (_, bench) => {
  it.each(catalogReaderLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });
});
