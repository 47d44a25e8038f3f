import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  EMPTY_INDEX,
  withService,
  withSlice,
  type ServiceObject,
} from '../../kube/endpoints.ts';
import { destinationOf, type NetworkState } from './destination.ts';

const services: Record<string, ServiceObject['spec']> = {
  'shop/web': {
    clusterIP: '127.200.0.10',
    ports: [{ name: 'http', port: 80 }],
  },
  'shop/idle': { clusterIP: '127.200.0.11', ports: [{ port: 80 }] },
  'shop/sim': {
    clusterIP: '127.200.0.12',
    ports: [{ name: 'http', port: 80 }],
  },
  'shop/alias': { type: 'ExternalName', externalName: 'web.shop.svc' },
  'shop/loop': { type: 'ExternalName', externalName: 'loop.shop.svc' },
  'shop/away': { type: 'ExternalName', externalName: 'db.example.org' },
  'default/kubernetes': {
    clusterIP: '127.200.0.1',
    ports: [{ name: 'https', port: 443 }],
  },
};

const endpointsOf = { web: '10.244.3.4', sim: '10.245.0.9' };

function stateOf(synced = true): NetworkState {
  let index = EMPTY_INDEX;
  for (const [key, spec] of Object.entries(services)) {
    const [namespace, name] = key.split('/');
    const object = { metadata: { namespace, name }, spec };
    index = withService(index, { kind: 'changed', object });
  }
  for (const [name, address] of Object.entries(endpointsOf)) {
    const labels = { 'kubernetes.io/service-name': name };
    const object = {
      metadata: { namespace: 'shop', name, labels },
      addressType: 'IPv4',
      ports: [{ name: 'http', port: 8080 }],
      endpoints: [{ addresses: [address], nodeName: `node-of-${name}` }],
    };
    index = withSlice(index, { kind: 'changed', object });
  }
  return {
    index,
    synced,
    podPrefix: '127.78',
    serviceCidr: '127.200.0.0/16',
    apiServer: { host: '127.0.0.1', port: 7010 },
  };
}

const dialled: [host: string, port: number, expected: string, from?: string][] =
  [
    ['10.244.3.4', 8080, '127.78.3.4:8080'],
    ['127.0.0.1', 7015, '127.0.0.1:7015'],
    ['localhost', 7015, '127.0.0.1:7015'],
    ['web.shop', 80, '127.78.3.4:8080'],
    ['web', 80, '127.78.3.4:8080', 'shop'],
    ['127.200.0.10', 80, '127.78.3.4:8080'],
    ['alias.shop', 80, '127.78.3.4:8080'],
    ['10-244-3-4.shop.pod.cluster.local', 99, '127.78.3.4:99'],
    ['kubernetes.default.svc', 443, '127.0.0.1:7010'],
    ['127.200.0.1', 443, '127.0.0.1:7010'],
  ];

for (const [host, port, expected, from] of dialled) {
  test(`${host}:${port}${
    from ? ` from ${from}` : ''
  } is dialled at ${expected}`, () => {
    const found = destinationOf(stateOf(), host, port, from);
    assert.ok(found.kind === 'targets', JSON.stringify(found));
    assert.deepEqual(
      found.targets.map(target => `${target.host}:${target.port}`),
      [expected],
    );
  });
}

const refusals: [host: string, port: number, status: number, words: RegExp][] =
  [
    ['10.0.0.1', 80, 403, /10\.0\.0\.1 is not in the cluster/],
    ['169.254.169.254', 80, 403, /NO_PROXY/],
    ['example.com', 80, 502, /namespace com has no Service example/],
    ['web', 80, 502, /lacks its namespace/],
    ['wob.shop', 80, 502, /namespace shop has no Service wob/],
    ['web.shop', 81, 502, /has no TCP port 81; it has 80 \(http\)/],
    ['idle.shop', 80, 503, /shop\/idle has no ready endpoint: no pod matches/],
    ['sim.shop', 80, 503, /node-of-sim: they are simulated/],
    ['127.200.9.9', 80, 502, /No Service has the address/],
    ['loop.shop', 80, 502, /alias of an alias/],
    ['away.shop', 80, 403, /db\.example\.org is not in the cluster/],
  ];

for (const [host, port, status, words] of refusals) {
  test(`${host}:${port} is refused with ${status}`, () => {
    const found = destinationOf(stateOf(), host, port);
    assert.ok(found.kind === 'refused', JSON.stringify(found));
    assert.equal(found.status, status);
    assert.match(found.message, words);
  });
}

test('before the first list nothing is said to be missing', () => {
  const found = destinationOf(stateOf(false), 'wob.shop', 80);
  assert.ok(found.kind === 'refused');
  assert.equal(found.status, 503);
  assert.match(found.message, /not known yet/);
});
