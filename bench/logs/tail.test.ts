import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineCount } from './tail.ts';

for (const { name, lines, wrong } of [
  { name: 'in order', lines: [4, 5, 6], wrong: 0 },
  { name: 'with two lost', lines: [4, 7], wrong: 2 },
  { name: 'with one repeated', lines: [4, 4, 5], wrong: 1 },
]) {
  test(`lines ${name}`, () => {
    const count = new LineCount();
    for (const line of lines) count.add([[0, `line ${line} x`]]);
    assert.deepEqual([count.told, count.wrong], [lines.length, wrong]);
  });
}

test('each source counts for itself, and a line without a number is an error', () => {
  const count = new LineCount();
  count.add([
    [0, 'line 9 x'],
    [1, 'line 2 x'],
    [0, 'line 10 x'],
    [1, 'line 3 x'],
  ]);
  assert.equal(count.wrong, 0);
  assert.throws(() => count.add([[0, 'hello']]), /no number in: hello/);
});
