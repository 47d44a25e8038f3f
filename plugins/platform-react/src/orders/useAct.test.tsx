import { act, renderHook } from '@testing-library/react';
import { useAct } from './useAct';

const acting = (make: (order: string) => Promise<string>) => {
  const done: string[] = [];
  const { result } = renderHook(() => useAct(make, told => done.push(told)));
  return { done, result };
};

it('tells what came of it, and stays busy', async () => {
  const { done, result } = acting(async order => `${order} is made`);
  expect(result.current).toMatchObject({ busy: false, problem: undefined });
  await act(() => result.current.act('orders'));
  expect(done).toEqual(['orders is made']);
  expect(result.current).toMatchObject({ busy: true, problem: undefined });
});

it('keeps what was in the way until one looks again', async () => {
  const { done, result } = acting(async () => {
    throw new Error('The quota is too small');
  });
  await act(() => result.current.act('orders'));
  expect(done).toEqual([]);
  expect(result.current.busy).toBe(false);
  expect(result.current.problem).toEqual(new Error('The quota is too small'));
  act(() => result.current.forget());
  expect(result.current.problem).toBeUndefined();
});
