import { shortenedTo } from './expiry';

const now = new Date('2031-04-01T08:00:00Z');
const year = 365 * 24 * 3_600;

it.each([
  ['a year, as it was asked for', year, '2032-03-31T08:00:00Z', undefined],
  ['a week', year, '2031-04-08T08:00:00Z', undefined],
  ['a day in the place of a year', year, '2031-04-02T08:00:00Z', 24],
  ['what is over', year, '2031-04-01T07:00:00Z', 0],
  ['a day, as it was asked for', 24 * 3_600, '2031-04-02T08:00:00Z', undefined],
  ['an hour in the place of a day', 24 * 3_600, '2031-04-01T09:00:00Z', 1],
])(
  'tells whether a cluster has made it too short: %s',
  (_, asked, at, hours) => {
    expect(shortenedTo(asked, at, now)).toBe(hours);
  },
);
