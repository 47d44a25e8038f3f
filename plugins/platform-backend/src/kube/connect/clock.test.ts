import { clockOffset, offsetMinutes, steadyOffset } from './clock';

const asked = Date.parse('2031-04-01T08:00:00.000Z');
const utc = (time: string) => `Tue, 01 Apr 2031 ${time} GMT`;

it.each([
  [utc('08:00:00'), 1_000, 0],
  [utc('08:10:00'), 1_000, 600_000],
  [utc('07:50:00'), 1_000, -600_000],
  [utc('08:00:00'), 21_000, -10_000],
  [undefined, 1_000, undefined],
  ['today', 1_000, undefined],
  [['a', 'b'], 1_000, undefined],
])('an answer of %j after %d ms is %s ms off', (date, tookMs, expected) => {
  expect(clockOffset(date, [asked, asked + tookMs])).toBe(expected);
});

it.each([
  [undefined, 600_000, 600_000],
  [600_000, undefined, 600_000],
  [600_000, 605_000, 600_000],
  [600_000, 640_000, 640_000],
  [600_000, 0, 0],
  [undefined, undefined, undefined],
])('known as %s and measured as %s it is %s', (known, measured, expected) => {
  expect(steadyOffset(known, measured)).toBe(expected);
});

it.each([
  [undefined, undefined],
  [0, undefined],
  [-80_000, undefined],
  [100_000, 2],
  [-601_000, -10],
])('%s ms are %s min', (offset, minutes) => {
  expect(offsetMinutes(offset)).toBe(minutes);
});
