import { Clock } from './clock';

const start = Date.parse('2031-04-01T08:00:00.000Z');

describe('a clock', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: start });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('shows the same to who came before and who comes later', () => {
    const clock = new Clock(10_000);
    const first: number[] = [];
    const second: number[] = [];
    clock.follow(now => first.push(now - start));
    jest.advanceTimersByTime(7_000);
    expect(clock.read()).toBe(start);
    clock.follow(now => second.push(now - start));
    jest.advanceTimersByTime(13_000);
    expect(first).toEqual([0, 7_000, 10_000, 20_000]);
    expect(second).toEqual([7_000, 10_000, 20_000]);
  });

  it('is right again for who comes after the last has left', () => {
    const clock = new Clock(10_000);
    clock.follow(() => undefined)();
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(5_000);
    expect(clock.read()).toBe(start + 5_000);
  });
});
