import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventCorrelator, type Said } from './event-correlator.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const backOff: Said = {
  subject: 'pod',
  kind: 'Warning BackOff',
  message: 'Back-off restarting failed container app in pod web_shop(1)',
};

const seeEvery = (
  correlator: EventCorrelator,
  everyMs: number,
  forMs: number,
  said: (index: number) => Said = () => backOff,
) =>
  Array.from({ length: Math.floor(forMs / everyMs) + 1 }, (_, index) =>
    correlator.see(said(index), index * everyMs),
  );

test('the same event again is one event, first seen when it was, that counts', () => {
  const seen = seeEvery(new EventCorrelator(), 10 * SECOND, MINUTE);
  assert.deepEqual(
    seen.map(({ count, firstAt, dropped }) => [count, firstAt, dropped]),
    [1, 2, 3, 4, 5, 6, 7].map(count => [count, 0, false]),
  );
  assert.equal(new Set(seen.map(({ key }) => key)).size, 1);
});

test('of one subject no more is told than 25 at once and one in five minutes, and all counts', () => {
  const seen = seeEvery(new EventCorrelator(), 10 * SECOND, 60 * MINUTE);
  const told = seen.filter(({ dropped }) => !dropped);
  assert.equal(told.length, 25 + 12);
  assert.equal(seen.at(-1)?.count, seen.length);
  const after = told.slice(25).map(({ count }) => count);
  assert.ok(
    after.every(
      (count, index) => index === 0 || count - after[index - 1]! === 30,
    ),
  );
});

test('what is said of one subject is not at the cost of another', () => {
  const correlator = new EventCorrelator();
  seeEvery(correlator, 1, 100);
  assert.equal(
    correlator.see({ ...backOff, subject: 'other' }, 200).dropped,
    false,
  );
});

test('from the tenth on that differ in words only, they are one', () => {
  const seen = seeEvery(new EventCorrelator(), SECOND, 12 * SECOND, index => ({
    ...backOff,
    message: `the page says ${index}`,
  }));
  assert.deepEqual(
    seen.slice(8).map(({ message, count }) => [message, count]),
    [
      ['the page says 8', 1],
      ['(combined from similar events): the page says 9', 1],
      ['(combined from similar events): the page says 10', 2],
      ['(combined from similar events): the page says 11', 3],
      ['(combined from similar events): the page says 12', 4],
    ],
  );
});

test('after ten minutes of silence it is a new event', () => {
  const correlator = new EventCorrelator();
  correlator.see(backOff, 0);
  const later = 11 * MINUTE;
  const { count, firstAt } = correlator.see(backOff, later);
  assert.deepEqual([count, firstAt], [1, later]);
});
