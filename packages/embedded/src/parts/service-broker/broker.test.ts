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
  readonly metadata: {
    readonly resourceVersion?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: { readonly replicas?: number; readonly clusterIP?: string };
  readonly data?: Readonly<Record<string, string>>;
}

/** An API server that keeps what is applied, and settles servers when told. */
function memoryCluster() {
  const objects = new Map<string, Held>();
  const changes: string[] = [];
  let settled = false;
  let version = 0;
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
      const held = objects.get(path);
      if (method === 'GET') {
        if (path.endsWith('/configmaps')) {
          const items = [...objects]
            .filter(
              ([at, { metadata }]) =>
                at.startsWith(`${path}/`) && metadata.labels?.[selector],
            )
            .map(([, each]) => each);
          return { items } as T;
        }
        if (!held) throw new KubeError(404, 'NotFound', path);
        return seen(path, held) as T;
      }
      changes.push(`${method} ${path}`);
      if (method === 'DELETE') objects.delete(path);
      if (method === 'PATCH') {
        const { metadata, ...wanted } = body as Held;
        const { resourceVersion } = metadata;
        if (
          resourceVersion &&
          resourceVersion !== held?.metadata.resourceVersion
        ) {
          throw new KubeError(409, 'Conflict', path);
        }
        version += 1;
        const spec = { ...wanted.spec, clusterIP: '10.0.0.1' };
        objects.set(path, {
          ...wanted,
          metadata: { ...metadata, resourceVersion: String(version) },
          spec,
        });
        if (path.includes('/statefulsets/')) settled = false;
      }
      return {} as T;
    },
  };
  return {
    rest,
    objects,
    changes,
    settle: () => {
      settled = true;
    },
  };
}

async function scene() {
  const cluster = memoryCluster();
  const told: string[][] = [];
  const broker = new Broker({
    store: new InstanceStore(cluster.rest),
    makeImage: async () => {},
    ask: async (_server, commands) => {
      told.push(...commands.map(command => [...command]));
    },
    log: () => {},
  });
  broker.prepare();
  await new Promise(setImmediate);
  return { ...cluster, broker, told };
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
  assert.deepEqual(kinds, [
    'configmaps',
    'statefulsets',
    'services',
    'secrets',
  ]);
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
  assert.equal((await broker.lastOperation('i1', 'deprovision')).status, 410);
  assert.equal(objects.size, 0);
  const lost = await broker.lastOperation('i1', 'provision');
  assert.equal(Reflect.get(lost.body, 'state'), 'failed');
});

/** Accounts that the Secret of the one instance holds, but for the broker's. */
function accountsIn(objects: ReadonlyMap<string, Held>): string[] {
  const [secret] = [...objects]
    .filter(([path]) => path.includes('/secrets/'))
    .map(([, held]) => held);
  const text = Buffer.from(secret?.data?.['accounts.json'] ?? '', 'base64');
  const accounts = JSON.parse(text.toString()) as Record<string, unknown>;
  return Object.keys(accounts)
    .filter(id => id !== 'broker')
    .sort();
}

test('of bindings that are made and taken away at the same moment none is lost', async () => {
  const { broker, settle, objects, told } = await scene();
  await broker.provision('i1', ORDER);
  settle();
  const ids = ['b1', 'b2', 'b3'];
  const made = await Promise.all(ids.map(id => broker.bind('i1', id, ORDER)));
  assert.deepEqual(
    made.map(({ status }) => status),
    [201, 201, 201],
  );
  assert.deepEqual(accountsIn(objects), ids);
  const [again, removed] = await Promise.all([
    broker.bind('i1', 'b4', ORDER),
    broker.unbind('i1', 'b2'),
    broker.unbind('i1', 'b1'),
  ]);
  assert.deepEqual([again.status, removed.status], [201, 200]);
  assert.deepEqual(accountsIn(objects), ['b3', 'b4']);
  const count = (verb: string) => told.filter(([, what]) => what === verb);
  assert.equal(count('SETUSER').length, 4);
  assert.equal(count('DELUSER').length, 2);
});

test('a Secret that somebody else changes meanwhile is not written over', async () => {
  const { broker, settle, rest, objects } = await scene();
  await broker.provision('i1', ORDER);
  settle();
  const plain = rest.json.bind(rest);
  let isChanged = false;
  rest.json = async (path, request) => {
    if (request?.method === 'PATCH' && !isChanged) {
      isChanged = true;
      const held = objects.get(path);
      objects.set(path, {
        ...held,
        metadata: { ...held?.metadata, resourceVersion: 'other' },
      });
    }
    return plain(path, request);
  };
  const busy = await broker.bind('i1', 'b1', ORDER);
  assert.equal(Reflect.get(busy.body, 'error'), 'ConcurrencyError');
  assert.deepEqual(accountsIn(objects), []);
  assert.equal((await broker.bind('i1', 'b1', ORDER)).status, 201);
});

test("what a tenant's own objects say of instances is not believed", async () => {
  const { broker, settle, objects, changes } = await scene();
  await broker.provision('i1', ORDER);
  const [real = ''] = [...objects.keys()].filter(path =>
    path.includes('/statefulsets/'),
  );
  const held = objects.get(real);
  const forged = { instanceId: 'i1', namespace: 'bank/secrets/all?a=' };
  objects.clear();
  objects.set(real.replace('/shop/', '/mallory/'), {
    ...held,
    metadata: {
      ...held?.metadata,
      ...{
        annotations: {
          'broker.pilothouse.dev/request': JSON.stringify(forged),
        },
      },
    },
  });
  settle();
  changes.length = 0;
  assert.equal((await broker.bind('i1', 'b1', ORDER)).status, 404);
  assert.equal((await broker.unbind('i1', 'b1')).status, 410);
  assert.equal((await broker.deprovision('i1')).status, 410);
  assert.deepEqual(changes, []);
});

test('a namespace is one step of an address, whatever it is called', async () => {
  const { broker, changes } = await scene();
  const context = { ...ORDER.context, namespace: 'a/secrets/b?c=' };
  await broker.provision('i1', { ...ORDER, context });
  await broker.deprovision('i1');
  const others = changes.filter(change => !change.includes('/configmaps/'));
  assert.ok(others.length > 0);
  for (const change of others) {
    assert.match(change, /\/namespaces\/a%2Fsecrets%2Fb%3Fc%3D\//);
  }
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
