import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  answer,
  at,
  binding,
  cluster,
  deletion,
  form,
  marketplace,
  portal,
  preview,
  ref,
  words,
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
    elsewhere: /in the namespace monitoring/,
    runs: /may take away more than is listed: Job clean/,
    contents: 'Delete what it holds, too: Topics (150)',
    contentsFirst: 'Is deleted first, with what is in it',
    held: /Its operator \(CloudNativePG\) cleans up after it first/,
    missing: /There is no orders-db in east\/shop-dev/,
    failed: 'What can be ordered could not be read',
    taken: 'Something else is there',
    silent: /has not answered for/,
    later: 'Delete orders-db in 1 day',
    pending: /Will be deleted at .*as lin\.wei asked/,
    more: 'and 4899 more',
    refused: /and stays: no right/,
    unheard: /the portal was not asked for that/,
    undo: 'Keep orders-db: undo its deletion',
    gone: /orders-db in east\/shop-dev was deleted while you looked/,
    storage: 'Storage',
    faster: 'It was changed meanwhile',
    again: 'Try again',
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
    elsewhere: /位于命名空间 monitoring/,
    runs: /可能删除未列出的内容：Job clean/,
    contents: '同时删除其中的主题（150 个）',
    contentsFirst: '首先删除，其中的数据一并删除',
    held: /由 Operator（CloudNativePG）先完成清理/,
    missing: /east\/shop-dev 中没有 orders-db/,
    failed: '无法读取可订购的中间件',
    taken: '与现有对象冲突',
    silent: /没有响应/,
    later: '1 天后删除 orders-db',
    pending: /将于 .* 删除（由 lin\.wei 申请）/,
    more: '另有 4899 个',
    refused: /现予保留：no right/,
    unheard: /门户没有收到该申请/,
    undo: '保留 orders-db：撤销删除',
    gone: /east\/shop-dev 中的 orders-db 在您查看期间已被删除/,
    storage: '存储',
    faster: '期间已被更改',
    again: '重试',
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
      {
        form: () => form,
        preview: () => ({ ...preview, basis: 'sha256:1' }),
        order: () => ({ ref }),
      },
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
      basis: 'sha256:1',
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
        deletion: () => ({
          ...deletion,
          goes: [
            ...deletion.goes,
            {
              kind: 'Role',
              name: 'reader',
              namespace: 'monitoring',
              data: false,
            },
          ],
          runs: [{ kind: 'Job', name: 'clean' }],
          finalizers: ['clusterFinalizer'],
        }),
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
    expect(dialog.getByText(say.elsewhere)).toBeInTheDocument();
    expect(dialog.getByText(say.runs)).toBeInTheDocument();
    expect(dialog.getByText(say.held)).toBeInTheDocument();
    expect(dialog.getByText(/clusterFinalizer/)).toBeInTheDocument();
    const verb = dialog.getByRole('button', { name: say.delete });
    expect(verb).toBeDisabled();
    fireEvent.change(dialog.getByRole('textbox', { name: say.type }), {
      target: { value: 'orders-db' },
    });
    fireEvent.click(verb);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'delete',
        { ref, uid: 'u1', seen: 's1', when: 'now' },
      ]),
    );
  });

  const instancePage =
    '/marketplace/instances/postgresql/east/shop-dev/orders-db';
  const may = { update: { allowed: true }, delete: { allowed: true } };

  it('deletes later without asking for the name, as that can be undone', async () => {
    const { streams, asked } = portal(language, instancePage, {
      abilities: () => may,
      deletion: () => ({ ...deletion, when: 'later' }),
      delete: () => ({ at: '2031-04-02T08:00:00.000Z' }),
    });
    streams.show('marketplace.instance', answer);
    streams.show('marketplace.bindings', { cluster, bindings: [] });
    const open = await screen.findByRole('button', { name: say.delete });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const dialog = within(await screen.findByRole('dialog'));
    const verb = await dialog.findByRole('button', { name: say.later });
    expect(dialog.queryByRole('textbox')).toBeNull();
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.click(verb);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'delete',
        { ref, uid: 'u1', seen: 's1', when: 'later' },
      ]),
    );
  });

  it('lists no thousands of what stays, and says how many more there are', async () => {
    const stays = Array.from({ length: 5000 }, (_, i) => ({
      ...{ kind: 'Topic', name: `topic-${i}` },
      data: i === 4999,
    }));
    const { streams } = portal(language, instancePage, {
      abilities: () => may,
      deletion: () => ({ ...deletion, stays }),
    });
    streams.show('marketplace.instance', answer);
    streams.show('marketplace.bindings', { cluster, bindings: [] });
    const open = await screen.findByRole('button', { name: say.delete });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(say.more)).toBeInTheDocument();
    expect(dialog.getByText('topic-99')).toBeInTheDocument();
    expect(dialog.queryByText('topic-100')).toBeNull();
    expect(dialog.getByText('topic-4999')).toBeInTheDocument();
  });

  it('tells two of one name apart by their APIs, whichever goes', async () => {
    const web = { kind: 'Service', name: 'web', data: false };
    const theirs = { ...web, group: 'serving.knative.dev' };
    const plans = [
      { ...deletion, stays: [web, theirs, { ...web, name: 'other' }] },
      { ...deletion, stays: [theirs, { ...web, name: 'other' }], seen: 's2' },
    ];
    const { streams } = portal(language, instancePage, {
      abilities: () => may,
      deletion: () => plans.shift() ?? {},
    });
    streams.show('marketplace.instance', answer);
    streams.show('marketplace.bindings', { cluster, bindings: [] });
    const open = await screen.findByRole('button', { name: say.delete });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const dialog = within(await screen.findByRole('dialog'));
    const listed = () =>
      dialog.getAllByRole('listitem').map(each => each.textContent);
    await waitFor(() =>
      expect(listed()).toEqual(
        expect.arrayContaining([
          'Service web',
          'Service.serving.knative.dev web',
          'Service other',
        ]),
      ),
    );
    streams.show('marketplace.bindings', { cluster, bindings: [binding] });
    // Alone, it needs no more than its kind.
    await waitFor(() =>
      expect(listed()).not.toContain('Service.serving.knative.dev web'),
    );
    expect(listed().filter(text => text === 'Service web')).toHaveLength(1);
  });

  it('deletes what it holds first, only where that is chosen, and lists all of it', async () => {
    const contents = Array.from({ length: 150 }, (_, i) => ({
      ...{ kind: 'KafkaTopic', name: `topic-${i}`, uid: `t${i}`, data: false },
    }));
    const stays = contents.map(({ uid: _, ...each }) => each);
    const { streams, asked } = portal(language, instancePage, {
      abilities: () => ({ ...may, removeContent: { allowed: true } }),
      deletion: () => ({ ...deletion, stays, contents }),
      delete: () => ({}),
    });
    streams.show('marketplace.instance', {
      ...answer,
      contents: {
        ...{ kind: 'KafkaTopic', title: words('Topics', '主题') },
        ...{ one: words('topic', '主题'), fields: [], list: [], more: 0 },
      },
    });
    streams.show('marketplace.bindings', { cluster, bindings: [] });
    const open = await screen.findByRole('button', { name: say.delete });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const dialog = within(await screen.findByRole('dialog'));
    const choice = await dialog.findByRole('checkbox', { name: say.contents });
    expect(choice).not.toBeChecked();
    expect(dialog.queryByText('topic-149')).toBeNull();
    await waitFor(() => expect(choice).toBeEnabled());
    fireEvent.click(choice);
    expect(dialog.getByText(say.contentsFirst)).toBeInTheDocument();
    expect(dialog.getAllByText(/^topic-/)).toHaveLength(150);
    fireEvent.change(dialog.getByRole('textbox', { name: say.type }), {
      target: { value: 'orders-db' },
    });
    fireEvent.click(dialog.getByRole('button', { name: say.delete }));
    await waitFor(() =>
      expect(asked).toContainEqual([
        'delete',
        {
          ...{ ref, uid: 'u1', seen: 's1', when: 'now' },
          contents: contents.map(({ name, uid }) => ({ name, uid })),
        },
      ]),
    );
  });

  it('looks again at what would be lost once a service is bound', async () => {
    const plans = [deletion, { ...deletion, stays: [], seen: 's2' }];
    const { streams, asked } = portal(language, instancePage, {
      abilities: () => may,
      deletion: () => plans.shift() ?? {},
    });
    streams.show('marketplace.instance', answer);
    streams.show('marketplace.bindings', { cluster, bindings: [] });
    const open = await screen.findByRole('button', { name: say.delete });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('theirs')).toBeInTheDocument();
    streams.show('marketplace.bindings', { cluster, bindings: [binding] });
    await waitFor(() => expect(dialog.queryByText('theirs')).toBeNull());
    expect(asked.filter(([name]) => name === 'deletion')).toHaveLength(2);
  });

  const pending = { uid: 'u1', at: '2131-04-02T08:00:00.000Z' };
  it.each<[string, object | undefined, keyof typeof say]>([
    ['when it will be deleted', { kind: 'waiting' }, 'pending'],
    ['why it stays', { kind: 'refused', said: 'no right' }, 'refused'],
    ['that nobody asked for it', { kind: 'unheard' }, 'unheard'],
  ])('says %s, and takes it back', async (_, known, said) => {
    const { streams, asked } = portal(language, instancePage, {
      abilities: () => ({ ...may, undo: { allowed: true }, deletion: known }),
      'undo-deletion': () => ({}),
    });
    const by = 'user:default/lin.wei';
    streams.show('marketplace.instance', {
      ...answer,
      instance: { ...answer.instance!, deletion: { ...pending, by } },
    });
    expect(await screen.findByText(say[said])).toBeInTheDocument();
    const undo = screen.getByRole('button', { name: say.undo });
    await waitFor(() => expect(undo).toBeEnabled());
    fireEvent.click(undo);
    await waitFor(() =>
      expect(asked).toContainEqual(['undo-deletion', { ref, uid: 'u1' }]),
    );
  });

  it('takes it back right after one has asked for it', async () => {
    let undo: object = {};
    const { streams } = portal(language, instancePage, {
      abilities: () => ({ ...may, ...undo }),
    });
    streams.show('marketplace.instance', answer);
    const open = await screen.findByRole('button', { name: say.delete });
    await waitFor(() => expect(open).toBeEnabled());
    undo = { undo: { allowed: true }, deletion: { kind: 'waiting' } };
    const by = 'user:default/lin.wei';
    streams.show('marketplace.instance', {
      ...answer,
      instance: { ...answer.instance!, deletion: { ...pending, by } },
    });
    const back = await screen.findByRole('button', { name: say.undo });
    await waitFor(() => expect(back).toBeEnabled());
  });

  it('says in its row, too, that an instance will be deleted', async () => {
    const { streams } = portal(language, '/marketplace', {
      abilities: () => ({ ...may, undo: { allowed: true } }),
    });
    const by = 'user:default/lin.wei';
    const [instance] = Object.values(marketplace.instances);
    streams.show('marketplace.list', {
      ...marketplace,
      instances: { a: { ...instance, deletion: { ...pending, by } } },
    });
    expect(await screen.findByText(say.pending)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: say.undo })).toBeInTheDocument();
  });

  it('says that an instance was deleted below while one looked', async () => {
    const { streams } = portal(language, instancePage);
    streams.show('marketplace.instance', answer);
    expect(await screen.findByText(say.state)).toBeInTheDocument();
    const { instance: _, ...none } = answer;
    streams.show('marketplace.instance', none);
    expect(await screen.findByText(say.gone)).toBeInTheDocument();
    expect(screen.queryByText(say.missing)).toBeNull();
  });

  it('changes only what was changed, and empties what was emptied', async () => {
    const begun = {
      values: { instances: 1, storage: { size: '1Gi', class: 'fast' } },
      yaml: '',
      precondition: { uid: 'u1', resourceVersion: '7' },
    };
    const { asked } = portal(language, `${instancePage}/change`, {
      values: () => begun,
      form: () => form,
      preview: () => ({ ...preview, precondition: begun.precondition }),
    });
    const field = await screen.findByLabelText(new RegExp(say.instances));
    fireEvent.change(field, { target: { value: '' } });
    await waitFor(() =>
      expect(asked).toContainEqual([
        'preview',
        {
          ...ref,
          values: { instances: null },
          changes: true,
          precondition: begun.precondition,
        },
      ]),
    );
  });

  it('keeps what was entered when somebody else was faster, and shows the rest as it is now', async () => {
    const begun = (instances: number, resourceVersion: string) => ({
      values: { instances, storage: { size: '1Gi' } },
      yaml: '',
      precondition: { uid: 'u1', resourceVersion },
    });
    const read = [begun(1, '7'), begun(3, '8')];
    const { asked } = portal(language, `${instancePage}/change`, {
      values: () => read.shift() ?? {},
      form: () => form,
      preview: body =>
        JSON.stringify(body).includes('"8"')
          ? preview
          : refused(409, 'ConflictError', 'has changed since you looked'),
    });
    const size = await screen.findByLabelText(new RegExp(say.storage));
    fireEvent.change(size, { target: { value: '2Gi' } });
    expect(await screen.findByText(say.faster)).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: say.again }));
    await waitFor(() =>
      expect(asked.filter(([name]) => name === 'preview').at(-1)).toEqual([
        'preview',
        {
          ...ref,
          values: { storage: { size: '2Gi' } },
          changes: true,
          precondition: { uid: 'u1', resourceVersion: '8' },
        },
      ]),
    );
    expect(screen.getByLabelText(new RegExp(say.instances))).toHaveValue(3);
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
