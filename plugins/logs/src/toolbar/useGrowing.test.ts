import { act, renderHook } from '@testing-library/react';
import { useGrowing } from './useGrowing';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));

it('tells a number that grows all the time from one that has changed', () => {
  const { result, rerender } = renderHook(
    ({ count, counting }) => useGrowing(count, counting),
    { initialProps: { count: 1, counting: false } },
  );
  expect(result.current).toBe(false);
  rerender({ count: 2, counting: false });
  expect(result.current).toBe(true);
  pass(900);
  rerender({ count: 3, counting: false });
  pass(900);
  expect(result.current).toBe(true);
  pass(200);
  expect(result.current).toBe(false);
  rerender({ count: 4, counting: false });
  rerender({ count: 4, counting: true });
  expect(result.current).toBe(false);
  rerender({ count: 4, counting: false });
  expect(result.current).toBe(false);
});
