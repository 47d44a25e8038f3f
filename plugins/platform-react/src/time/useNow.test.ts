import { act, renderHook } from '@testing-library/react';
import { useNowSince } from './useNow';

const start = Date.parse('2031-04-01T08:00:00.000Z');

beforeEach(() => {
  jest.useFakeTimers({ now: start });
});
afterEach(() => {
  jest.useRealTimers();
});

it.each([
  ['of 9 s passes by the second', 9, [9, 10, 11, 12]],
  ['of 9 min stands still for seconds', 540, [540, 540, 540, 540]],
])('an age %s', (_, seconds, expected) => {
  const at = start - seconds * 1_000;
  const { result } = renderHook(() => useNowSince(at));
  const seen = [0, 1_000, 1_000, 1_000].map(passed => {
    act(() => {
      jest.advanceTimersByTime(passed);
    });
    return (result.current - at) / 1_000;
  });
  expect(seen).toEqual(expected);
});

it('an age passes by more than seconds once it is a minute', () => {
  const { result } = renderHook(() => useNowSince(start));
  act(() => {
    jest.advanceTimersByTime(70_000);
  });
  const then = result.current;
  act(() => {
    jest.advanceTimersByTime(3_000);
  });
  expect(result.current).toBe(then);
  act(() => {
    jest.advanceTimersByTime(7_000);
  });
  expect(result.current).toBe(then + 10_000);
});
