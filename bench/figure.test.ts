import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figure, median, table } from './figure.ts';

test('a figure is met at its goal, missed above it, open when not measured', () => {
  const met = [10, 10.1, undefined].map(ours => figure('f', 's', ours, 10).met);
  assert.deepEqual(met, [true, false, undefined]);
});

test('the median of an even count is the lower middle', () => {
  assert.equal(median([4, 1, 3, 2]), 2);
  assert.equal(median([9, 1, 5]), 5);
  assert.throws(() => median([]));
});

test('a missed figure stays in the table', () => {
  assert.match(
    table([figure('slow', 's', 12.345, 10)]),
    /slow +12\.35 +– +≤ 10 +s +MISSED/,
  );
});
