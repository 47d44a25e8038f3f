import { readFile } from 'node:fs/promises';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { parseAllDocuments } from 'yaml';
import { until } from '../../../kube/testing/until';
import { Shop } from '../../../kube/write/__testUtils__/Shop';
import { clientOf } from '../__testUtils__/client';
import { postgresql } from '../__testUtils__/scene';
import { DeletionOrders } from '../grace/DeletionOrders';
import { PublishedDefinitions } from '../publishing';
import { Reservations } from './Reservations';

jest.setTimeout(240_000);

const ns = 'shop-dev';
const group = 'postgresql.cnpg.io';
const path = `/apis/${group}/v1/namespaces/${ns}/clusters`;
const patienceMs = 60_000;
const most = 2;
const crds = resolvePackagePath(
  '@pilothouse/plugin-platform-backend',
  '../../packages/embedded/src/parts/cloudnative-pg/crds.yaml',
);
const limited = { ...postgresql, terms: [{ instances: most }] };

describe('limits, with two replicas on a real API server', () => {
  const databases = TestDatabases.create({ disableDocker: true });
  const ended = new AbortController();
  let shop: Shop;
  let replicas: readonly ReturnType<typeof clientOf>[];

  const order = (i: number, name: string) =>
    replicas[i % replicas.length]?.order({
      ...{ item: 'postgresql', cluster: 'test', namespace: ns, name },
      values: { instances: 1, storage: { size: '1Gi' } },
    });
  const made = async () => {
    const { items } = await shop.server.ask<{
      items: { metadata: { name: string } }[];
    }>({ path });
    return items.map(({ metadata }) => metadata.name);
  };

  beforeAll(async () => {
    shop = await Shop.open();
    // PostgreSQL, where there is one.
    const [[id] = ['SQLITE_3' as const]] = databases.eachSupportedId();
    const database = await databases.init(id);
    const deletionOrders = await DeletionOrders.open(database);
    const published = await PublishedDefinitions.open({
      database,
      definitions: undefined,
      logger: mockServices.logger.mock(),
    });
    const replica = async () =>
      clientOf({
        ...{ shop, deletionOrders, published, namespace: ns },
        reservations: await Reservations.open(database),
        middleware: [{ name: 'test', items: () => [limited] }],
        signal: ended.signal,
      });
    replicas = [await replica(), await replica()];
    for (const document of parseAllDocuments(await readFile(crds, 'utf8'))) {
      await shop.server.ask({
        method: 'POST',
        path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
        body: document.toJS(),
      });
    }
    await shop.allow(ns, 'shop', 'databases', {
      group,
      resources: ['clusters'],
    });
    // An API server may take a minute to store what it has a new definition of.
    await until(
      async () => (await replica()).list(),
      ({ items, pending }) =>
        pending.length === 0 && items.postgresql?.offers.length === 1,
      3 * patienceMs,
    );
  }, 4 * patienceMs);
  afterAll(async () => {
    ended.abort();
    await shop?.close();
  });

  it('lets through as many orders of one moment as there is room for', async () => {
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name, i) => order(i, name)),
    );
    const refused = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    expect(await made()).toHaveLength(most);
    expect(refused).toHaveLength(outcomes.length - most);
    for (const reason of refused) {
      expect(reason).toMatchObject({
        name: 'InputError',
        message: expect.stringMatching(/The team shop may have 2 of it in dev/),
      });
    }
  });

  it('has room again as soon as one is gone', async () => {
    const [first] = await made();
    await shop.server.ask({ method: 'DELETE', path: `${path}/${first}` });
    // What is held of the cluster still has it for a moment.
    await until(
      () =>
        Promise.resolve(order(0, 'next')).then(
          () => 'ordered',
          () => 'refused',
        ),
      outcome => outcome === 'ordered',
      patienceMs,
    );
    expect(await made()).toContain('next');
    await expect(order(1, 'last')).rejects.toMatchObject({
      name: 'InputError',
    });
  });
});
