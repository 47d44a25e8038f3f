import {
  useQuery,
  type QueryState,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import { useConnection } from './connection';

/**
 * Asks once for all views with the same key, keeps the answer while one looks elsewhere,
 * and asks again when the tab comes back to the front or the network returns.
 */
export function usePlatformQuery<T>(options: {
  queryKey: readonly unknown[];
  queryFn: (context: { signal: AbortSignal }) => Promise<T>;
  enabled?: boolean;
  /** How long an answer counts as fresh, in ms; some seconds when left out. */
  staleTime?: number;
  /**
   * How often it is asked again while somebody looks, in ms, or how that follows from what
   * is known; never when left out.
   */
  refetchInterval?: number | ((known: QueryState<T>) => number | false);
}): UseQueryResult<T, Error> {
  const { queries } = useConnection();
  // Only while mounted do queries hear of focus and network; mounts are counted.
  useEffect(() => {
    queries.mount();
    return () => queries.unmount();
  }, [queries]);
  const { refetchInterval } = options;
  return useQuery<T, Error>(
    {
      ...options,
      refetchInterval:
        typeof refetchInterval === 'function'
          ? ({ state }) => refetchInterval(state)
          : refetchInterval,
    },
    queries,
  );
}
