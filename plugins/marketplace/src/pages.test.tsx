import {
  discoveryApiRef,
  fetchApiRef,
  type FetchApi,
} from '@backstage/frontend-plugin-api';
import type {
  InstanceAnswer,
  Item,
  Marketplace,
  OrderForm,
} from '@pilothouse/plugin-platform-common';
import {
  LiveStreams,
  renderIn,
} from '@pilothouse/plugin-platform-react/testing';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { MarketplacePage } from './page/MarketplacePage';

const at = '2031-04-01T08:00:00.000Z';
const words = (en: string, zh: string) => ({ en, zh });

const item: Item = {
  name: 'postgresql',
  title: 'PostgreSQL',
  summary: words('Relational database', '关系型数据库'),
  category: 'database',
  operator: { name: 'CloudNativePG' },
  kind: 'Cluster',
  operations: ['backup'],
  offers: [{ cluster: 'east', version: 'v1' }],
};
const ref = {
  item: 'postgresql',
  cluster: 'east',
  namespace: 'shop-dev',
  name: 'orders-db',
};
const instance = {
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
const cluster = {
  name: 'east',
  knowledge: { kind: 'live', syncedAt: at },
} as const;
const marketplace: Marketplace = {
  clusters: [cluster],
  pending: [],
  items: { postgresql: item },
  instances: { a: instance },
};
const answer: InstanceAnswer = {
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
const form: OrderForm = {
  item,
  cluster: 'east',
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
const preview = {
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
const deletion = {
  ref,
  uid: 'u1',
  goes: [
    {
      kind: 'PersistentVolumeClaim',
      name: 'orders-db-1',
      data: true,
      size: '1Gi',
    },
  ],
  stays: [{ kind: 'Secret', name: 'theirs', data: false }],
  finalizers: [],
  unknown: ['ConfigMap'],
};

/** A portal of these live views, whose procedures answer as a table says. */
function portal(
  language: 'en' | 'zh',
  path: string,
  answers: Record<string, (body: unknown) => object | Response> = {},
) {
  const streams = new LiveStreams();
  const asked: [string, unknown][] = [];
  const fetchApi: FetchApi = {
    fetch: async (input, init) => {
      const url = new URL(String(input));
      const name = /\/marketplace\/?(.*)$/.exec(url.pathname)?.[1];
      if (name === undefined) return streams.fetch(input, init);
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

const refused = (status: number, name: string, message: string) =>
  Response.json(
    { error: { name, message }, response: { statusCode: status } },
    { status },
  );

const texts = {
  en: {
    state: 'Setting up the primary',
    none: 'Nothing fits what you look for.',
    noPlace: /None of your teams has a namespace/,
    search: 'Find middleware or an instance',
    order: 'Order orders-db',
    name: 'Name',
    safe: 'Safe',
    instances: 'Instances',
    creates: /Creates Cluster shop-dev\/orders-db/,
    secret: /in the Secret/,
    never: /does not read the values/,
    delete: 'Delete orders-db',
    type: 'Type orders-db to delete it',
    data: /Its data goes: 1 volume/,
    missing: /There is no orders-db in east\/shop-dev/,
    failed: 'What can be ordered could not be read',
    taken: 'Something else is there',
    silent: /has not been heard for/,
  },
  zh: {
    state: '正在创建主库',
    none: '没有符合条件的内容。',
    noPlace: /您的团队在集群中没有命名空间/,
    search: '查找中间件或实例',
    order: '订购 orders-db',
    name: '名称',
    safe: '高可用',
    instances: '实例数',
    creates: /创建 Cluster shop-dev\/orders-db/,
    secret: /在 Secret/,
    never: /门户不读取凭据的值/,
    delete: '删除 orders-db',
    type: '输入 orders-db 以确认删除',
    data: /数据将被删除：1 个存储卷/,
    missing: /east\/shop-dev 中没有 orders-db/,
    failed: '无法读取可订购的中间件',
    taken: '与现有对象冲突',
    silent: /没有消息/,
  },
};

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = texts[language];

  it('lists what can be ordered and what runs, and finds it by words', async () => {
    const { streams } = portal(language, '/marketplace');
    streams.show('marketplace.list', marketplace);
    expect(
      await screen.findByRole('link', { name: 'PostgreSQL' }),
    ).toHaveAttribute('href', '/marketplace/items/postgresql');
    expect(screen.getByText(say.state)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'orders-db' })).toHaveAttribute(
      'href',
      '/marketplace/instances/postgresql/east/shop-dev/orders-db',
    );
    fireEvent.change(screen.getByRole('searchbox', { name: say.search }), {
      target: { value: 'xyz' },
    });
    expect(await screen.findAllByText(say.none)).toHaveLength(2);
  });

  it('says why there is nothing', async () => {
    const { streams } = portal(language, '/marketplace');
    const empty = { clusters: [], pending: [], items: {}, instances: {} };
    streams.show('marketplace.list', empty);
    expect(await screen.findByText(say.noPlace)).toBeInTheDocument();
  });

  it('dates what a silent cluster said', async () => {
    const { streams } = portal(language, '/marketplace');
    streams.show('marketplace.list', {
      ...marketplace,
      clusters: [
        {
          name: 'east',
          knowledge: { kind: 'stale', since: at, because: 'no answer' },
        },
      ],
    });
    expect(await screen.findByText(say.silent)).toBeInTheDocument();
    expect(screen.getByText(say.state)).toBeInTheDocument();
  });

  it('says that it could not be read', async () => {
    const { streams } = portal(language, '/marketplace');
    streams.fail('marketplace.list', 'ServiceUnavailableError', 'down');
    expect(await screen.findByText(say.failed)).toBeInTheDocument();
  });

  it('orders a plan after showing what it does', async () => {
    const { streams, asked } = portal(
      language,
      '/marketplace/items/postgresql/order',
      { form: () => form, preview: () => preview, order: () => ({ ref }) },
    );
    streams.show('marketplace.instance', answer);
    fireEvent.change(
      await screen.findByRole('textbox', { name: new RegExp(`^${say.name}`) }),
      {
        target: { value: 'orders-db' },
      },
    );
    fireEvent.click(screen.getByRole('radio', { name: new RegExp(say.safe) }));
    expect(screen.getByLabelText(new RegExp(say.instances))).toHaveValue(3);
    expect(await screen.findByText(say.creates)).toBeInTheDocument();
    expect(screen.getByText('pods')).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: say.order }));
    expect(await screen.findByText('orders-db-app')).toBeInTheDocument();
    const [, order] = asked.find(([name]) => name === 'order') ?? [];
    expect(order).toMatchObject({
      ...ref,
      values: { instances: 3, storage: { size: '10Gi' } },
    });
  });

  it('keeps what was entered when the cluster refuses it', async () => {
    portal(language, '/marketplace/items/postgresql/order', {
      form: () => form,
      preview: () => refused(409, 'ConflictError', 'named orders-db already'),
    });
    const name = await screen.findByRole('textbox', {
      name: new RegExp(`^${say.name}`),
    });
    fireEvent.change(name, { target: { value: 'orders-db' } });
    expect(await screen.findByText(say.taken)).toBeInTheDocument();
    expect(name).toHaveValue('orders-db');
    expect(screen.getByRole('button', { name: say.order })).toBeDisabled();
  });

  it('shows an instance, which Secret has its credentials, and deletes it by its plan', async () => {
    const { streams, asked } = portal(
      language,
      '/marketplace/instances/postgresql/east/shop-dev/orders-db',
      {
        abilities: () => ({
          update: { allowed: true },
          delete: { allowed: true },
        }),
        deletion: () => deletion,
        delete: () => ({}),
      },
    );
    streams.show('marketplace.instance', answer);
    expect(await screen.findByText(say.state)).toBeInTheDocument();
    expect(
      screen.getByText('orders-db-rw.shop-dev.svc:5432'),
    ).toBeInTheDocument();
    expect(screen.getByText(say.secret)).toHaveTextContent('orders-db-app');
    expect(screen.getByText(say.never)).toBeInTheDocument();

    const open = screen.getByRole('button', { name: say.delete });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(say.data)).toBeInTheDocument();
    expect(dialog.getByText('theirs')).toBeInTheDocument();
    const verb = dialog.getByRole('button', { name: say.delete });
    expect(verb).toBeDisabled();
    fireEvent.change(dialog.getByRole('textbox', { name: say.type }), {
      target: { value: 'orders-db' },
    });
    fireEvent.click(verb);
    await waitFor(() =>
      expect(asked).toContainEqual(['delete', { ref, uid: 'u1' }]),
    );
  });

  it('says that an instance is not there', async () => {
    const { streams } = portal(
      language,
      '/marketplace/instances/postgresql/east/shop-dev/orders-db',
    );
    const { instance: _, ...none } = answer;
    streams.show('marketplace.instance', none);
    expect(await screen.findByText(say.missing)).toBeInTheDocument();
  });
});
