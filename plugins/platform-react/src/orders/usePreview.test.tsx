import { renderHook, waitFor } from '@testing-library/react';
import { usePreview } from './usePreview';

interface Asking {
  readonly order?: object;
  readonly attempt: number;
}

const first: Asking = { order: { replicas: 1 }, attempt: 0 };

it.each<[string, Asking, number]>([
  ['is rendered again', { order: { replicas: 1 }, attempt: 0 }, 1],
  ['wants something else', { order: { replicas: 2 }, attempt: 0 }, 2],
  ['looks again', { order: { replicas: 1 }, attempt: 1 }, 2],
])('asks what an order would do when one %s', async (_, then, times) => {
  const asked: object[] = [];
  const { result, rerender } = renderHook(
    ({ order, attempt }: Asking) =>
      // Another function each time, as a client makes them.
      usePreview(
        async (wanted: object) => {
          asked.push(wanted);
          return asked.length;
        },
        order,
        attempt,
      ),
    { initialProps: first },
  );
  expect(result.current).toEqual({ kind: 'asking' });
  await waitFor(() =>
    expect(result.current).toEqual({ kind: 'known', preview: 1 }),
  );
  rerender(then);
  await waitFor(() =>
    expect(result.current).toEqual({ kind: 'known', preview: times }),
  );
  expect(asked).toHaveLength(times);
});

it('asks nothing while there is nothing to ask', () => {
  const { result } = renderHook(() =>
    usePreview(async () => 'asked', undefined, 0),
  );
  expect(result.current).toEqual({ kind: 'none' });
});
