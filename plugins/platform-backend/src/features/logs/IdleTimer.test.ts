import { IdleTimer } from './IdleTimer';

type Step = number | 'start' | 'stop' | 'hold' | 'release';

describe('IdleTimer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it.each<[string, Step[], boolean]>([
    ['once its time is over', ['start', 100], true],
    ['not before', ['start', 99], false],
    ['not unless it was started', [1_000], false],
    ['not after it was stopped', ['start', 99, 'stop', 1_000], false],
    ['as soon as if it were started once', ['start', 60, 'start', 40], true],
    ['not while it is held', ['start', 60, 'hold', 1_000], false],
    ['not when it is started while held', ['hold', 'start', 1_000], false],
    ['not soon after', ['start', 60, 'hold', 500, 'release', 99], false],
    ['a whole time after', ['start', 60, 'hold', 500, 'release', 100], true],
  ])('fires %s', (_, steps, expected) => {
    const fire = jest.fn();
    const timer = new IdleTimer(100, fire);
    for (const step of steps) {
      if (typeof step === 'number') {
        jest.advanceTimersByTime(step);
      } else {
        timer[step]();
      }
    }
    expect(fire).toHaveBeenCalledTimes(expected ? 1 : 0);
  });
});
