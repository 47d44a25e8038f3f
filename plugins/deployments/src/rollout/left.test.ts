import { leftOf } from './left';

const minuteMs = 60_000;
const now = Date.parse('2031-04-01T08:00:00.000Z');
/** A rollout that may take 10 min, and moved so many minutes ago. */
const moved = (minutesAgo: number, clockAheadBy: number) => ({
  kind: 'progressing' as const,
  deadlineAt: new Date(
    now + (clockAheadBy - minutesAgo + 10) * minuteMs,
  ).toISOString(),
  deadlineSeconds: 600,
});

it.each([
  ['right', 0, 2, 8],
  ['right', 0, 0, 10],
  ['right', 0, 10, undefined],
  ['10 min ahead', 10, 2, 10],
  ['10 min ahead', 10, 12, 8],
  ['10 min behind', -10, 0, undefined],
  ['10 min behind', -10, 2, undefined],
])(
  'with the clock of the cluster %s (%d min), %d min after it moved, %p min are left',
  (_, ahead, minutesAgo, expected) => {
    const left = leftOf(moved(minutesAgo, ahead), now);
    expect(left && left / minuteMs).toBe(expected);
  },
);

it('is not known of what has no deadline', () => {
  expect(leftOf({ kind: 'progressing' }, now)).toBeUndefined();
});
