import type { MiddlewareItem } from '../MiddlewareProvider';

const words = (en: string) => ({ en, zh: en });

/** An item with a small plan, whose instances are ready at once. */
export const middlewareItem: MiddlewareItem = {
  name: 'postgresql',
  title: 'PostgreSQL',
  summary: words('Database'),
  category: 'database',
  operator: { name: 'CloudNativePG' },
  operations: [],
  kind: {
    group: 'postgresql.cnpg.io',
    plural: 'clusters',
    kind: 'Cluster',
    versions: ['v1'],
  },
  fields: [],
  plans: [
    {
      name: 'small',
      title: words('Small'),
      summary: words('One instance'),
      values: { instances: 1, storage: { size: '1Gi' } },
    },
  ],
  stateOf: () => ({ status: 'healthy', saying: { kind: 'ready' } }),
  endpointsOf: () => [],
  credentialsOf: () => [],
  labelsOf: () => ({}),
  demandOf: () => [],
};
