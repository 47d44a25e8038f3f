import { inBothZones, timeOfDay } from './time';

describe('times of lines', () => {
  it.each([
    [
      '2031-04-01T08:00:02.113456789Z',
      480,
      '16:00:02.113',
      '2031-04-01 16:00:02.113 +08:00 · 2031-04-01T08:00:02.113456789Z',
    ],
    [
      '2031-04-01T23:59:59.9Z',
      330,
      '05:29:59.900',
      '2031-04-02 05:29:59.900 +05:30 · 2031-04-01T23:59:59.9Z',
    ],
    [
      '2031-04-01T00:10:00Z',
      -210,
      '20:40:00.000',
      '2031-03-31 20:40:00.000 -03:30 · 2031-04-01T00:10:00Z',
    ],
    [
      '2031-04-01T08:00:00Z',
      0,
      '08:00:00.000',
      '2031-04-01 08:00:00.000 +00:00 · 2031-04-01T08:00:00Z',
    ],
    ['', 480, '', ''],
    ['no time', 480, 'no time', 'no time'],
  ])('%s, %i minutes ahead', (at, zone, day, both) => {
    expect(timeOfDay(at, zone)).toBe(day);
    expect(inBothZones(at, zone)).toBe(both);
  });

  it("takes the viewer's zone", () => {
    const at = '2031-04-01T08:00:02.113Z';
    const hours = new Date(at).getHours();
    expect(Number(timeOfDay(at).slice(0, 2))).toBe(hours);
  });
});
