import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestsFigure } from './figures.ts';

test('a request for every other view is no rounding error', () => {
  const cases: [number, number, number, boolean][] = [
    [20, 20, 0, true],
    [17, 20, -3, true],
    [30, 20, 10, true],
    [31, 20, 11, false],
    [69, 20, 49, false],
    [120, 20, 100, false],
  ];
  for (const [viewing, idle, ours, met] of cases) {
    const line = requestsFigure({ viewing, idle });
    assert.deepEqual([line.ours, line.met], [ours, met], `${viewing}`);
  }
});
