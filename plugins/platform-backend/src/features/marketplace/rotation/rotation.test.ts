import type { CustomReader } from '@pilothouse/plugin-platform-node';
import {
  renewablesOf,
  rotationStateOf,
  rotationTold,
  type Rotation,
  type SecretMetadata,
} from './rotation';

const deletion = { by: 'deletion' } as const;
const emptying: Rotation = { by: 'emptying', keys: ['root'] };
const words = { en: 'Change it', zh: '更改' };
const hand = { by: 'hand', words } as const;
const ownedBy = (
  owner: string,
  more: SecretMetadata['metadata'] = {},
): SecretMetadata => ({
  metadata: {
    uid: 's',
    ownerReferences: [
      { apiVersion: 'x/v1', kind: 'X', name: 'db', uid: owner },
    ],
    ...more,
  },
});
const deletionTimestamp = '2031-04-01T08:00:00Z' as never;
const ready = { kind: 'ready', uid: 's' };
const nobodys = { metadata: { uid: 's' } };

it.each<[string, Rotation, SecretMetadata | undefined, object]>([
  ['its own Secret', deletion, ownedBy('i'), ready],
  ['what somebody else made', deletion, nobodys, { kind: 'foreign' }],
  ['what is of another', deletion, ownedBy('j'), { kind: 'foreign' }],
  ['keys of whatever Secret', emptying, nobodys, ready],
  ['no Secret', emptying, undefined, { kind: 'missing' }],
  [
    'one that goes',
    deletion,
    ownedBy('i', { deletionTimestamp }),
    { kind: 'missing' },
  ],
])('renews %s as far as that can be', (_, rotation, secret, expected) => {
  expect(rotationStateOf({ rotation, owners: ['i'] }, secret)).toEqual(
    expected,
  );
});

it('renews what was asked for by whose it is, and nothing that is changed by hand', () => {
  const title = { en: 'User', zh: '用户' };
  const named = (secret: string) => ({ title, secret, keys: [] });
  const grant = { metadata: { name: 'web', uid: 'g' } };
  const item = {
    credentialsOf: () => [
      { ...named('own'), rotation: deletion },
      { ...named('theirs'), rotation: hand },
      named('unknown'),
    ],
    grants: {
      kind: { group: 'x', plural: 'users', kind: 'User', versions: ['v1'] },
      instanceOf: () => 'db',
      credentialsOf: () => ({ ...named('web'), rotation: deletion }),
      labelsOf: () => ({}),
      stateOf: () => ({ status: 'healthy', saying: { kind: 'ready' } }),
      formOf: () => undefined,
      specOf: () => ({}),
    },
  } as unknown as Parameters<typeof renewablesOf>[0];
  const custom = {
    kindState: () => ({ kind: 'live' }),
    list: () => [grant],
  } as unknown as CustomReader;
  const instance = { metadata: { name: 'db', namespace: 'dev', uid: 'i' } };
  expect(renewablesOf(item, instance, custom)).toEqual([
    { secret: 'own', rotation: deletion, owners: ['i'] },
    { secret: 'web', rotation: deletion, owners: ['g'] },
  ]);
});

it.each([
  [deletion, { by: 'operator' }],
  [emptying, { by: 'operator' }],
  [hand, { by: 'hand', words }],
])('tells of %j to a page', (rotation, told) => {
  expect(rotationTold(rotation)).toEqual(told);
});
