import { Given } from './Given';
import type { Source } from './sources/Source';

function bench() {
  let tell: (marks: readonly string[]) => void = () => undefined;
  const source: Source = {
    subscribe(listener) {
      tell = listener;
      return () => {
        tell = () => undefined;
      };
    },
  };
  const given = new Given();
  const leave = given.follow(source);
  let made = 0;
  const ask = (key: string, ...marks: string[]) =>
    given.get(key, reads => {
      marks.forEach(mark => reads.add(mark));
      made += 1;
      return `${key} ${made}`;
    });
  return { ask, given, leave, tell: (...marks: string[]) => tell(marks) };
}

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
    const { ask } = bench();
    ask('web', 'pods');
    for (let index = 0; index < 32; index += 1) ask(`other-${index}`, 'pods');
    expect(ask('web', 'pods')).toBe('web 34');
  });
});
