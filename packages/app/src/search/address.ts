/** What is searched for, as the address of the page says it. */
export interface Search {
  readonly term: string;
  /** None for all. */
  readonly types: readonly string[];
  readonly cursor?: string;
}

const names = { term: 'query', types: 'types[]', cursor: 'pageCursor' };

/** Reads what an address asks for. */
export function readSearch(params: URLSearchParams): Search {
  return {
    term: params.get(names.term) ?? '',
    types: params.getAll(names.types),
    cursor: params.get(names.cursor) ?? undefined,
  };
}

/** The address that asks for it. */
export function addressOf({ term, types, cursor }: Search): URLSearchParams {
  return new URLSearchParams([
    ...(term ? [[names.term, term]] : []),
    ...types.map(type => [names.types, type]),
    ...(cursor ? [[names.cursor, cursor]] : []),
  ]);
}
