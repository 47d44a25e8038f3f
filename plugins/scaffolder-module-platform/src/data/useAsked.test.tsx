import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { useAsked } from './useAsked';

const wait = { timeout: 60_000 };

/** Asks about a name; nothing is answered, and every question can be seen to end. */
function open(name: string) {
  const signals: AbortSignal[] = [];
  const fetch = (_: unknown, init?: RequestInit) => {
    if (init?.signal) signals.push(init.signal);
    return new Promise<Response>(() => {});
  };
  const wrapper = ({ children }: PropsWithChildren) => (
    <TestApiProvider
      apis={[
        [discoveryApiRef, mockApis.discovery()],
        [fetchApiRef, { fetch }],
      ]}
    >
      {children}
    </TestApiProvider>
  );
  const hook = renderHook(
    (key: string) =>
      useAsked(key, client => client.name({ name: key, owner: 'shop' })),
    { initialProps: name, wrapper },
  );
  const ended = () => signals.map(({ aborted }) => aborted);
  return { ...hook, ended };
}

it('ends a question when there is another', async () => {
  const { ended, rerender } = open('a');
  await waitFor(() => expect(ended()).toEqual([false]), wait);

  rerender('b');

  await waitFor(() => expect(ended()).toEqual([true, false]), wait);
});

it('ends a question that nobody waits for', async () => {
  const { ended, unmount } = open('a');
  await waitFor(() => expect(ended()).toEqual([false]), wait);

  unmount();

  expect(ended()).toEqual([true]);
});
