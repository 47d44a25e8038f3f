import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { Search } from '@pilothouse/plugin-platform-react';
import type { Wish } from './choice';

/** What the address of the page says. */
export interface Address {
  readonly wish: Wish;
  readonly search: Search;
  /** Whether only lines are shown in which the search is found. */
  readonly only: boolean;
  /** Changes what is named and keeps the rest; empty values leave the address. */
  change(values: Readonly<Record<string, string | undefined>>): void;
}

/** What is read and looked for, kept in the address so that it can be passed on. */
export function useAddress(): Address {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const get = (name: string) => params.get(name) || undefined;
    return {
      wish: {
        placement: get('at'),
        pod: get('pod'),
        container: get('container'),
        previous: get('previous') === 'true',
      },
      search: { text: get('q') ?? '', regex: get('regex') === 'true' },
      only: get('only') === 'true',
      change(values) {
        setParams(
          before => {
            const next = new URLSearchParams(before);
            for (const [name, value] of Object.entries(values)) {
              if (value) {
                next.set(name, value);
              } else {
                next.delete(name);
              }
            }
            return next;
          },
          { replace: true },
        );
      },
    };
  }, [params, setParams]);
}
