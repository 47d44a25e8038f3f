import type { KubeObject } from '@pilothouse/plugin-platform-node';
import { rotationOf, type Rotation } from './rotation';

const deletion = { by: 'deletion' } as const;
const emptying: Rotation = { by: 'emptying', keys: ['root'] };
const instance = { metadata: { uid: 'i' } };
const ownedBy = (uid: string, more: KubeObject['metadata'] = {}) => ({
  metadata: {
    ownerReferences: [{ apiVersion: 'x/v1', kind: 'X', name: 'db', uid }],
    ...more,
  },
});
const deletionTimestamp = '2031-04-01T08:00:00Z' as never;

it.each<
  [
    string,
    Rotation | undefined,
    Pick<KubeObject, 'metadata'> | undefined,
    Rotation | undefined,
  ]
>([
  ['its own Secret', deletion, ownedBy('i'), deletion],
  ['what somebody else made', deletion, { metadata: {} }, undefined],
  ['what is of another', deletion, ownedBy('j'), undefined],
  ['keys of whatever Secret', emptying, { metadata: {} }, emptying],
  ['no Secret', emptying, undefined, undefined],
  ['one that goes', emptying, ownedBy('i', { deletionTimestamp }), undefined],
  ['what no operator renews', undefined, ownedBy('i'), undefined],
])('renews %s as far as that can be', (_, rotation, secret, expected) => {
  expect(rotationOf({ rotation }, instance, secret)).toEqual(expected);
});
