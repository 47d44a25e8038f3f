import { keyOfQuery, keysOf } from './keys';
import type { ObjectQuery } from './KubeReader';

const labels = { tier: 'web', 'app.kubernetes.io/name': 'orders' };

it.each<[string, ObjectQuery, string | undefined]>([
  ['its owner', { ownerUid: 'rs-1', labels }, 'owner rs-1'],
  ['what it is about', { aboutUid: 'pod-1' }, 'about pod-1'],
  [
    'a label that is indexed, wherever it stands',
    { labels },
    'label app.kubernetes.io/name=orders',
  ],
  [
    'its first label, where none is indexed',
    { labels: { tier: 'web', app: 'orders' } },
    'label tier=web',
  ],
  ['nothing, where all of a place is asked for', {}, undefined],
])('a query is answered anew by %s', (_, query, key) => {
  expect(keyOfQuery(query)).toBe(key);
});

it('an object that a query finds has the key of the query', () => {
  const found = { name: 'orders-1', labels };
  expect(keysOf(found)).toContain(keyOfQuery({ labels }));
});
