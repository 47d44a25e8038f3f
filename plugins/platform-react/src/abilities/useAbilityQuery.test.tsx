import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import type { Ability } from '@pilothouse/plugin-platform-common';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { LiveStreams } from '../testing';
import { useAbilityQuery } from './useAbilityQuery';

const may = { restart: { allowed: true } } as const;
const notKnown = (because: string) =>
  ({
    restart: { allowed: false, because: { kind: 'not-known', because } },
  } as const);
const refused = {
  restart: { allowed: false, because: { kind: 'not-permitted' } },
} as const;

const lost = () => {
  throw Object.assign(new Error('Request failed with 503'), {
    cause: Object.assign(new Error('no database'), { name: 'Down' }),
  });
};

function ask(answer: () => { restart: Ability }) {
  const queryFn = jest.fn(async () => answer());
  const streams = new LiveStreams();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TestApiProvider
      apis={[
        [fetchApiRef, streams],
        [discoveryApiRef, mockApis.discovery()],
      ]}
    >
      {children}
    </TestApiProvider>
  );
  const { result } = renderHook(
    () =>
      useAbilityQuery({
        queryKey: ['abilities'],
        queryFn,
        allOf: restart => ({ restart }),
      }),
    { wrapper },
  );
  return { result, queryFn };
}

const pass = (ms: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it.each([
  ['its cluster could not be asked', () => notKnown('no route'), 'no route'],
  ['the portal did not answer', lost, 'no database'],
])('asks again until it is known, where %s', async (_, answer, because) => {
  let now: () => { restart: Ability } = answer;
  const { result } = ask(() => now());
  await pass(2_000);
  expect(result.current).toEqual(notKnown(because));
  now = () => may;
  await pass(7_000);
  expect(result.current).toEqual(may);
});

it.each([
  ['one may', may],
  ['one may not', refused],
])('asks once where it is known that %s', async (_, answer) => {
  const { result, queryFn } = ask(() => answer);
  await pass(60_000);
  expect(result.current).toEqual(answer);
  expect(queryFn).toHaveBeenCalledTimes(1);
});
