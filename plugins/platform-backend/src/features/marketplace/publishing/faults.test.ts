import { faultsOf } from './faults';

const schema = {
  properties: {
    spec: {
      properties: {
        size: { type: 'string' },
        pools: { items: { properties: { servers: { type: 'integer' } } } },
        requests: { additionalProperties: { type: 'string' } },
        free: { 'x-kubernetes-preserve-unknown-fields': true },
      },
    },
  },
};

it.each<[(string | number)[], string | undefined]>([
  [['spec', 'size'], undefined],
  [['spec', 'pools', 0, 'servers'], undefined],
  [['spec', 'requests', 'cpu'], undefined],
  [['spec', 'free', 'as', 'air'], undefined],
  [['spec', 'sizes'], 'spec.sizes is not in the schema of pots v1'],
  [
    ['spec', 'pools', 0, 'server'],
    'spec.pools[0].server is not in the schema of pots v1',
  ],
  [['spec', 'size', 'of'], 'spec.size.of is not in the schema of pots v1'],
  [['status', 'phase'], 'status.phase is not in the schema of pots v1'],
])('tells of %j with its line', (path, message) => {
  const named = { path, line: 7, field: 'fields.0.path', source: 'x.yaml:7' };
  expect(faultsOf([named], schema, 'pots v1')).toEqual(
    message ? [{ line: 7, field: 'fields.0.path', message }] : [],
  );
});
