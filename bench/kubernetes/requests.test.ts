import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quantile, run } from './requests.ts';

for (const [share, expected] of [
  [0.5, 3],
  [0.95, 5],
  [0, 1],
  [1, 5],
] as const) {
  test(`${share} of five values do not exceed ${expected}`, () => {
    assert.equal(quantile([5, 1, 4, 2, 3], share), expected);
  });
}

test('a quantile of nothing is refused', () => {
  assert.throws(() => quantile([], 0.5), /needs values/);
});

test('every request is sent once, never more at once than allowed', async () => {
  const sent: number[] = [];
  let open = 0;
  let most = 0;
  await run(20, 3, async index => {
    open += 1;
    most = Math.max(most, open);
    await new Promise(resolve => setImmediate(resolve));
    sent.push(index);
    open -= 1;
  });
  assert.deepEqual(
    sent.sort((a, b) => a - b),
    Array.from({ length: 20 }, (_, index) => index),
  );
  assert.equal(most, 3);
});

test('a request that fails ends the run', async () => {
  await assert.rejects(
    run(3, 1, async index => {
      if (index === 1) throw new Error('refused');
    }),
    /refused/,
  );
});
