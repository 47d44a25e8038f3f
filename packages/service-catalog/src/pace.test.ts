import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durationMs, Pace } from './pace.ts';

const range = { why: 'retry', first: 100, longest: 500 };

test('pauses grow, end with a change of what is wanted, and begin anew when forgotten', () => {
  let now = 0;
  const pace = new Pace(() => now);
  const lengths = [1, 2, 3, 4].map(() => pace.pause('a', 1, range));
  assert.deepEqual(lengths, [100, 200, 400, 500]);
  now = 200;
  assert.equal(pace.left('a', 1), 300);
  assert.equal(pace.left('a', 2), 0);
  assert.equal(pace.left('b', 1), 0);
  assert.equal(pace.pause('a', 1, { ...range, why: 'poll' }), 100);
  pace.forget('a');
  assert.equal(pace.left('a', 1), 0);
  assert.equal(pace.pause('a', 1, range), 100);
});

test('pauses for one reason grow whatever is waited for in between', () => {
  const pace = new Pace(() => 0);
  const poll = { ...range, why: 'poll' };
  const lengths = [range, poll, range, poll].map(each =>
    pace.pause('a', 1, each),
  );
  assert.deepEqual(lengths, [100, 100, 200, 200]);
  pace.restart('a', 'poll');
  assert.equal(pace.pause('a', 1, poll), 100);
  assert.equal(pace.pause('a', 1, range), 400);
  assert.equal(pace.pause('a', 2, range), 100);
});

test('who asks for a pause gets it, between the shortest and a day', () => {
  const pace = new Pace(() => 0);
  assert.equal(pace.pause('a', 1, range, 60_000), 60_000);
  assert.equal(pace.pause('a', 1, range, 0), 100);
  assert.equal(pace.pause('a', 1, range, 1e12), 86_400_000);
});

const durations: readonly (readonly [string, number | undefined])[] = [
  ['15m', 900_000],
  ['1h30m0s', 5_400_000],
  ['1.5s', 1_500],
  ['250ms', 250],
  ['', undefined],
  ['15', undefined],
  ['15 m', undefined],
  ['-1s', undefined],
];
for (const [text, wanted] of durations) {
  test(`the duration ${JSON.stringify(text)}`, () => {
    assert.equal(durationMs(text), wanted);
  });
}
