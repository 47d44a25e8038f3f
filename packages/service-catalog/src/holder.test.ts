import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otherHolderOf, takenBy } from './holder.ts';

interface Claimed {
  readonly asked?: boolean;
  readonly metadata: {
    readonly uid: string;
    readonly name?: string;
    readonly namespace?: string;
    readonly creationTimestamp?: string;
  };
  readonly spec: { readonly externalID?: string };
}

const one = (uid: string, more: Partial<Claimed> = {}): Claimed => ({
  metadata: { uid },
  spec: { externalID: 'u1' },
  ...more,
});
const made = (uid: string, creationTimestamp: string): Claimed =>
  one(uid, { metadata: { uid, creationTimestamp } });

/** Which of two holds the id that both bear. */
const cases: readonly (readonly [string, Claimed, Claimed])[] = [
  ['that whose uid it is', one('u1'), one('u0', { asked: true })],
  [
    'that whose uid it is, before it is written',
    one('u1', { spec: {} }),
    one('u0'),
  ],
  ['that for which a broker was asked', one('u3', { asked: true }), one('u2')],
  [
    'the older one',
    made('u3', '2030-01-01T00:00:00Z'),
    made('u2', '2030-01-01T00:00:01Z'),
  ],
  ['one of two of the same age', one('u2'), one('u3')],
];
for (const [title, holder, copy] of cases) {
  test(`an id belongs to ${title}`, () => {
    const all = [copy, holder];
    const asked = ({ asked: is }: Claimed) => is === true;
    assert.equal(otherHolderOf(copy, all, asked), holder);
    assert.equal(otherHolderOf(holder, all, asked), undefined);
  });
}

test('an id that no other bears is held by nobody else', () => {
  const restored = one('u9');
  const all = [restored, one('u2', { spec: { externalID: 'u2' } })];
  assert.equal(
    otherHolderOf(restored, all, () => true),
    undefined,
  );
});

test('only neighbors are named', () => {
  const copy = one('u2', { metadata: { uid: 'u2', namespace: 'shop' } });
  const at = (namespace: string) =>
    one('u1', { metadata: { uid: 'u1', name: 'db', namespace } });
  const said = (namespace: string) =>
    takenBy('ServiceInstance', copy, at(namespace)).message;
  assert.match(said('shop'), /the ServiceInstance db;/);
  assert.doesNotMatch(said('bank'), /db|bank/);
});
