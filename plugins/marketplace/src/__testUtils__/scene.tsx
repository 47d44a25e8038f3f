import {
  discoveryApiRef,
  fetchApiRef,
  type FetchApi,
} from '@backstage/frontend-plugin-api';
import type {
  Binding,
  InstanceAnswer,
  Item,
  Marketplace,
  OrderForm,
} from '@pilothouse/plugin-platform-common';
import {
  LiveStreams,
  renderIn,
} from '@pilothouse/plugin-platform-react/testing';
import { Route, Routes } from 'react-router-dom';
import { MarketplacePage } from '../page/MarketplacePage';

export const at = '2031-04-01T08:00:00.000Z';
export const words = (en: string, zh: string) => ({ en, zh });

export const item: Item = {
  name: 'postgresql',
  title: 'PostgreSQL',
  summary: words('Relational database', '关系型数据库'),
  category: 'database',
  operator: { name: 'CloudNativePG' },
  kind: 'Cluster',
  operations: ['backup'],
  offers: [{ cluster: 'east', version: 'v1' }],
};
export const ref = {
  item: 'postgresql',
  cluster: 'east',
  namespace: 'shop-dev',
  name: 'orders-db',
};
export const instance = {
  ref,
  environment: 'dev',
  tenant: 'shop',
  status: 'progressing',
  saying: {
    kind: 'phase',
    phase: 'Setting up primary',
    words: words('Setting up the primary', '正在创建主库'),
  },
  members: { ready: 0, wanted: 1 },
} as const;
export const cluster = {
  name: 'east',
  knowledge: { kind: 'live', syncedAt: at },
} as const;
export const target = {
  cluster: 'east',
  namespace: 'shop-dev',
  kind: 'Deployment',
  name: 'web',
} as const;
export const binding: Binding = {
  secret: 'orders-db-app',
  target,
  services: ['component:default/web'],
  instance: ref,
  by: 'portal',
  uses: [
    {
      container: 'app',
      variables: [{ name: 'DB_URI', key: 'uri' }],
      prefixes: [],
      files: [],
    },
  ],
  problems: [{ kind: 'secret-missing' }],
  status: 'degraded',
  causes: [],
};
export const marketplace: Marketplace = {
  clusters: [cluster],
  pending: [],
  items: { postgresql: item },
  instances: { a: instance },
};
export const answer: InstanceAnswer = {
  cluster,
  item,
  pending: false,
  instance: {
    ...instance,
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    uid: 'u1',
    wanted: 'instances: 1\n',
    endpoints: [
      {
        title: words('Read and write', '读写'),
        host: 'orders-db-rw.shop-dev.svc',
        port: 5432,
        exists: true,
      },
    ],
    credentials: [
      {
        title: words('Owner', '所有者'),
        secret: 'orders-db-app',
        keys: ['username', 'password'],
      },
    ],
    conditions: [],
    pods: [],
    volumes: [],
    events: [],
  },
};
export const form: OrderForm = {
  item,
  cluster: 'east',
  resource: {
    group: 'postgresql.cnpg.io',
    version: 'v1',
    plural: 'clusters',
  },
  schema: {
    type: 'object',
    required: ['storage'],
    properties: {
      instances: { type: 'integer', minimum: 1, maximum: 9 },
      storage: {
        type: 'object',
        required: ['size'],
        properties: { size: { type: 'string' } },
      },
    },
  },
  fields: [
    { path: ['instances'], title: words('Instances', '实例数') },
    { path: ['storage', 'size'], title: words('Storage', '存储') },
  ],
  plans: [
    {
      name: 'small',
      title: words('Small', '小型'),
      summary: words('One instance', '单实例'),
      values: { instances: 1, storage: { size: '1Gi' } },
    },
    {
      name: 'safe',
      title: words('Safe', '高可用'),
      summary: words('Three instances', '三个实例'),
      values: { instances: 3, storage: { size: '10Gi' } },
    },
  ],
  places: [
    {
      cluster: 'east',
      namespace: 'shop-dev',
      environment: 'dev',
      tenant: 'shop',
      ability: { allowed: true },
    },
    {
      cluster: 'east',
      namespace: 'shop-prod',
      environment: 'prod',
      tenant: 'shop',
      ability: {
        allowed: false,
        because: {
          kind: 'restricted',
          environment: 'prod',
          groups: ['commerce'],
        },
      },
    },
  ],
};
export const preview = {
  diffs: [
    {
      ref: { ...ref, kind: 'Cluster' },
      before: '',
      after: 'kind: Cluster\nspec:\n  instances: 3\n',
    },
  ],
  conflicts: [],
  quota: [
    {
      quota: 'team',
      resource: 'pods',
      hard: '10',
      used: '7',
      adds: '3',
      amounts: { hard: 10_000, used: 7_000, adds: 3_000 },
      fits: true,
    },
  ],
  unchanged: false,
};
export const deletion = {
  ref,
  uid: 'u1',
  goes: [
    {
      kind: 'PersistentVolumeClaim',
      name: 'orders-db-1',
      data: true,
      size: '1Gi',
      volume: 'deleted',
    },
  ],
  stays: [{ kind: 'Secret', name: 'theirs', data: false }],
  first: [],
  finalizers: [],
  bound: [],
  unknown: ['ConfigMap'],
  graceMs: 86_400_000,
  when: 'now',
  seen: 's1',
};

/**
 * A portal of these live views, whose procedures answer as a table says: those of the
 * marketplace by their names, those of deployments as `deployments/NAME`.
 */
export function portal(
  language: 'en' | 'zh',
  path: string,
  answers: Record<string, (body: unknown) => object | Response> = {},
) {
  const streams = new LiveStreams();
  const asked: [string, unknown][] = [];
  const fetchApi: FetchApi = {
    fetch: async (input, init) => {
      const url = new URL(String(input));
      const [, of, own] =
        /\/(marketplace|deployments)\/?(.*)$/.exec(url.pathname) ?? [];
      if (own === undefined) return streams.fetch(input, init);
      const name = of === 'marketplace' ? own : `${of}/${own}`;
      const body = init?.body ? JSON.parse(String(init.body)) : undefined;
      asked.push([name, body]);
      const given = answers[name]?.(body) ?? {};
      return given instanceof Response ? given : Response.json(given);
    },
  };
  renderIn(
    language,
    <Routes>
      <Route path="/marketplace/*" element={<MarketplacePage />} />
    </Routes>,
    {
      apis: [
        [fetchApiRef, fetchApi],
        [
          discoveryApiRef,
          { getBaseUrl: async () => 'http://localhost:7007/api/platform' },
        ],
      ],
      initialRouteEntries: [path],
    },
  );
  return { streams, asked };
}

export const refused = (status: number, name: string, message: string) =>
  Response.json(
    { error: { name, message }, response: { statusCode: status } },
    { status },
  );
