import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  answer,
  at,
  deletion,
  form,
  marketplace,
  portal,
  preview,
  ref,
  refused,
} from './__testUtils__/scene';

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
