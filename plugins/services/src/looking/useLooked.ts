import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { noFilter, type Filter } from '../rows/filter';
import type { Sort } from '../rows/sort';
import { readLooked, writeLooked, type Looked } from '../rows/url';

const writeAfterMs = 250;

/** What to show and how to look at something else. */
export interface Looking extends Looked {
  readonly change: (part: Partial<Filter>) => void;
  readonly sortBy: (sort: Sort) => void;
  readonly clear: () => void;
}

/**
 * What to show is said by the address of the page, so that it can be passed on. What one
 * types is there at once, and in the address when one pauses.
 */
export function useLooked(): Looking {
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState<string>();
  const written = useMemo(() => readLooked(params), [params]);
  const looked = useMemo(
    () =>
      typed === undefined
        ? written
        : { ...written, filter: { ...written.filter, text: typed } },
    [written, typed],
  );

  useEffect(() => {
    if (typed === undefined) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setParams(writeLooked(looked), { replace: true });
      setTyped(undefined);
    }, writeAfterMs);
    return () => clearTimeout(timer);
  }, [typed, looked, setParams]);

  const look = (next: Looked) => {
    setTyped(undefined);
    setParams(writeLooked(next), { replace: true });
  };
  return {
    ...looked,
    change: ({ text, ...rest }) => {
      if (Object.keys(rest).length > 0) {
        look({
          ...looked,
          filter: {
            ...looked.filter,
            ...rest,
            text: text ?? looked.filter.text,
          },
        });
      } else {
        setTyped(text);
      }
    },
    sortBy: sort => look({ ...looked, sort }),
    clear: () => look({ ...looked, filter: noFilter }),
  };
}
