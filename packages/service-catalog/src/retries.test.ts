import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { BindingWorker } from './binding/worker.ts';
import { conditionOf } from './conditions.ts';
import { InstanceWorker } from './instance/worker.ts';
import { Store } from './kube/store.ts';
import type { ServiceBinding, ServiceInstance } from './model.ts';
import { defaultLimits, Pace } from './pace.ts';
import { openBroker, type Behavior } from './testing/broker.ts';
import { TestCluster } from './testing/cluster.ts';
import { BINDING, INSTANCE, obliging } from './testing/scene.ts';
import type { WorkContext } from './work.ts';

const HOUR = 3_600_000;
const KEY = { namespace: 'shop', name: 'db' };
const CLASS = {
  metadata: { name: 'service-1' },
  spec: {
    clusterServiceBrokerName: 'test',
    externalName: 'cache',
    externalID: 'service-1',
    description: '',
    bindable: true,
  },
};
const PLAN = {
  metadata: { name: 'plan-small' },
  spec: {
    clusterServiceClassRef: { name: 'service-1' },
    externalName: 'small',
    externalID: 'plan-small',
    description: '',
  },
};

/** An order and a binding of it, whose workers live by a clock that jumps to what is next. */
async function openDays(t: TestContext, behavior: Behavior) {
  const cluster = new TestCluster();
  const broker = await openBroker(behavior);
  t.after(() => broker.close());
  cluster.put(INSTANCE, {
    metadata: KEY,
    spec: {
      clusterServiceClassExternalName: 'cache',
      clusterServicePlanExternalName: 'small',
    },
  });
  cluster.put(BINDING, {
    metadata: KEY,
    spec: { instanceRef: { name: 'db' } },
  });
  let time = Date.parse('2030-01-01T00:00:00Z');
  const start = time;
  const instance = () => cluster.get<ServiceInstance>(INSTANCE);
  const binding = () => cluster.get<ServiceBinding>(BINDING);
  const test1 = { metadata: { name: 'test' }, spec: { url: broker.url } };
  const context: WorkContext = {
    store: new Store(cluster),
    objects: {
      offered: () => ({ brokers: [test1], classes: [CLASS], plans: [PLAN] }),
      bindingsOf: () => [],
      serviceinstances: {
        list: () => [instance()].filter(each => each !== undefined),
        get: () => instance(),
      },
      servicebindings: {
        list: () => [binding()].filter(each => each !== undefined),
      },
    } as unknown as WorkContext['objects'],
    pace: new Pace(() => time),
    limits: { ...defaultLimits, retryDurationMs: 6 * HOUR },
    timeoutMs: 5_000,
    clusterId: '',
    trustsUserInfo: false,
    now: () => new Date(time),
  };
  const workers = {
    instance: new InstanceWorker(context),
    binding: new BindingWorker(context),
  };
  return {
    cluster,
    broker,
    instance,
    binding,
    /** Works until nothing is left to do, or for so long; returns how long that was. */
    async live(what: keyof typeof workers, hours: number): Promise<number> {
      const begin = time;
      while (time - begin < hours * HOUR) {
        const version = cluster.version;
        const pause = await workers[what].work(KEY);
        if (cluster.version !== version && pause === undefined) continue;
        if (pause === undefined) break;
        time += pause;
      }
      return time - start;
    },
  };
}

const isOf = (path: string, part: string) => path.includes(part);

test('a broker that fails each order and lets what may be left be removed is asked less and less often, and given up', async t => {
  const days = await openDays(t, heard =>
    heard.method === 'PUT' ? { status: 500 } : obliging(heard),
  );
  const lived = await days.live('instance', 24);
  assert.ok(lived >= 6 * HOUR && lived < 7 * HOUR, `${lived} ms`);
  const { conditions = [] } = days.instance()?.status ?? {};
  assert.equal(
    conditionOf(conditions, 'Failed')?.reason,
    'ErrorReconciliationRetryTimeout',
  );
  const orders = days.broker.count('PUT');
  assert.equal(days.broker.count('DELETE'), orders);
  // Ten pauses that double up to twenty minutes, and then three an hour.
  assert.ok(orders > 10 && orders < 40, `${orders} orders`);
});

for (const what of ['instance', 'binding'] as const) {
  test(`a removal of an ${what} that a broker accepts and then fails is asked for less and less often, and given up`, async t => {
    const part = what === 'binding' ? 'service_bindings' : 'service_instances';
    const days = await openDays(t, heard => {
      if (heard.method === 'DELETE' && isOf(heard.path, part))
        return { status: 202 };
      return heard.path.endsWith('/last_operation')
        ? { status: 200, body: { state: 'failed' } }
        : obliging(heard);
    });
    await days.live('instance', 1);
    if (what === 'binding') await days.live('binding', 1 / 60);
    days.cluster.delete(what === 'binding' ? BINDING : INSTANCE);
    await days.live(what, 24);
    const object = what === 'binding' ? days.binding() : days.instance();
    assert.equal(
      conditionOf(object?.status?.conditions ?? [], 'Failed')?.reason,
      'ErrorReconciliationRetryTimeout',
    );
    const removals = days.broker.count('DELETE');
    assert.ok(removals > 10 && removals < 40, `${removals} removals`);
  });
}

test('a poll waits as long as the broker asks', async t => {
  let polls = 0;
  const days = await openDays(t, heard => {
    if (heard.method === 'PUT') return { status: 202 };
    if (!heard.path.endsWith('/last_operation')) return obliging(heard);
    polls += 1;
    const state = polls < 5 ? 'in progress' : 'succeeded';
    const headers = { 'Retry-After': '600' };
    return { status: 200, body: { state }, headers };
  });
  const lived = await days.live('instance', 24);
  assert.equal(polls, 5);
  // The first pause is the controller's own.
  assert.equal(lived, 4 * 600_000 + defaultLimits.firstPollMs);
});
