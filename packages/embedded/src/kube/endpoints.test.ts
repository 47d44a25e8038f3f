import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  EMPTY_INDEX,
  select,
  withService,
  withSlice,
  type EndpointIndex,
  type EndpointSliceObject,
  type ServiceObject,
} from './endpoints.ts';

const service = (
  name: string,
  spec: ServiceObject['spec'] = {},
): ServiceObject => ({ metadata: { namespace: 'shop', name }, spec });

const slice = (
  name: string,
  of: string,
  endpoints: EndpointSliceObject['endpoints'],
  ports: EndpointSliceObject['ports'] = [{ name: 'http', port: 8080 }],
): EndpointSliceObject => ({
  metadata: {
    namespace: 'shop',
    name,
    labels: { 'kubernetes.io/service-name': of },
  },
  addressType: 'IPv4',
  endpoints,
  ports,
});

const webSpec: ServiceObject['spec'] = {
  clusterIP: '127.200.0.10',
  ports: [
    { name: 'http', port: 80, targetPort: 'web' },
    { name: 'dns', port: 53, protocol: 'UDP' },
  ],
};

function indexOf(
  services: ServiceObject[],
  slices: EndpointSliceObject[],
): EndpointIndex {
  const known = services.reduce(
    (index, object) => withService(index, { kind: 'changed', object }),
    EMPTY_INDEX,
  );
  return slices.reduce(
    (index, object) => withSlice(index, { kind: 'changed', object }),
    known,
  );
}

const addresses = (selection: ReturnType<typeof select>) =>
  selection.kind === 'endpoints'
    ? selection.endpoints.map(({ address, port }) => `${address}:${port}`)
    : selection.kind;

test('a port is found by number and by name, in each slice by its own target', () => {
  const index = indexOf(
    [service('web', webSpec)],
    [
      slice('a', 'web', [{ addresses: ['10.244.0.1'] }]),
      slice(
        'b',
        'web',
        [{ addresses: ['10.244.0.2'] }],
        [{ name: 'http', port: 9090 }],
      ),
    ],
  );
  const both = ['10.244.0.1:8080', '10.244.0.2:9090'];
  assert.deepEqual(addresses(select(index, 'shop', 'web', 80)), both);
  assert.deepEqual(addresses(select(index, 'shop', 'web', 'http')), both);
  assert.equal(addresses(select(index, 'shop', 'web', 81)), 'unknown-port');
  assert.equal(addresses(select(index, 'shop', 'web', 53)), 'unknown-port');
  assert.equal(addresses(select(index, 'shop', 'wob', 80)), 'unknown-service');
  assert.equal(addresses(select(index, 'pay', 'web', 80)), 'unknown-service');
});

const readiness: {
  name: string;
  conditions: (object | undefined)[];
  expected: string[] | 'none-ready';
}[] = [
  { name: 'unknown counts as ready', conditions: [undefined], expected: ['0'] },
  {
    name: 'only ready ones where there are some',
    conditions: [{ ready: true }, { ready: false }],
    expected: ['0'],
  },
  {
    name: 'ending ones that serve where no other is ready',
    conditions: [
      { ready: false },
      { ready: false, serving: true, terminating: true },
    ],
    expected: ['1'],
  },
  {
    name: 'none that does not serve',
    conditions: [
      { ready: false, serving: false, terminating: true },
      { ready: false, serving: true, terminating: false },
    ],
    expected: 'none-ready',
  },
];

for (const { name, conditions, expected } of readiness) {
  test(`readiness: ${name}`, () => {
    const endpoints = conditions.map((condition, at) => ({
      addresses: [`10.244.0.${at}`],
      conditions: condition,
    }));
    const index = indexOf(
      [service('web', webSpec)],
      [slice('a', 'web', endpoints)],
    );
    const found = addresses(select(index, 'shop', 'web', 80));
    const wanted = Array.isArray(expected)
      ? expected.map(last => `10.244.0.${last}:8080`)
      : expected;
    assert.deepEqual(found, wanted);
  });
}

test('a headless service leads to one pod by its hostname, on any port', () => {
  const index = indexOf(
    [service('kafka', { clusterIP: 'None', ports: [] })],
    [
      slice('a', 'kafka', [
        { addresses: ['10.244.1.1'], hostname: 'kafka-0' },
        { addresses: ['10.244.1.2'], hostname: 'kafka-1' },
      ]),
    ],
  );
  const found = select(index, 'shop', 'kafka', 9092, 'kafka-1');
  assert.deepEqual(addresses(found), ['10.244.1.2:9092']);
  assert.deepEqual(select(index, 'shop', 'kafka', 9092, 'kafka-7'), {
    kind: 'none-ready',
    notReady: 0,
  });
});

test('an alias names its host', () => {
  const spec = { type: 'ExternalName', externalName: 'web.shop.svc' };
  const index = indexOf([service('old', spec)], []);
  assert.deepEqual(select(index, 'shop', 'old', 80), {
    kind: 'external',
    host: 'web.shop.svc',
  });
});

test('a service found by its address is forgotten with it', () => {
  const before = indexOf([service('web', webSpec)], []);
  assert.equal(before.byClusterIP.get('127.200.0.10')?.name, 'web');
  const moved = withService(before, {
    kind: 'changed',
    object: service('web', { ...webSpec, clusterIP: '127.200.0.11' }),
  });
  assert.deepEqual([...moved.byClusterIP.keys()], ['127.200.0.11']);
  const removed = withService(moved, {
    kind: 'removed',
    object: service('web', webSpec),
  });
  assert.equal(removed.byClusterIP.size + removed.services.size, 0);
  assert.equal(before.services.size, 1);
});

const sliceEvent = fc.record({
  kind: fc.constantFrom('changed' as const, 'removed' as const),
  name: fc.constantFrom('s1', 's2', 's3'),
  of: fc.constantFrom('web', 'orders'),
  hosts: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
});

test('law: any history of slices leads to what their last states say', () => {
  fc.assert(
    fc.property(fc.array(sliceEvent, { maxLength: 30 }), history => {
      const last = new Map<string, EndpointSliceObject>();
      let index = indexOf(
        ['web', 'orders'].map(name => service(name, webSpec)),
        [],
      );
      for (const { kind, name, of, hosts } of history) {
        const object = slice(
          name,
          of,
          hosts.map(host => ({ addresses: [`10.244.0.${host}`] })),
        );
        index = withSlice(index, { kind, object });
        if (kind === 'changed') last.set(name, object);
        else last.delete(name);
      }
      for (const name of ['web', 'orders']) {
        const expected = [...last.values()]
          .filter(
            ({ metadata }) =>
              metadata?.labels?.['kubernetes.io/service-name'] === name,
          )
          .flatMap(({ endpoints }) => endpoints ?? [])
          .map(endpoint => `${endpoint.addresses[0]}:8080`);
        const found = addresses(select(index, 'shop', name, 80));
        assert.deepEqual(
          Array.isArray(found) ? found.sort() : [],
          expected.sort(),
        );
      }
    }),
  );
});
