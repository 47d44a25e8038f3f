import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Contents } from '@pilothouse/plugin-platform-common';
import { answer, portal, preview, ref } from '../__testUtils__/scene';

const page = '/marketplace/instances/postgresql/east/shop-dev/orders-db';
const allowed = { allowed: true };
const precondition = { uid: 'uid-tea', resourceVersion: '7' };
const contents: Contents = {
  kind: 'KafkaTopic',
  title: { en: 'Topics', zh: '主题' },
  one: { en: 'topic', zh: '主题' },
  fields: [
    {
      ...{ path: ['partitions'], title: { en: 'Partitions', zh: '分区数' } },
      ...{ type: 'integer', minimum: 1, usually: 1, later: 'grows' },
    },
    {
      path: ['config', 'retention.ms'],
      title: { en: 'Retention', zh: '保留时间' },
      ...{ type: 'integer', minimum: -1 },
    },
    {
      path: ['config', 'cleanup.policy'],
      title: { en: 'Cleanup', zh: '清理策略' },
      ...{ type: 'text', options: ['delete', 'compact'] },
    },
  ],
  list: [
    {
      ...{ name: 'tea', uid: 'uid-tea', status: 'healthy' },
      ...{ saying: { kind: 'ready' }, values: [3, null, 'burn'] },
    },
  ],
  more: 0,
};

const texts = {
  en: {
    list: 'List of Topics',
    usual: 'usual',
    add: 'Create a topic',
    addVerb: 'Create news',
    name: /^Name/,
    partitions: 'Partitions',
    retention: 'Retention',
    change: 'Change tea',
    grows: 'Can only become more: it is 3.',
    wrong: 'Must be a whole number, -1 at least.',
    pending: 'They are not read yet.',
    forbidden: 'The portal may not read them in this cluster.',
    remove: 'Delete tea',
    delete: 'Delete orders-db',
    data: /Its data goes: all that lies in tea/,
    type: 'Type tea to delete it',
  },
  zh: {
    list: '主题列表',
    usual: '默认',
    add: '新建主题',
    addVerb: '新建 news',
    name: /^名称/,
    partitions: '分区数',
    retention: '保留时间',
    change: '修改 tea',
    grows: '只能增加：当前为 3。',
    wrong: '必须为不小于 -1 的整数。',
    pending: '尚未读取。',
    forbidden: '门户无权在该集群中读取。',
    remove: '删除 tea',
    delete: '删除 orders-db',
    data: /数据将被删除：tea 中的全部内容/,
    type: '输入 tea 以确认删除',
  },
};

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = texts[language];
  const open = async (name: string) => {
    const { streams, asked } = portal(language, page, {
      abilities: () => ({
        ...{ update: allowed, delete: allowed },
        ...{ addContent: allowed, changeContent: allowed },
        removeContent: allowed,
      }),
      'content-preview': () => ({ ...preview, quota: [], precondition }),
    });
    streams.show('marketplace.instance', { ...answer, contents });
    const table = await screen.findByRole('region', { name: say.list });
    expect(within(table).getByText(say.usual)).toBeInTheDocument();
    const button = screen.getByRole('button', { name });
    await waitFor(() => expect(button).toBeEnabled());
    fireEvent.click(button);
    return { asked, dialog: within(await screen.findByRole('dialog')) };
  };
  type Dialog = Awaited<ReturnType<typeof open>>['dialog'];
  const enter = (dialog: Dialog, label: RegExp | string, value: string) =>
    fireEvent.change(dialog.getByRole('textbox', { name: label }), {
      target: { value },
    });
  const press = async (dialog: Dialog, name: string) => {
    const verb = dialog.getByRole('button', { name });
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.click(verb);
  };

  it('makes one, after a look at what that does', async () => {
    const { asked, dialog } = await open(say.add);
    enter(dialog, say.name, 'news');
    enter(dialog, say.retention, '1000');
    await press(dialog, say.addVerb);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'content',
        {
          ...{ ref, name: 'news', precondition, takeOver: false },
          values: { partitions: 1, config: { 'retention.ms': 1000 } },
        },
      ]),
    );
  });

  it('lets partitions become more, and never fewer', async () => {
    const { asked, dialog } = await open(say.change);
    enter(dialog, say.partitions, '2');
    expect(await dialog.findByText(say.grows)).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: say.change })).toBeDisabled();
    enter(dialog, say.retention, '-2');
    expect(await dialog.findByText(say.wrong)).toBeInTheDocument();
    enter(dialog, say.retention, '');
    enter(dialog, say.partitions, '6');
    await press(dialog, say.change);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'content',
        {
          ...{ ref, name: 'tea', precondition, takeOver: false },
          ...{ values: { partitions: 6 }, changes: true },
        },
      ]),
    );
  });

  it.each([
    ['pending', false],
    ['forbidden', true],
  ] as const)('says that they are %s', async (unread, canAdd) => {
    const { streams } = portal(language, page, {
      abilities: () => ({
        ...{ update: allowed, delete: allowed },
        addContent: allowed,
      }),
    });
    streams.show('marketplace.instance', {
      ...answer,
      contents: { ...contents, list: undefined, unread },
    });
    expect(await screen.findByText(say[unread])).toBeInTheDocument();
    const add = screen.getByRole('button', { name: say.add });
    const known = screen.getByRole('button', { name: say.delete });
    await waitFor(() => expect(known).toBeEnabled());
    expect(add.hasAttribute('disabled')).toBe(!canAdd);
  });

  it('says that data goes, and removes one by its name', async () => {
    const { asked, dialog } = await open(say.remove);
    expect(dialog.getByText(say.data)).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: say.remove })).toBeDisabled();
    enter(dialog, say.type, 'tea');
    await press(dialog, say.remove);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'content-removal',
        { ref, name: 'tea', uid: 'uid-tea' },
      ]),
    );
  });
});
