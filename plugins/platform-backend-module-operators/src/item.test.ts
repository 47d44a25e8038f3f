import { join } from 'node:path';
import { itemOf } from './item';
import { readDefinitions } from './read';

/** An item that comes with the portal. */
async function shipped(name: string) {
  const files = await readDefinitions(join(__dirname, '../definitions'));
  const file = files.find(({ definition }) => definition.name === name);
  return file && itemOf(file);
}

it.each([
  ['redis', {}, true],
  ['redis', { storage: { keepAfterDelete: false } }, true],
  ['redis', { storage: { keepAfterDelete: true } }, false],
  ['etcd', {}, undefined],
  ['postgresql', {}, undefined],
])(
  'knows whether the operator of %s removes volumes',
  async (name, spec, is) => {
    const item = await shipped(name);
    expect(item?.removesVolumesOf?.({ spec })).toBe(is);
  },
);

it.each([
  ['etcd', { tls: {} }, ['db-client-tls']],
  ['etcd', { size: 1 }, []],
  ['postgresql', {}, ['db-app']],
])(
  'names the Secrets that the operator of %s makes of %j',
  async (name, spec, secrets) => {
    const item = await shipped(name);
    const named = item?.credentialsOf({ metadata: { name: 'db' }, spec });
    expect(named?.map(({ secret }) => secret)).toEqual(secrets);
  },
);

it.each([
  ['redis', {}, true],
  ['redis', { kubernetesConfig: { redisSecret: { name: 'a' } } }, false],
  ['etcd', {}, true],
  ['etcd', { tls: {} }, false],
  ['postgresql', {}, false],
])(
  'tells whether %s asks for no credentials with %j',
  async (name, spec, is) => {
    const item = await shipped(name);
    expect(item?.openOf?.({ spec }) !== undefined).toBe(is);
  },
);

it.each([
  [['percona.com/delete-mysql-pvc'], true],
  [['percona.com/delete-mysql-pods-in-order'], false],
  [undefined, false],
])(
  'knows that the operator of MySQL removes volumes by the finalizers %j',
  async (finalizers, is) => {
    const item = await shipped('percona-mysql');
    expect(item?.removesVolumesOf?.({ metadata: { finalizers } })).toBe(is);
  },
);

it.each([
  [['percona.com/delete-mysql-pvc'], 'db-secrets', true],
  [['percona.com/delete-mysql-pvc'], 'db-user-app', true],
  [['percona.com/delete-mysql-pvc'], 'db-ssl', false],
  [['percona.com/delete-mysql-pvc'], 'db2-secrets', false],
  [[], 'db-secrets', false],
])(
  'knows whether the operator of MySQL removes, by the finalizers %j, the Secret %s',
  async (finalizers, secret, is) => {
    const item = await shipped('percona-mysql');
    const object = { metadata: { name: 'db', finalizers } };
    expect(item?.removesSecretOf?.(object, secret)).toBe(is);
  },
);
