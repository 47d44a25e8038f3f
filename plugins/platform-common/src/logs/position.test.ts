import fc from 'fast-check';
import {
  advance,
  logMarkSchema,
  readAgainFrom,
  Resumption,
  type LogMark,
} from './position';

const second = Date.parse('2031-04-01T08:00:00.000Z');

/** A time with nanoseconds, so many tenths of a second after the first. */
const time = (tenths: number) =>
  `${new Date(second + tenths * 100).toISOString().slice(0, -1)}000000Z`;

const markOf = (times: readonly string[]) =>
  times.reduce<LogMark | undefined>(advance, undefined);

function resumed(mark: LogMark | undefined, times: readonly string[]) {
  const resumption = new Resumption(mark);
  return times.map(at => resumption.next(at));
}

/** Times that grow, many of them equal, some out of order by less than two seconds. */
const log = fc
  .array(
    fc.record({
      step: fc.integer({ min: 0, max: 12 }),
      early: fc.integer({ min: 0, max: 15 }),
    }),
    { maxLength: 60 },
  )
  .map(lines => {
    let now = 100;
    return lines.map(({ step, early }, index) => {
      now += index % 3 === 0 ? step : 0;
      return time(Math.max(now - (index % 4 === 0 ? early : 0), 0));
    });
  });

describe('a mark that is handed in', () => {
  it.each([
    ['2031-04-01T08:00:10.987654321Z', true],
    ['2032-02-29T23:59:59.000000000Z', true],
    ['2031-02-29T08:00:10.987654321Z', false],
    ['2031-04-01T08:00:10.987Z', false],
    ['2031-04-01T08:00:10Z', false],
    ['2031-04-01T08:00:10.987654321+02:00', false],
    ['2031-04-01', false],
    ['yesterday', false],
    ['', false],
  ])('may say %j: %s', (at, expected) => {
    expect(logMarkSchema.safeParse({ at, count: 1 }).success).toBe(expected);
  });
});

describe('going on from a mark', () => {
  it('repeats and loses no line, wherever the log is cut', () => {
    fc.assert(
      fc.property(log, fc.nat(), (times, cut) => {
        const told = times.length === 0 ? 0 : cut % (times.length + 1);
        const mark = markOf(times.slice(0, told));
        const from = mark ? readAgainFrom(mark).slice(0, -1) : '';
        const again = times
          .map((at, index) => ({ at, index }))
          .filter(({ at }) => at >= from);
        const heard = resumed(
          mark,
          again.map(({ at }) => at),
        );
        const news = again.filter((_, index) => heard[index] === 'new');
        expect(news.map(({ index }) => index)).toEqual(
          times.map((_, index) => index).slice(told),
        );
        expect(heard).not.toContain('gap');
      }),
    );
  });

  it('tells a gap once when the line of the mark is gone', () => {
    expect(
      resumed({ at: time(5), count: 2, after: 0 }, [
        time(4),
        time(5),
        time(6),
        time(7),
      ]),
    ).toEqual(['known', 'known', 'gap', 'new']);
  });

  it('passes on what the node said without a time', () => {
    expect(resumed({ at: time(5), count: 1, after: 0 }, ['', time(5)])).toEqual(
      ['new', 'known'],
    );
    expect(advance({ at: time(5), count: 1, after: 0 }, '')).toEqual({
      at: time(5),
      count: 1,
      after: 0,
    });
  });

  it('begins anew when the clock of the node was set back', () => {
    expect(advance({ at: time(600), count: 3, after: 1 }, time(0))).toEqual({
      at: time(0),
      count: 1,
      after: 0,
    });
  });

  it('reads again from two seconds earlier, in whole seconds', () => {
    const mark = { at: '2031-04-01T08:00:10.987654321Z', count: 1, after: 0 };
    expect(readAgainFrom(mark)).toBe('2031-04-01T08:00:08Z');
  });
});
