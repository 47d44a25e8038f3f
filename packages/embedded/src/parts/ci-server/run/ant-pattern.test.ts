import assert from 'node:assert/strict';
import { test } from 'node:test';
import { antMatcher } from './ant-pattern.ts';

const CASES: [patterns: string, path: string, expected: boolean][] = [
  ['a.xml', 'a.xml', true],
  ['a.xml', 'b/a.xml', false],
  ['a.xml', 'aaxml', false],
  ['*.xml', 'a.xml', true],
  ['*.xml', 'b/a.xml', false],
  ['**/*.xml', 'a.xml', true],
  ['**/*.xml', 'b/c/a.xml', true],
  ['b/**/a.xml', 'b/a.xml', true],
  ['b/**/a.xml', 'b/c/d/a.xml', true],
  ['b/**/a.xml', 'bb/a.xml', false],
  ['b/**', 'b/c/d', true],
  ['b/', 'b/c/d', true],
  ['b/**', 'bc/d', false],
  ['a?', 'ab', true],
  ['a?', 'a/', false],
  ['x, y/*.txt', 'y/z.txt', true],
  ['release-*', 'release-1.2', true],
  ['release-*', 'release-1/2', false],
  ['feature/**', 'feature/a/b', true],
  ['', 'a', false],
];

for (const [patterns, path, expected] of CASES)
  test(`"${patterns}" ${
    expected ? 'matches' : 'does not match'
  } "${path}"`, () => assert.equal(antMatcher(patterns)(path), expected));
