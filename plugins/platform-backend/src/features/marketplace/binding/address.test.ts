import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import { addressOf, addressSecretOf } from './address';

const open = { en: 'It asks for none.', zh: '不需要凭据。' };
const title = { en: 'Clients', zh: '客户端' };
const ref = {
  item: 'etcd',
  cluster: 'east',
  namespace: 'shop-dev',
  name: 'events',
};
const endpoint = { title, host: 'events.shop-dev.svc', port: 2379 };

it.each<[string, Parameters<typeof addressOf>[1], string[] | undefined]>([
  ['asks for credentials', { endpoints: [endpoint] }, undefined],
  ['has no address', { open, endpoints: [] }, undefined],
  ['asks for none', { open, endpoints: [endpoint] }, ['host', 'port']],
  [
    'asks for none, and has no port of its own',
    { open, endpoints: [{ title, host: 'kv.test' }] },
    ['host'],
  ],
])('tells which keys there are for an instance that %s', (_, of, keys) => {
  const wanted = keys && { title, secret: 'etcd-events-address', keys };
  expect(addressOf(ref, of)).toEqual(wanted);
});

describe('the Secret with an address', () => {
  const instance = {
    ref,
    apiVersion: 'operator.etcd.io/v1alpha1',
    kind: 'EtcdCluster',
    uid: 'uid-events',
    endpoints: [endpoint],
  } satisfies Partial<InstanceDetail>;

  it('holds where the instance is, and goes when it goes', () => {
    const address = addressOf(ref, { open, ...instance });
    const { apiVersion, kind, uid } = instance;
    expect(addressSecretOf({ ...instance, address })).toEqual({
      name: 'etcd-events-address',
      namespace: 'shop-dev',
      body: {
        ...{ apiVersion: 'v1', kind: 'Secret', type: 'servicebinding.io/etcd' },
        metadata: {
          name: 'etcd-events-address',
          namespace: 'shop-dev',
          ownerReferences: [{ apiVersion, kind, name: 'events', uid }],
        },
        data: { host: btoa('events.shop-dev.svc'), port: btoa('2379') },
      },
    });
  });

  it('is not made for one that has credentials', () => {
    expect(addressSecretOf(instance)).toBeUndefined();
  });
});
