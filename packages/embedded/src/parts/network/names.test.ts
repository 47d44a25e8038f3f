import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterNames } from './names.ts';

const service = (name: string, namespace: string, hostname?: string) =>
  hostname
    ? { kind: 'service', hostname, service: name, namespace }
    : { kind: 'service', service: name, namespace };

const cases: {
  host: string;
  namespace?: string;
  expected: object[];
}[] = [
  { host: 'web', expected: [] },
  { host: 'web', namespace: 'shop', expected: [service('web', 'shop')] },
  { host: 'web.shop', expected: [service('web', 'shop')] },
  { host: 'WEB.Shop.', expected: [service('web', 'shop')] },
  {
    host: 'kafka-0.kafka',
    namespace: 'shop',
    expected: [
      service('kafka', 'shop', 'kafka-0'),
      service('kafka-0', 'kafka'),
    ],
  },
  { host: 'web.shop.svc', expected: [service('web', 'shop')] },
  {
    host: 'kafka-0.kafka.shop.svc.cluster.local',
    namespace: 'other',
    expected: [service('kafka', 'shop', 'kafka-0')],
  },
  {
    host: '10-244-3-4.shop.pod.cluster.local',
    expected: [{ kind: 'pod', address: '10.244.3.4' }],
  },
  { host: 'web.shop.svc.example.com', namespace: 'shop', expected: [] },
  { host: 'no_label.shop', expected: [] },
  { host: '', namespace: 'shop', expected: [] },
];

for (const { host, namespace, expected } of cases) {
  test(`${host || 'the empty name'} asked from ${
    namespace ?? 'nowhere'
  }`, () => {
    assert.deepEqual(clusterNames(host, namespace), expected);
  });
}
