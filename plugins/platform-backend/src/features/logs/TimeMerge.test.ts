import fc from 'fast-check';
import { TimeMerge, type Told } from './TimeMerge';

const holdMs = 100;
const patienceMs = 1_000;
const all = Number.MAX_SAFE_INTEGER;

const time = (n: number) => String(n).padStart(6, '0');

const line = (at: number | '', value: string): Told<string> => ({
  at: at === '' ? '' : time(at),
  weight: 1,
  value,
});

function mergeOf(sources: number): TimeMerge<string> {
  const merge = new TimeMerge<string>({ holdMs, patienceMs });
  for (let source = 0; source < sources; source += 1) {
    merge.add(source);
  }
  return merge;
}

describe('TimeMerge', () => {
  it('orders what two sources tell, and what is equal by the source', () => {
    const merge = mergeOf(2);
    merge.push(1, [line(1, 'b1'), line(3, 'b3')], 0);
    merge.push(0, [line(1, 'a1'), line(2, 'a2'), line(4, 'a4')], 0);
    expect(merge.take(0, all)).toEqual(['a1', 'b1', 'a2', 'b3']);
  });

  it('waits for a silent source no longer than it was told', () => {
    const merge = mergeOf(2);
    merge.push(0, [line(1, 'a')], 1_000);
    expect(merge.take(1_099, all)).toEqual([]);
    expect(merge.dueAt()).toBe(1_100);
    expect(merge.take(1_100, all)).toEqual(['a']);
    expect(merge.dueAt()).toBeUndefined();
  });

  it('does not wait for a source that is not connected', () => {
    const merge = mergeOf(2);
    merge.expect(1, false);
    merge.push(0, [line(1, 'a')], 0);
    expect(merge.take(0, all)).toEqual(['a']);
  });

  it('forgets a source that has ended when all that it told is taken', () => {
    const merge = mergeOf(3);
    merge.push(0, [line(1, 'a'), line(3, 'c')], 0);
    merge.push(1, [line(2, 'b')], 0);
    merge.end(0);
    merge.end(1);
    merge.end(2);
    expect(merge.sources).toBe(2);
    expect(merge.take(0, 2)).toEqual(['a', 'b']);
    expect(merge.sources).toBe(1);
    expect(merge.take(0, all)).toEqual(['c']);
    expect(merge.sources).toBe(0);
  });

  it('leaves each source in its own order, whatever its times', () => {
    const merge = mergeOf(1);
    merge.push(0, [line(5, 'a'), line(3, 'b'), line('', 'c'), line(6, 'd')], 0);
    expect(merge.take(0, all)).toEqual(['a', 'b', 'c', 'd']);
  });

  it.each([
    ['10 min behind', 100, ['b1', 'b2', 'a1', 'a2']],
    ['right', 700, ['a1', 'b1', 'a2', 'b2']],
    ['10 min ahead', 1_300, ['a1', 'a2', 'b1', 'b2']],
  ])(
    'tells all in time when the clock of one of two nodes is %s',
    (_, clock, expected) => {
      const merge = mergeOf(2);
      const told: string[] = [];
      const take = (now: number) => told.push(...merge.take(now, all));
      merge.push(0, [line(700, 'a1')], 0);
      merge.push(1, [line(clock, 'b1')], 0);
      take(0);
      merge.push(0, [line(702, 'a2')], 50);
      merge.push(1, [line(clock + 2, 'b2')], 50);
      take(50);
      take(50 + holdMs);
      expect(told).toEqual(expected);
    },
  );

  it.each([
    ['all that comes', 3, patienceMs],
    ['less than comes', 2, 1.5 * patienceMs],
  ])(
    'tells what is far ahead in time, though another source tells without a pause, to whoever takes %s',
    (_, taken, expected) => {
      const merge = mergeOf(2);
      merge.push(0, [line(0, 'first'), line(0, 'second')], 0);
      merge.push(1, [line(900_000, 'ahead')], 0);
      const told: string[] = [];
      let now = 0;
      while (!told.includes('ahead') && now <= 2 * patienceMs) {
        now += 10;
        const text = `earlier ${now}`;
        merge.push(0, Array(3).fill(line(now, text)), now);
        told.push(...merge.take(now, taken));
      }
      expect(now).toBeGreaterThanOrEqual(expected);
      expect(told).toContain('ahead');
    },
  );

  it('keeps the order of time however slowly it is taken', () => {
    const merge = mergeOf(2);
    const times = Array.from({ length: 40 }, (_, at) => at);
    for (const source of [0, 1]) {
      const own = times.filter(at => at % 2 === source);
      merge.push(
        source,
        own.map(at => line(at, time(at))),
        source,
      );
    }
    const taken = times.flatMap(at => merge.take(at * 200, 1));
    expect(taken).toEqual(times.map(time));
  });

  it('gives away no more than was asked for', () => {
    const merge = mergeOf(1);
    merge.push(0, [line(1, 'a'), line(2, 'b'), line(3, 'c')], 0);
    expect(merge.take(0, 2)).toEqual(['a', 'b']);
    expect(merge.weight).toBe(1);
    expect(merge.take(0, 2)).toEqual(['c']);
  });

  const step = fc.record({
    source: fc.nat({ max: 3 }),
    times: fc.array(fc.nat({ max: 20 }), { maxLength: 5 }),
    wait: fc.nat({ max: 150 }),
    take: fc.nat({ max: 6 }),
  });

  it('loses and repeats nothing, and keeps the order of each source', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const merge = mergeOf(4);
        const told: string[] = [];
        const taken: string[] = [];
        let now = 0;
        for (const { source, times, wait, take } of steps) {
          const lines = times.map((at, i) => {
            const value = `${source}:${told.length + i}`;
            return line(at, value);
          });
          told.push(...lines.map(({ value }) => value));
          merge.push(source, lines, now);
          now += wait;
          taken.push(...merge.take(now, take));
        }
        taken.push(...merge.take(now + holdMs, all));
        expect([...taken].sort()).toEqual([...told].sort());
        for (const source of ['0', '1', '2', '3']) {
          const own = (values: string[]) =>
            values.filter(value => value.startsWith(`${source}:`));
          expect(own(taken)).toEqual(own(told));
        }
      }),
    );
  });

  it('puts in order all that arrives before it is due', () => {
    const times = fc.array(fc.nat({ max: 50 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(times, { minLength: 1, maxLength: 6 }), logs => {
        const merge = mergeOf(logs.length);
        logs.forEach((log, source) => {
          const sorted = [...log].sort((a, b) => a - b);
          merge.push(
            source,
            sorted.map(at => line(at, time(at))),
            0,
          );
        });
        const taken = [...merge.take(0, all), ...merge.take(holdMs, all)];
        expect(taken).toEqual([...taken].sort());
        expect(taken).toHaveLength(logs.flat().length);
      }),
    );
  });
});
