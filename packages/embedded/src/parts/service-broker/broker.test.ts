import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KubeError, type KubeRest } from '../../kube/rest.ts';
import { Broker } from './broker.ts';
import { CATALOG, PLANS, SERVICE_ID } from './catalog.ts';
import { brokerServer } from './server.ts';
import { InstanceStore } from './store.ts';

const [SMALL = '', LARGE = ''] = PLANS.map(({ id }) => id);
const ORDER = {
  service_id: SERVICE_ID,
  plan_id: SMALL,
  context: {
    platform: 'kubernetes',
    namespace: 'shop',
    instance_name: 'cache',
  },
};

interface Held {
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: { readonly replicas?: number };
}

/** An API server that keeps what is applied, and settles servers when told. */
function memoryCluster() {
  const objects = new Map<string, Held>();
  let settled = false;
  const seen = (path: string, held: Held) =>
    settled && path.includes('/statefulsets/')
      ? {
          ...held,
          metadata: { ...held.metadata, generation: 1 },
          status: {
            observedGeneration: 1,
            readyReplicas: held.spec?.replicas,
            updatedReplicas: held.spec?.replicas,
          },
        }
      : held;
  const rest: Pick<KubeRest, 'json'> = {
    async json<T>(
      path: string,
      request: { method?: string; query?: object; body?: unknown } = {},
    ) {
      const { method = 'GET', body, query } = request;
      const selector = String(Reflect.get(query ?? {}, 'labelSelector') ?? '');
      if (method === 'PATCH') {
        objects.set(path, body as Held);
        settled = false;
      }
      if (method === 'DELETE') objects.delete(path);
      if (path.endsWith('/statefulsets')) {
        const [label = '', value] = selector.split('=');
        const items = [...objects]
          .filter(
            ([at, { metadata }]) =>
              at.includes('/statefulsets/') &&
              (value === undefined || metadata.labels?.[label] === value),
          )
          .map(([at, held]) => seen(at, held));
        return { items } as T;
      }
      const held = objects.get(path);
      if (!held && method === 'GET') throw new KubeError(404, 'NotFound', path);
      return held as T;
    },
  };
  return {
    rest,
    objects,
    settle: () => {
      settled = true;
    },
  };
}

async function scene() {
  const cluster = memoryCluster();
  const broker = new Broker({
    store: new InstanceStore(cluster.rest),
    makeImage: async () => {},
    log: () => {},
  });
  broker.prepare();
  await new Promise(setImmediate);
  return { ...cluster, broker };
}

test('an instance is provisioned once, whoever asks again', async () => {
  const { broker, settle, objects } = await scene();
  assert.equal((await broker.provision('i1', ORDER)).status, 202);
  assert.equal((await broker.provision('i1', ORDER)).status, 202);
  const [poll, ...none] = [await broker.lastOperation('i1', 'provision')];
  assert.deepEqual(none, []);
  assert.equal(Reflect.get(poll?.body ?? {}, 'state'), 'in progress');
  settle();
  assert.deepEqual((await broker.lastOperation('i1', 'provision')).body, {
    state: 'succeeded',
  });
  assert.equal((await broker.provision('i1', ORDER)).status, 200);
  const other = { ...ORDER, plan_id: LARGE };
  assert.equal((await broker.provision('i1', other)).status, 409);
  const kinds = [...objects.keys()].map(path => path.split('/').at(-2));
  assert.deepEqual(kinds, ['statefulsets', 'services', 'secrets']);
});

const wrong: readonly (readonly [string, object])[] = [
  ['another service', { ...ORDER, service_id: 'x' }],
  ['an unknown plan', { ...ORDER, plan_id: 'x' }],
  ['no context', { ...ORDER, context: undefined }],
  ['a parameter that there is not', { ...ORDER, parameters: { size: 1 } }],
  ['a parameter of another kind', { ...ORDER, parameters: { persistent: 1 } }],
];
for (const [title, body] of wrong) {
  test(`an order with ${title} is refused in words`, async () => {
    const { broker, objects } = await scene();
    const { status, body: said } = await broker.provision('i1', body);
    assert.equal(status, 400);
    assert.ok(Reflect.get(said, 'description'));
    assert.equal(objects.size, 0);
  });
}

test('what is being changed is left alone', async () => {
  const { broker, settle } = await scene();
  await broker.provision('i1', ORDER);
  const change = { service_id: SERVICE_ID, plan_id: LARGE };
  const busy = await broker.update('i1', change);
  assert.deepEqual(
    [busy.status, Reflect.get(busy.body, 'error')],
    [422, 'ConcurrencyError'],
  );
  assert.equal((await broker.bind('i1', 'b1', ORDER)).status, 422);
  settle();
  assert.equal((await broker.update('i1', change)).status, 202);
  settle();
  assert.equal((await broker.update('i1', change)).status, 200);
});

test('what is gone is gone, and its data with it', async () => {
  const { broker, objects } = await scene();
  assert.equal((await broker.deprovision('i1')).status, 410);
  assert.equal((await broker.unbind('i1', 'b1')).status, 410);
  await broker.provision('i1', ORDER);
  assert.equal((await broker.deprovision('i1')).status, 202);
  assert.equal(objects.size, 0);
  assert.equal((await broker.lastOperation('i1', 'deprovision')).status, 410);
  const lost = await broker.lastOperation('i1', 'provision');
  assert.equal(Reflect.get(lost.body, 'state'), 'failed');
});

const requests: readonly (readonly [
  title: string,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string },
  status: number,
])[] = [
  ['the catalog', 'catalog', {}, 200],
  [
    'a wrong password',
    'catalog',
    { headers: { Authorization: 'Basic eDp5' } },
    401,
  ],
  ['no version', 'catalog', { headers: { 'X-Broker-API-Version': '' } }, 412],
  [
    'another version',
    'catalog',
    { headers: { 'X-Broker-API-Version': '3.0' } },
    412,
  ],
  ['an address that there is not', 'nothing', {}, 404],
  [
    'a body that is no JSON',
    'service_instances/i?accepts_incomplete=true',
    { method: 'PUT', body: '{' },
    400,
  ],
  [
    'who cannot wait',
    'service_instances/i',
    { method: 'PUT', body: '{}' },
    422,
  ],
  [
    'an order',
    'service_instances/i?accepts_incomplete=true',
    { method: 'PUT', body: JSON.stringify(ORDER) },
    202,
  ],
];
for (const [title, path, init, status] of requests) {
  test(`over HTTP: ${title}`, async t => {
    const { broker } = await scene();
    const account = { username: 'u', password: 'p' };
    const server = brokerServer(broker, account, () => {});
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    t.after(() => server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const response = await fetch(`http://127.0.0.1:${port}/v2/${path}`, {
      ...init,
      headers: {
        Authorization: `Basic ${Buffer.from('u:p').toString('base64')}`,
        'X-Broker-API-Version': '2.17',
        ...init.headers,
      },
    });
    assert.equal(response.status, status);
    const body: unknown = await response.json();
    if (path === 'catalog' && status === 200) assert.deepEqual(body, CATALOG);
  });
}
