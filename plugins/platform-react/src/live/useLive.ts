import type {
  LiveInput,
  LiveOutput,
  LiveQueryName,
} from '@pilothouse/plugin-platform-common';
import { useCallback, useSyncExternalStore } from 'react';
import { useConnection } from '../client/connection';
import type { Live } from './live';

/**
 * What the portal says, as it changes. All that a tab looks at comes over one connection;
 * the same query with the same input is followed once. Rows that have not changed stay the
 * same objects.
 *
 * @param input - compared by content
 */
export function useLive<N extends LiveQueryName>(
  query: N,
  input: LiveInput<N>,
): Live<LiveOutput<N>> {
  const { views } = useConnection().live;
  const key = JSON.stringify([query, input]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const [, asked]: [string, unknown] = JSON.parse(key);
      return views.look(key, { query, input: asked }, listener);
    },
    [views, key, query],
  );
  const live = useSyncExternalStore(subscribe, () => views.snapshot(key));
  // The contract says what is told of a query; views are kept without their types.
  return live as Live<LiveOutput<N>>;
}
