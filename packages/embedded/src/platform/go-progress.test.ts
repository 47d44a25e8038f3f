import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GoProgress } from './go-progress.ts';
import type { BuildProgress } from './part.ts';

/** `c` imports `b/v2`, which imports `a`; `d` imports nothing. */
const LISTED = [
  'go: downloading k8s.io/api v0.36.0',
  'a ',
  'b/v2 a',
  'c b/v2 a C',
  'd ',
];

const rows: [string, readonly string[], readonly BuildProgress[]][] = [
  ['nothing when all is in the cache', [], []],
  [
    'each package that is compiled',
    ['a', 'b/v2'],
    [
      { done: 1, total: 4 },
      { done: 2, total: 4 },
    ],
  ],
  [
    'what it imports as done, as the cache had it',
    ['c', 'd'],
    [
      { done: 3, total: 4 },
      { done: 4, total: 4 },
    ],
  ],
  ['nothing twice', ['c', 'a'], [{ done: 3, total: 4 }]],
  ['nothing of what the compiler complains of', ['# b/v2', 'x.go:1: no'], []],
];

for (const [name, compiled, expected] of rows) {
  test(`a compilation tells ${name}`, () => {
    const told: BuildProgress[] = [];
    const progress = new GoProgress(step => told.push(step));
    LISTED.forEach(line => progress.list(line));
    compiled.forEach(line => progress.compile(line));
    assert.deepEqual(told, expected);
  });
}
