import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { PlatformHealth } from '@pilothouse/plugin-platform-common';
import { useEffect, useSyncExternalStore } from 'react';
import type { Live, LiveChannel } from '../live/channel';
import { useConnection } from './connection';

/**
 * Asks once for all views with the same key, keeps the answer while one looks elsewhere,
 * and asks again when the tab comes back to the front or the network returns.
 */
export function usePlatformQuery<T>(options: {
  queryKey: readonly unknown[];
  queryFn: (context: { signal: AbortSignal }) => Promise<T>;
  enabled?: boolean;
}): UseQueryResult<T, Error> {
  const { queries } = useConnection();
  // Only while mounted do queries hear of focus and network; mounts are counted.
  useEffect(() => {
    queries.mount();
    return () => queries.unmount();
  }, [queries]);
  return useQuery<T, Error>(options, queries);
}

/** The platform's own health, as it changes. */
export function useLiveHealth(): Live<PlatformHealth> {
  return useChannel(useConnection().health);
}

function useChannel<T>(channel: LiveChannel<T>): Live<T> {
  return useSyncExternalStore(channel.subscribe, channel.snapshot);
}
