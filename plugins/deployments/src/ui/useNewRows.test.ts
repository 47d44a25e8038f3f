import { renderHook } from '@testing-library/react';
import { useNewRows } from './useNewRows';

describe('useNewRows', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each<[string, string[], string[], number, string[]]>([
    ['what was there first is not new', ['a'], ['a'], 0, []],
    ['what comes is new', ['a'], ['a', 'b'], 0, ['b']],
    ['for a moment only', ['a'], ['a', 'b'], 5_000, []],
    ['what comes to an empty table is new', [], ['a'], 0, ['a']],
  ])('%s', (_, first, then, passed, expected) => {
    const { result, rerender } = renderHook(useNewRows, {
      initialProps: first,
    });
    rerender(then);
    jest.advanceTimersByTime(passed);
    rerender(then);
    expect(then.filter(key => result.current(key))).toEqual(expected);
  });
});
