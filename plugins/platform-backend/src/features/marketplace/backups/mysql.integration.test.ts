import { TestDatabases } from '@backstage/backend-test-utils';
import type { InstanceRef } from '@pilothouse/plugin-platform-common';
import type { MiddlewareProvider } from '@pilothouse/plugin-platform-node';
import { until } from '../../../kube/testing/until';
import { Shop } from '../../../kube/write/__testUtils__/Shop';
import { clientOf } from '../__testUtils__/client';
import { operatorItem } from '../__testUtils__/operator-item';
import { openStores, type Stores } from '../__testUtils__/stores';

jest.setTimeout(300_000);

const ns = 'shop-dev';
const group = 'ps.percona.com';
const patienceMs = 60_000;
const ref: InstanceRef = {
  item: 'percona-mysql',
  cluster: 'test',
  namespace: ns,
  name: 'orders',
};

describe('schedules of MySQL, which are entries of the instance', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const ended = new AbortController();
  let provider: MiddlewareProvider;
  let stores: Stores;
  let shop: Shop;

  const client = () =>
    clientOf({
      shop,
      middleware: [provider],
      ...stores,
      namespace: ns,
      signal: ended.signal,
    });
  const path = `/apis/${group}/v1/namespaces/${ns}/perconaservermysqls/orders`;
  const listed = async () => {
    const { spec } = await shop.server.ask<{
      spec: { backup: { schedule?: unknown; enabled?: boolean } };
    }>({ path });
    return spec.backup;
  };
  const told = async () => (await client().instance(ref)).backups?.schedules;
  const schedule = async (
    name: string,
    wanted: { cron: string; keep?: number; changes?: boolean },
  ) => {
    const request = { ref, name, schedule: { suspended: false, ...wanted } };
    const { precondition, diffs } = await client().backupPreview(request);
    expect(diffs).toMatchObject([{ ref: { kind: 'PerconaServerMySQL' } }]);
    await client().backUp({ ...request, precondition });
    return request;
  };

  beforeAll(async () => {
    provider = await operatorItem('percona-mysql.yaml');
    stores = await openStores(databases);
    shop = await Shop.open(['middleware-operators']);
    await until(
      async () => (await client().list()).items[ref.item],
      found => found?.offers.some(({ version }) => version) ?? false,
      patienceMs,
    );
    await shop.allow(ns, 'shop', 'all', {
      group,
      resources: ['perconaservermysqls', 'perconaservermysqlbackups'],
    });
  });
  afterAll(async () => {
    ended.abort();
    await shop?.close();
  });

  it('are made, changed and ended in it, and nothing else of it is touched', async () => {
    const form = await client().form({ item: ref.item });
    const [plan] = form.plans;
    await client().order({
      ...ref,
      values: plan?.values ?? {},
      extra:
        'backup: { storages: { backups: { type: s3, s3: { bucket: b, credentialsSecret: s } } } }',
    });
    await until(
      told,
      found => found !== undefined && found.length === 0,
      patienceMs,
    );

    const nightly = await schedule('nightly', { cron: '0 2 * * *', keep: 7 });
    await schedule('weekly', { cron: '0 3 * * 0' });
    await schedule('nightly', { cron: '30 2 * * *', keep: 3, changes: true });
    expect(await listed()).toMatchObject({
      enabled: true,
      schedule: [
        {
          ...{ name: 'nightly', schedule: '30 2 * * *', keep: 3 },
          storageName: 'backups',
        },
        { name: 'weekly', schedule: '0 3 * * 0', storageName: 'backups' },
      ],
    });
    const shown = await until(
      told,
      found => found?.length === 2 && found[0]?.keep === 3,
      patienceMs,
    );
    const uid = shown?.[0]?.uid ?? '';

    await expect(client().backupPreview(nightly)).rejects.toMatchObject({
      name: 'ConflictError',
    });
    await expect(
      client().unschedule({ ref, name: 'nightly', uid: 'another' }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    await client().unschedule({ ref, name: 'nightly', uid });
    expect((await listed()).schedule).toMatchObject([{ name: 'weekly' }]);
    await client().unschedule({ ref, name: 'weekly', uid });
    expect((await listed()).schedule).toBeUndefined();
  });
});
