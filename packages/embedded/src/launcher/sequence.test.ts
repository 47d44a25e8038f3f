import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Part } from '../platform/part.ts';
import { withNeeds, partsFor } from './parts.ts';
import { inOrder } from './sequence.ts';

const part = (name: string, ...needs: string[]): Part => ({
  name,
  title: name,
  version: '1',
  needs,
});
const names = (parts: readonly Part[]) =>
  parts.map(({ name }) => name).join(' ');

const cases: readonly [string, readonly Part[], string][] = [
  ['keeps the order given', [part('a'), part('b')], 'a b'],
  ['puts needs first', [part('a', 'b'), part('b')], 'b a'],
  ['follows chains', [part('a', 'b'), part('c'), part('b', 'c')], 'c b a'],
  ['names each once', [part('a', 'c'), part('b', 'c'), part('c')], 'c a b'],
];

for (const [title, parts, expected] of cases) {
  test(`order: ${title}`, () => assert.equal(names(inOrder(parts)), expected));
}

test('order: parts that need one another are refused by name', () => {
  assert.throws(() => inOrder([part('a', 'b'), part('b', 'a')]), /a → b → a/);
});

test('order: a need that does not exist is refused by name', () => {
  assert.throws(() => inOrder([part('a', 'b')]), /a needs b/);
});

test('the real parts can be ordered, with and without an embedded cluster', () => {
  const embedded = names(inOrder(partsFor())).split(' ');
  assert.ok(embedded.indexOf('etcd') < embedded.indexOf('kube-apiserver'));
  const own = names(inOrder(partsFor({ kubeconfig: '/k', contexts: [] })));
  assert.doesNotMatch(own, /etcd|kube/);
});

test('a chosen part brings what it needs and nothing else', () => {
  const chosen = names(withNeeds(['kube-scheduler'], partsFor()));
  assert.equal(chosen, 'etcd network kube-apiserver kube-scheduler');
});
