import { NotFoundError, ResponseError } from '@backstage/errors';
import { answerLost } from '@pilothouse/plugin-platform-common';
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

const answered = (status: number) =>
  ResponseError.fromResponse(new Response('<html>', { status }));

it.each<[string, () => Promise<Error>, string]>([
  ['the connection broke off', async () => new TypeError('x'), answerLost],
  ['a gateway waited in vain', () => answered(504), answerLost],
  ['the portal refused it', () => answered(403), 'ResponseError'],
  ['it was not there', async () => new NotFoundError('x'), 'NotFoundError'],
])(
  'tells by its problem whether it may have been done: %s',
  async (_, failed, name) => {
    const error = await failed();
    const { result } = acting(() => Promise.reject(error));
    await act(() => result.current.act('orders'));
    expect(result.current.problem).toMatchObject({ name });
  },
);
