import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import request from 'supertest';
import { testDatabase } from './__testUtils__/database';
import { endpoints } from './endpoints';

const forNobody = 'asks for a permission that those who read a part lack';
const writes = 'answers with nothing of the catalog';

/** What the module need not, or does otherwise, stand before. */
const exempt: Readonly<Record<string, string>> = {
  'get /locations': 'locations-router.ts',
  'delete /locations/:id': 'locations-router.ts',
  'get /locations/:id': forNobody,
  'get /locations/by-entity/:kind/:namespace/:name': forNobody,
  'post /locations/by-query': forNobody,
  'post /locations': 'locations-router.ts',
  'put /locations/:id': 'locations-router.ts',
  'post /analyze-location': forNobody,
  'post /refresh': writes,
  'post /validate-entity': forNobody,
  'delete /entities/by-uid/:uid': writes,
};

interface Parameter {
  readonly $ref?: string;
  readonly in: string;
  readonly name: string;
  readonly schema: { readonly type: string };
}
interface OpenApi {
  readonly components: { readonly parameters: Record<string, Parameter> };
  readonly paths: Record<
    string,
    Record<string, { readonly parameters?: readonly Parameter[] }>
  >;
}

/** By method and path, the query keys with one value and those with several. */
type Known = Record<string, { one: string[]; many: string[] }>;

function known({ components, paths }: OpenApi): Known {
  const resolved = (parameter: Parameter): Parameter => {
    const name = parameter.$ref?.split('/').pop();
    return (name && components.parameters[name]) || parameter;
  };
  const found: Known = {};
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, { parameters = [] }] of Object.entries(operations)) {
      const ofQuery = parameters.map(resolved).filter(p => p.in === 'query');
      const names = (isList: boolean) =>
        ofQuery
          .filter(({ schema }) => (schema.type === 'array') === isList)
          .map(({ name }) => name)
          .sort();
      const route = path
        .replace('/api/catalog', '')
        .replace(/\{(\w+)\}/g, ':$1');
      found[`${method} ${route}`] = { one: names(false), many: names(true) };
    }
  }
  return found;
}

jest.setTimeout(90_000);

describe('the endpoints of the catalog', () => {
  let ofCatalog: Known;

  beforeAll(async () => {
    const backend = await startTestBackend({
      features: [catalogPlugin, await testDatabase()],
    });
    try {
      const { body } = await request(backend.server)
        .get('/api/catalog/openapi.json')
        .set('authorization', mockCredentials.user.header())
        .expect(200);
      ofCatalog = known(body);
    } finally {
      await backend.stop();
    }
  });

  it('are each covered, or exempt for a reason', () => {
    const covered = endpoints.map(({ method, path }) => `${method} ${path}`);
    expect([...covered, ...Object.keys(exempt)].sort()).toEqual(
      Object.keys(ofCatalog).sort(),
    );
  });

  it.each(endpoints)('take the keys that $method $path is to', endpoint => {
    const { method, path, keys } = endpoint;
    expect({
      one: [...keys.one].sort(),
      many: [...keys.many].sort(),
    }).toEqual(ofCatalog[`${method} ${path}`]);
  });
});
