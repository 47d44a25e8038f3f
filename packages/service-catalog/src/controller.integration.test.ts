import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  openNamespace,
  type TestNamespace,
} from '@pilothouse/embedded/testing/namespace';
import { waitUntil } from '@pilothouse/embedded/wait';
import { conditionOf } from './conditions.ts';
import { API_VERSION, type Secret, type ServiceInstance } from './model.ts';
import { openBroker, type TestBroker } from './testing/broker.ts';
import { obliging, withCatalog } from './testing/scene.ts';

const PATIENCE_MS = 60_000;

let namespace: TestNamespace;
let broker: TestBroker;

before(async () => {
  namespace = await openNamespace('catalog');
  broker = await openBroker(withCatalog(obliging));
  await namespace.apply({
    apiVersion: API_VERSION,
    kind: 'ServiceBroker',
    metadata: { name: 'test' },
    spec: { url: broker.url, relistBehavior: 'Manual' },
  });
  await says('servicebroker', 'test', 'Ready', 'True');
});
after(async () => {
  const kinds = ['servicebinding', 'serviceinstance', 'servicebroker'];
  for (const kind of kinds) await namespace.run('delete', kind, '--all');
  await namespace.remove();
  await broker.close();
});

async function get<T>(kind: string, name: string): Promise<T> {
  return JSON.parse(await namespace.run('get', kind, name, '-o', 'json'));
}

async function says(kind: string, name: string, type: string, status: string) {
  let seen: ServiceInstance | undefined;
  const met = async () => {
    seen = await get<ServiceInstance>(`${kind}.servicecatalog.k8s.io`, name);
    const said = conditionOf(seen.status?.conditions ?? [], type);
    return said?.status === status;
  };
  await waitUntil(met, AbortSignal.timeout(PATIENCE_MS), 100).catch(() =>
    assert.fail(`${kind} ${name}: ${JSON.stringify(seen)}`),
  );
  return conditionOf(seen?.status?.conditions ?? [], type);
}

const order = (name: string, spec: object = {}) =>
  namespace.apply({
    apiVersion: API_VERSION,
    kind: 'ServiceInstance',
    metadata: { name },
    spec: {
      serviceClassExternalName: 'cache',
      servicePlanExternalName: 'small',
      ...spec,
    },
  });

test('a broker of a namespace is offered there alone', async () => {
  const plans = await namespace.run('get', 'serviceplans', '-o', 'name');
  assert.deepEqual(plans.trim().split('\n').sort(), [
    'serviceplan.servicecatalog.k8s.io/plan-large',
    'serviceplan.servicecatalog.k8s.io/plan-small',
  ]);
});

test('an order goes through what a broker may do, and its binding with it', async () => {
  let tries = 0;
  broker.behave(
    withCatalog(heard => {
      const isInstance = !heard.path.includes('service_bindings');
      if (heard.method === 'PUT' && isInstance) {
        tries += 1;
        return tries === 1
          ? { status: 500 }
          : { status: 202, body: { operation: 'o' } };
      }
      return heard.path.endsWith('/last_operation')
        ? { status: 200, body: { state: 'succeeded' } }
        : obliging(heard);
    }),
  );
  await order('orders');
  await namespace.apply({
    apiVersion: API_VERSION,
    kind: 'ServiceBinding',
    metadata: { name: 'orders' },
    spec: { instanceRef: { name: 'orders' }, secretName: 'orders-cache' },
  });
  await says('servicebinding', 'orders', 'Ready', 'True');
  assert.equal(broker.count('DELETE'), 1);
  const { data } = await get<Secret>('secret', 'orders-cache');
  assert.equal(
    Buffer.from(data?.password ?? '', 'base64').toString(),
    'secret-1',
  );
  const events = await namespace.run('get', 'events', '-o', 'json');
  assert.match(events, /StartingInstanceOrphanMitigation/);
  assert.match(events, /ProvisionedSuccessfully/);
});

const fixed: readonly (readonly [string, object, RegExp])[] = [
  [
    'the class',
    { serviceClassExternalName: 'other' },
    /serviceClassExternalName cannot be changed/,
  ],
  ['the id', { externalID: 'x' }, /externalID cannot be changed/],
];

async function isRefused(spec: object, because: RegExp) {
  broker.behave(withCatalog(obliging));
  await order('fixed');
  await says('serviceinstance', 'fixed', 'Ready', 'True');
  const patch = JSON.stringify({ spec });
  await assert.rejects(
    namespace.run(
      'patch',
      'serviceinstance',
      'fixed',
      '--type=merge',
      '-p',
      patch,
    ),
    because,
  );
}

for (const [what, spec, because] of fixed) {
  test(`${what} of an instance cannot be changed`, () =>
    isRefused(spec, because));
}

test('a plan is changed at the broker', async () => {
  broker.behave(withCatalog(obliging));
  await order('grown');
  await says('serviceinstance', 'grown', 'Ready', 'True');
  await order('grown', { servicePlanExternalName: 'large' });
  const met = async () => {
    const { status } = await get<ServiceInstance>('serviceinstance', 'grown');
    return status?.externalProperties?.servicePlanExternalName === 'large';
  };
  await waitUntil(met, AbortSignal.timeout(PATIENCE_MS), 100);
  await namespace.run('delete', 'serviceinstance', 'grown');
});
