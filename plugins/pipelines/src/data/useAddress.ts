import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { lookedOf, queryOf, type Looked } from './address';

/** What is looked at, kept in the address, so that it can be sent to somebody else. */
export function useAddress() {
  const [query, setQuery] = useSearchParams();
  const looked = useMemo(() => lookedOf(query), [query]);
  const look = useCallback(
    (change: Partial<Looked>) =>
      setQuery(before => queryOf({ ...lookedOf(before), ...change }), {
        // What is opened can be left by going back; a filter is no step of its own.
        replace: !('run' in change),
      }),
    [setQuery],
  );
  return { looked, look };
}

/** What is looked at, and how to look at something else. */
export type Address = ReturnType<typeof useAddress>;
