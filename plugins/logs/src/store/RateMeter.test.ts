import { RateMeter } from './RateMeter';

const start = Date.parse('2031-04-01T08:00:00.000Z');
/** The time of a line, so many seconds after the start. */
const time = (second: number) =>
  `${new Date(start + second * 1000).toISOString().slice(0, -1)}000000Z`;
const times = (count: number, second: number) =>
  Array.from({ length: count }, () => time(second));
const at = (second: number) => start + second * 1000;

describe('RateMeter', () => {
  it('says nothing before it is known, then lines a minute', () => {
    const meter = new RateMeter();
    meter.count(times(500, 0), at(0));
    expect(meter.perMinute(at(10))).toBeUndefined();
    meter.begin(at(10));
    meter.count(times(10, 11), at(11));
    expect(meter.perMinute(at(14))).toBeUndefined();
    expect(meter.perMinute(at(20))).toBe(60);
    for (let second = 20; second < 200; second += 1) {
      meter.count(times(2, second), at(second));
    }
    expect(meter.perMinute(at(199.9))).toBe(120);
    expect(meter.perMinute(at(300))).toBe(0);
  });

  it.each([
    ['what was said before it began', 0, [...times(490, -600), time(101)], 1],
    ['what was said long before it came', 200, times(490, 105), 0],
    ['what was said just now, by a clock that is behind', 0, [time(98.5)], 1],
    ['what has no time', 0, ['', ''], 2],
  ])('counts of %s what is new', (_, later, lines, expected) => {
    const meter = new RateMeter();
    meter.begin(at(100), new Date(at(100)).toISOString());
    meter.count(lines, at(101 + later));
    expect(meter.perMinute(at(160 + later))).toBe(expected);
  });

  it.each([-3_600, 3_600])('goes by the clock of the portal, %d s off', off => {
    const meter = new RateMeter();
    meter.begin(at(100 + off), new Date(at(100)).toISOString());
    meter.count([...times(490, 0), ...times(15, 130)], at(131 + off));
    expect(meter.perMinute(at(160 + off))).toBe(15);
  });
});
