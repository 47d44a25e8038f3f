import { TestDatabases } from '@backstage/backend-test-utils';
import type { InstanceRef } from '@pilothouse/plugin-platform-common';
import type { MiddlewareProvider } from '@pilothouse/plugin-platform-node';
import { until } from '../../kube/testing/until';
import { Shop } from '../../kube/write/__testUtils__/Shop';
import { clientOf } from './__testUtils__/client';
import { operatorItem } from './__testUtils__/operator-item';
import { openStores, type Stores } from './__testUtils__/stores';

jest.setTimeout(900_000);

const ns = 'shop-dev';
const strimzi = `/apis/kafka.strimzi.io/v1/namespaces/${ns}`;
/** Kafka is fetched when the first is ordered, and a busy machine takes its time. */
const fetchMs = 300_000;
const patienceMs = 60_000;
const ref: InstanceRef = {
  item: 'kafka',
  cluster: 'test',
  namespace: ns,
  name: 'events',
};
const kinds = ['kafkas', 'kafkanodepools', 'kafkausers', 'kafkatopics'];

describe('Kafka, which is two objects of its operator', () => {
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
  const instance = async () => (await client().instance(ref)).instance;
  const pool = () =>
    shop.server.ask<{ metadata: object; spec: object }>({
      path: `${strimzi}/kafkanodepools/events`,
    });

  const allow = (name: string, resources: readonly string[]) =>
    shop.allow(ns, 'shop', name, { group: 'kafka.strimzi.io', resources });

  beforeAll(async () => {
    provider = await operatorItem('kafka.yaml');
    stores = await openStores(databases);
    shop = await Shop.open(['middleware-operators']);
    await until(
      async () => (await client().list()).items.kafka,
      found => found?.offers.some(({ version }) => version) ?? false,
      fetchMs,
    );
  });
  afterAll(async () => {
    ended.abort();
    await shop?.close();
  });

  const smallPlan = async () => {
    const form = await client().form({ item: ref.item });
    return form.plans.find(({ name }) => name === 'small')?.values ?? {};
  };

  it('has a form with the fields of both', async () => {
    const { schema, plans, fields } = await client().form({ item: ref.item });
    expect(plans.map(({ name }) => name)).toEqual(['small', 'safe']);
    expect(fields).toHaveLength(7);
    expect(schema).toMatchObject({
      properties: {
        kafka: { properties: { version: {} } },
        nodePool: {
          properties: {
            replicas: { type: 'integer' },
            storage: { properties: { size: {} } },
          },
        },
      },
    });
  });

  it('is not ordered by whom the cluster lets make one alone', async () => {
    await allow('kafkas', ['kafkas']);
    const values = await smallPlan();
    await expect(client().preview({ ...ref, values })).rejects.toMatchObject({
      message: expect.stringMatching(/kafkanodepools/),
    });
  });

  it('is ordered, asked for credentials, changed and taken away', async () => {
    await allow('all', kinds);
    const values = await smallPlan();
    const preview = await until(
      () => client().preview({ ...ref, values }),
      () => true,
      patienceMs,
    );
    expect(preview.diffs.map(diff => diff.ref.kind)).toEqual([
      'Kafka',
      'KafkaNodePool',
    ]);
    await client().order({ ...ref, values });
    const ready = await until(
      instance,
      found => found?.status === 'healthy',
      fetchMs,
    );
    expect(ready?.members).toEqual({ wanted: 1, ready: 1 });
    expect(ready?.endpoints[0]).toMatchObject({ port: 9092 });
    expect(await pool()).toMatchObject({
      metadata: {
        labels: { 'strimzi.io/cluster': 'events' },
        ownerReferences: [{ kind: 'Kafka', name: 'events' }],
      },
    });

    await client().grant({ ref, name: 'events-web' });
    const asked = await until(
      instance,
      found => found?.credentials[0]?.grant?.status === 'healthy',
      patienceMs,
    );
    expect(asked?.credentials).toMatchObject([
      { secret: 'events-web', keys: ['password', 'sasl.jaas.config'] },
    ]);

    await shop.allow(ns, 'shop', 'secrets', {
      group: '',
      resources: ['secrets'],
    });
    const { secrets } = await until(
      () => client().rotations(ref),
      ({ ability }) => ability.allowed,
      patienceMs,
    );
    expect(secrets).toMatchObject([
      { secret: 'events-web', state: { kind: 'ready' } },
    ]);
    const [{ state } = { state: undefined }] = secrets;
    const uid = state?.kind === 'ready' ? state.uid : '';
    expect(await client().rotate({ ref, secret: 'events-web', uid })).toEqual({
      made: true,
    });

    const topics = async () => (await client().instance(ref)).contents?.list;
    const wanted = {
      ref,
      name: 'tea',
      values: { partitions: 1, config: { 'retention.ms': 3_600_000 } },
    };
    const looked = await client().contentPreview(wanted);
    expect(looked.diffs).toMatchObject([{ ref: { kind: 'KafkaTopic' } }]);
    await client().makeContent(wanted);
    const made = await until(
      topics,
      found => found?.[0]?.status === 'healthy',
      patienceMs,
    );
    expect(made).toMatchObject([
      { name: 'tea', values: [1, null, 3_600_000, null] },
    ]);
    const grown = {
      ref,
      name: 'tea',
      values: { partitions: 3 },
      changes: true,
    };
    const { precondition } = await client().contentPreview(grown);
    await client().makeContent({ ...grown, precondition });
    await until(
      topics,
      found => found?.[0]?.status === 'healthy' && found[0].values[0] === 3,
      patienceMs,
    );
    await expect(
      client().contentPreview({ ...grown, values: { partitions: 2 } }),
    ).rejects.toThrow(/can only become more: it is 3/);
    await client().removeContent({
      ...{ ref, name: 'tea' },
      uid: made?.[0]?.uid ?? '',
    });
    await until(topics, found => found?.length === 0, patienceMs);

    const before = await client().values(ref);
    expect(before.values).toMatchObject({
      nodePool: { storage: { size: '2Gi' } },
    });
    const change = {
      ...ref,
      values: { nodePool: { storage: { size: '3Gi' } } },
      changes: true,
      precondition: before.precondition,
    };
    const shown = await client().preview(change);
    await client().order({ ...change, precondition: shown.precondition });
    expect(await pool()).toMatchObject({
      metadata: { ownerReferences: [{ kind: 'Kafka' }] },
      spec: { replicas: 1, storage: { size: '3Gi' } },
    });
    await expect(
      client().order({ ...change, precondition: before.precondition }),
    ).rejects.toMatchObject({ name: 'ConflictError' });

    await client().makeContent({ ref, name: 'coffee', values: {} });
    await until(topics, found => found?.[0]?.status === 'healthy', patienceMs);
    const plan = await client().deletion(ref);
    expect(plan.contents).toMatchObject([
      { kind: 'KafkaTopic', name: 'coffee' },
    ]);
    expect(plan.goes).toContainEqual(
      expect.objectContaining({ kind: 'KafkaNodePool', name: 'events' }),
    );
    expect(plan.first).toMatchObject([
      { kind: 'KafkaUser', name: 'events-web' },
    ]);
    await client().delete({
      ...{ ref, uid: plan.uid, seen: plan.seen, first: plan.first },
      contents: plan.contents?.map(each => ({
        name: each.name,
        uid: each.uid,
      })),
    });
    await expect(
      shop.server.ask({ path: `${strimzi}/kafkatopics/coffee` }),
    ).rejects.toThrow();
    await until(instance, found => found === undefined, fetchMs);
    const gone = () =>
      pool().then(
        () => false,
        () => true,
      );
    expect(await until(gone, Boolean, patienceMs)).toBe(true);
  });
});
