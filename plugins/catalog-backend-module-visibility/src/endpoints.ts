import type { Shape } from './answer';

/** An endpoint of the catalog that answers with entities, or with values of theirs. */
export interface Endpoint {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly shape: Shape;
  readonly keys: QueryKeys;
}

/** What may stand in a query string: keys with one value, and keys with several. */
export interface QueryKeys {
  readonly one: readonly string[];
  readonly many: readonly string[];
}

const none: QueryKeys = { one: [], many: [] };
const byName = '/entities/by-name/:kind/:namespace/:name';

/** As the catalog's OpenAPI names them. */
export const endpoints: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/entities',
    shape: 'list',
    keys: {
      one: ['after', 'limit', 'offset'],
      many: ['fields', 'filter', 'order'],
    },
  },
  {
    method: 'get',
    path: '/entities/by-query',
    shape: 'page',
    keys: {
      one: ['cursor', 'fullTextFilterTerm', 'limit', 'offset', 'totalItems'],
      many: ['fields', 'filter', 'fullTextFilterFields', 'orderField'],
    },
  },
  {
    method: 'get',
    path: '/entities/by-uid/:uid',
    shape: 'entity',
    keys: none,
  },
  { method: 'get', path: byName, shape: 'entity', keys: none },
  {
    method: 'get',
    path: `${byName}/ancestry`,
    shape: 'ancestry',
    keys: none,
  },
  {
    method: 'get',
    path: '/entity-facets',
    shape: 'facets',
    keys: { one: [], many: ['facet', 'filter'] },
  },
  { method: 'post', path: '/entities/by-query', shape: 'page', keys: none },
  {
    method: 'post',
    path: '/entities/by-refs',
    shape: 'page',
    keys: { one: [], many: ['filter'] },
  },
  { method: 'post', path: '/entity-facets', shape: 'facets', keys: none },
];
