import { getEventListeners } from 'node:events';
import { linkSignals } from './linkSignals';

const pair = () => [new AbortController(), new AbortController()] as const;
const left = (...all: readonly AbortController[]) =>
  all.flatMap(({ signal }) => getEventListeners(signal, 'abort'));

it.each([0, 1])('follows the %i. of two, with its reason', which => {
  const all = pair();
  const { signal } = linkSignals(...all.map(one => one.signal));
  expect(signal.aborted).toBe(false);
  all[which].abort(new Error('enough'));
  expect(signal.reason).toEqual(new Error('enough'));
  expect(left(...all)).toEqual([]);
});

it('is aborted from the start where one of them is', () => {
  const [ended, other] = pair();
  ended.abort(new Error('enough'));
  const { signal } = linkSignals(other.signal, ended.signal);
  expect(signal.reason).toEqual(new Error('enough'));
  expect(left(ended, other)).toEqual([]);
});

it('follows nobody once it is let go', () => {
  const all = pair();
  const { signal, release } = linkSignals(...all.map(one => one.signal));
  release();
  release();
  expect(left(...all)).toEqual([]);
  all[0].abort();
  expect(signal.aborted).toBe(false);
});
