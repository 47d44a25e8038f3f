import {
  customKindName,
  definitionsKind,
  type CustomObject,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import {
  InMemoryCustom,
  InMemoryKube,
} from '@pilothouse/plugin-platform-node/testing';

const words = (en: string) => ({ en, zh: en });

/** An item whose instances say themselves that they are ready. */
export const postgresql: MiddlewareItem = {
  name: 'postgresql',
  title: 'PostgreSQL',
  summary: words('Database'),
  category: 'database',
  operator: { name: 'CloudNativePG' },
  operations: ['backup'],
  kind: {
    group: 'postgresql.cnpg.io',
    plural: 'clusters',
    kind: 'Cluster',
    versions: ['v1', 'v1beta1'],
  },
  fields: [
    {
      path: ['instances'],
      title: words('Instances'),
      source: 'postgresql.yaml:20',
    },
    {
      path: ['storage', 'size'],
      title: words('Storage'),
      quantity: true,
      source: 'postgresql.yaml:22',
    },
  ],
  plans: [
    {
      name: 'small',
      title: words('Small'),
      summary: words('One instance'),
      values: { instances: 1, storage: { size: '1Gi' } },
    },
  ],
  stateOf: ({ status }) =>
    status
      ? { status: 'healthy', saying: { kind: 'ready' } }
      : { status: 'progressing', saying: { kind: 'not-begun' } },
  endpointsOf: ({ metadata }) => [
    {
      title: words('Read and write'),
      to: { service: `${metadata?.name}-rw`, port: 5432 },
    },
  ],
  credentialsOf: ({ metadata }) => [
    {
      title: words('Owner'),
      secret: `${metadata?.name}-app`,
      keys: ['username', 'password'],
    },
  ],
  labelsOf: name => ({ 'cnpg.io/cluster': name }),
  demandOf: ({ instances }) => [
    { resource: 'pods', each: '1', times: Number(instances ?? 1) },
    {
      resource: 'requests.storage',
      each: '1Gi',
      times: Number(instances ?? 1),
    },
  ],
};

/** Name of the kind of {@link postgresql}. */
export const clusters = customKindName(postgresql.kind);

/** Name of the kind of definitions. */
export const definitions = customKindName(definitionsKind);

/** The definition of the kind of {@link postgresql}, without its schemas. */
export function definitionWith(...served: string[]): CustomObject {
  const { group, plural, kind } = postgresql.kind;
  return {
    metadata: { name: clusters, resourceVersion: '5' },
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural, kind },
      versions: served.map(name => ({ name, served: true })),
    },
  };
}

/** An instance. */
export function instance(
  namespace: string,
  name: string,
  more: Partial<CustomObject> = {},
): CustomObject {
  return {
    metadata: { namespace, name, uid: `uid-${namespace}-${name}` },
    spec: { instances: 1 },
    ...more,
  };
}

/** A cluster with namespaces of two teams, each with a database named orders. */
export function twoTeams() {
  const kube = new InMemoryKube();
  const east = kube.addCluster('east');
  for (const tenant of ['shop', 'payments']) {
    east.put('namespaces', {
      metadata: {
        name: `${tenant}-dev`,
        labels: {
          'pilothouse.dev/tenant': tenant,
          'pilothouse.dev/environment': 'dev',
        },
      },
    });
  }
  const custom = new InMemoryCustom('east')
    .put(definitions, [definitionWith('v1')])
    .put(clusters, [
      instance('shop-dev', 'orders', { status: { phase: 'ok' } }),
      instance('payments-dev', 'orders'),
    ]);
  return { kube, east, custom };
}
