import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { healthOf, LiveStreams } from '../testing';
import { useLive } from './useLive';

function portal() {
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
  return { streams, wrapper };
}

const nothing = { clusters: [], placements: {} };

describe('useLive', () => {
  it('is what the portal shows', async () => {
    const { streams, wrapper } = portal();
    const { result } = renderHook(() => useLive('health.parts', {}), {
      wrapper,
    });
    expect(result.current).toEqual({ kind: 'loading' });
    streams.show('health.parts', healthOf());
    await waitFor(() =>
      expect(result.current).toEqual({ kind: 'current', value: healthOf() }),
    );
  });

  it('asks again only when the input has another content', async () => {
    const { streams, wrapper } = portal();
    streams.show('deployments.service', nothing);
    const { result, rerender } = renderHook(
      ({ entityRef }) => useLive('deployments.service', { entityRef }),
      { wrapper, initialProps: { entityRef: 'component:default/web' } },
    );
    await waitFor(() => expect(result.current.kind).toBe('current'));
    const first = result.current;
    rerender({ entityRef: 'component:default/web' });
    expect(result.current).toBe(first);
    expect(streams.opened).toBe(1);
    rerender({ entityRef: 'component:default/api' });
    expect(result.current).toEqual({ kind: 'loading' });
    await waitFor(() => expect(result.current.kind).toBe('current'));
    expect(streams.opened).toBe(2);
  });

  it('shares one connection with other pages, and its value with those alike', async () => {
    const { streams, wrapper } = portal();
    const { result } = renderHook(
      () => [
        useLive('health.parts', {}),
        useLive('health.parts', {}),
        useLive('services.list', {}),
      ],
      { wrapper },
    );
    act(() => streams.show('health.parts', healthOf()));
    await waitFor(() => expect(result.current[0]?.kind).toBe('current'));
    expect(result.current[1]).toBe(result.current[0]);
    expect(streams.queries).toEqual(['health.parts', 'services.list']);
    expect(streams.opened).toBe(1);
  });

  it('fails with the error that the portal names', async () => {
    const { streams, wrapper } = portal();
    streams.fail('services.list', 'NotAllowedError', 'ask a lead');
    const { result } = renderHook(() => useLive('services.list', {}), {
      wrapper,
    });
    await waitFor(() =>
      expect(result.current).toMatchObject({
        kind: 'failed',
        because: { name: 'NotAllowedError', message: 'ask a lead' },
      }),
    );
  });
});
