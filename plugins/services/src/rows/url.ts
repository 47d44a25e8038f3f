import type { Filter } from './filter';
import { brokenFirst, sortColumns, type Sort } from './sort';
import { states } from './states';

/** What the address of a page says of what to show. */
export interface Looked {
  readonly filter: Filter;
  readonly sort: Sort;
}

const names = ['team', 'application', 'environment', 'cluster'] as const;

/** Reads an address; what it says that is not understood is left out. */
export function readLooked(params: URLSearchParams): Looked {
  const wanted = params.getAll('state');
  const named = Object.fromEntries(
    names.flatMap(name => {
      const value = params.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  return {
    filter: {
      ...named,
      states: states.filter(state => wanted.includes(state)),
      text: params.get('q') ?? '',
    },
    sort: readSort(params.get('sort')),
  };
}

/** The address that says so; what is as usual is not said. */
export function writeLooked({ filter, sort }: Looked): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of names) {
    const value = filter[name];
    if (value) {
      params.set(name, value);
    }
  }
  filter.states.forEach(state => params.append('state', state));
  if (filter.text.trim()) {
    params.set('q', filter.text);
  }
  if (sort.by !== brokenFirst.by || sort.reversed) {
    params.set('sort', `${sort.reversed ? '-' : ''}${sort.by}`);
  }
  return params;
}

function readSort(written: string | null): Sort {
  const reversed = written?.startsWith('-') ?? false;
  const by = sortColumns.find(
    column => column === written?.slice(reversed ? 1 : 0),
  );
  return by ? { by, reversed } : brokenFirst;
}
