import { Given } from './Given';
import type { Source } from './sources/Source';

function bench(maxBytes?: number) {
  let tell: (marks: readonly string[]) => void = () => undefined;
  const source: Source = {
    subscribe(listener) {
      tell = listener;
      return () => {
        tell = () => undefined;
      };
    },
  };
  const given = new Given(maxBytes);
  const leave = given.follow(source);
  let made = 0;
  const ask = (key: string, ...marks: string[]) =>
    given.get(key, reads => {
      marks.forEach(mark => reads.add(mark));
      made += 1;
      return { told: `${key} ${made}` };
    }).told;
  return { ask, given, leave, tell: (...marks: string[]) => tell(marks) };
}

/** Of an answer here: its key, one mark, and its JSON as text and as objects. */
const ofOne = 'web'.length + 100 + 4 * JSON.stringify({ told: 'web 1' }).length;

describe('Given', () => {
  it('gives an answer again until something changes that it read', () => {
    const { ask, tell } = bench();
    expect(ask('web', 'pods', 'services')).toBe('web 1');
    tell('secrets');
    expect(ask('web', 'pods', 'services')).toBe('web 1');
    tell('services');
    expect(ask('web', 'pods')).toBe('web 2');
    tell('services');
    expect(ask('web', 'pods')).toBe('web 2');
    tell('pods');
    expect(ask('web', 'pods')).toBe('web 3');
  });

  it('keeps the answers to different questions apart', () => {
    const { ask, tell } = bench();
    ask('web', 'pods');
    ask('orders', 'services');
    tell('pods');
    expect(ask('orders', 'services')).toBe('orders 2');
    expect(ask('web', 'pods')).toBe('web 3');
  });

  it('keeps nothing that could not be made', () => {
    const { ask, given } = bench();
    const fail = () => {
      throw new Error('not judged');
    };
    expect(() => given.get('web', fail)).toThrow('not judged');
    expect(ask('web', 'pods')).toBe('web 1');
  });

  it('forgets those that were asked for the longest time ago', () => {
    const { ask } = bench(3 * ofOne);
    ask('web', 'pods');
    ask('api', 'pods');
    ask('job', 'pods');
    expect(ask('web', 'pods')).toBe('web 1');
    ask('new', 'pods');
    expect(ask('web', 'pods')).toBe('web 1');
    expect(ask('api', 'pods')).toBe('api 5');
  });

  it('gives an answer that is too large to be kept', () => {
    const { ask, tell } = bench(ofOne - 1);
    expect(ask('web', 'pods')).toBe('web 1');
    expect(ask('web', 'pods')).toBe('web 2');
    tell('pods');
    expect(ask('web', 'pods')).toBe('web 3');
  });
});
