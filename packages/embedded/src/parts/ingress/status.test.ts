import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IngressObject } from './ingress-rules.ts';
import { statusPatch } from './status.ts';

const address = { hostname: 'localhost', port: 7009 };
const here = [
  { hostname: 'localhost', ports: [{ port: 7009, protocol: 'TCP' }] },
];

type Told = NonNullable<
  NonNullable<IngressObject['status']>['loadBalancer']
>['ingress'];

const ingress = (told: Told): IngressObject => ({
  metadata: { namespace: 'shop', name: 'web', resourceVersion: '7' },
  status: { loadBalancer: { ingress: told } },
});

const wrong: [name: string, told: Told][] = [
  ['none', undefined],
  ['another host', [{ hostname: 'example.com' }]],
  ['no port', [{ hostname: 'localhost' }]],
  [
    'another port',
    [{ hostname: 'localhost', ports: [{ port: 80, protocol: 'TCP' }] }],
  ],
  ['one more', [...here, { hostname: 'example.com' }]],
];

for (const [name, told] of wrong) {
  test(`an Ingress that tells ${name} is put right, if it has not changed meanwhile`, () => {
    assert.deepEqual(statusPatch(ingress(told), address), {
      metadata: { resourceVersion: '7' },
      status: { loadBalancer: { ingress: here } },
    });
  });
}

test('an Ingress that tells the address is left alone', () => {
  assert.equal(statusPatch(ingress(here), address), undefined);
});
