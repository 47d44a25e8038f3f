import type {
  Backups,
  InstanceAnswer,
  Restoration,
} from '@pilothouse/plugin-platform-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  answer,
  binding,
  cluster,
  form,
  item,
  marketplace,
  portal,
  preview,
  ref,
  refused,
  target,
} from '../__testUtils__/scene';

const past = '2001-04-01T08:00:00.000Z';
const future = '2101-04-01T08:00:00.000Z';
const backups: Backups = {
  list: [
    {
      name: 'b2',
      state: 'failed',
      message: 'no space left',
      startedAt: past,
      schedule: 'nightly',
    },
    { name: 'b1', state: 'good', finishedAt: past, size: '7.1Mi' },
  ],
  more: 0,
  schedules: [
    {
      name: 'nightly',
      uid: 's1',
      cron: '0 0 2 * * *',
      suspended: false,
      lateAt: future,
    },
  ],
  cronFields: 6,
  scheduling: { suspends: true, keeps: false },
  restorable: true,
};
const restoration: Restoration = {
  backup: 'b1',
  finishedAt: past,
  of: { ...ref, name: 'before' },
  exists: true,
  endpoints: [],
  secrets: [
    {
      title: { en: 'Owner', zh: '所有者' },
      from: 'before-app',
      to: 'orders-db-app',
    },
  ],
};
const page = '/marketplace/instances/postgresql/east/shop-dev/orders-db';
const may = { allowed: true };
const abilities = () => ({
  update: may,
  delete: may,
  backUp: may,
  schedule: may,
});

const texts = {
  en: {
    lastGood: /^The last good backup ended/,
    none: 'There is no backup yet.',
    good: 'Good',
    failed: 'Failed',
    daily: 'Every day at 02:00 UTC',
    late: 'No good backup for two times of the schedule nightly.',
    now: 'Back up orders-db now',
    schedule: 'Schedule backups of orders-db',
    time: /^Time/,
    end: 'End nightly',
    all: 'all',
    keep: 'How many good backups are kept',
    changeSchedule: 'Change the schedule of orders-db',
    changeOne: 'Change nightly',
    restore: 'Restore b1 into a new instance',
    restored: 'Restored from a backup',
    wait: /^As soon as orders-db is ready/,
    name: /^Name/,
    taken: 'before-restored is taken in this environment; choose another name',
    verb: 'Restore into before-restored',
    quota: /^The quota is too small/,
    order: 'Order orders-db',
    absent: 'Not installed here',
    install: /^Ask a platform engineer to install CloudNativePG/,
    lacks: 'no place for backups',
    open: 'Switch web over to orders-db',
    first: '1 of 2: unbind web from orders-db',
    second: '2 of 2: bind web to orders-db',
  },
  zh: {
    lastGood: /^最近一次可用的备份完成于/,
    none: '还没有备份。',
    good: '可用',
    failed: '失败',
    daily: '每天 02:00（UTC）',
    late: '备份计划 nightly 已连续两次没有产生可用的备份。',
    now: '立即备份 orders-db',
    schedule: '设置 orders-db 的备份计划',
    time: /^时间/,
    end: '结束 nightly',
    all: '全部',
    keep: '保留的可用备份数',
    changeSchedule: '更改 orders-db 的备份计划',
    changeOne: '更改 nightly',
    restore: '将 b1 恢复为新实例',
    restored: '由备份恢复',
    wait: /^orders-db 就绪后/,
    name: /^名称/,
    taken: '该环境中已有 before-restored，请换一个名称',
    verb: '恢复为 before-restored',
    quota: /^配额不足/,
    order: '订购 orders-db',
    absent: '尚未安装',
    install: /^请平台工程师安装 CloudNativePG/,
    lacks: '没有存放备份的位置',
    open: '将 web 切换到 orders-db',
    first: '第 1 步，共 2 步：解除 web 与 orders-db 的绑定',
    second: '第 2 步，共 2 步：将 web 绑定到 orders-db',
  },
};

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = texts[language];
  const show = (more: Partial<InstanceAnswer>, answers = {}) => {
    const all = portal(language, page, {
      abilities,
      'backup-preview': () => ({ ...preview, quota: [] }),
      ...answers,
    });
    all.streams.show('marketplace.instance', { ...answer, ...more });
    return all;
  };

  it('tells which backups are good, by whom, and how to restore one', async () => {
    show({ backups });
    expect(await screen.findByText(say.lastGood)).toBeInTheDocument();
    const bad = screen.getByText('b2').closest('tr');
    expect(bad).toHaveTextContent(say.failed);
    expect(bad).toHaveTextContent('no space left');
    expect(bad).toHaveTextContent('nightly');
    const good = screen.getByText('b1').closest('tr');
    expect(good).toHaveTextContent(say.good);
    expect(good).toHaveTextContent('7.1Mi');
    expect(screen.getByText(say.daily)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: say.restore })).toHaveAttribute(
      'href',
      '/marketplace/items/postgresql/order?cluster=east&namespace=shop-dev&backup=b1',
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says that a schedule is late', async () => {
    const [schedule] = backups.schedules ?? [];
    const late = { ...backups, schedules: [{ ...schedule, lateAt: past }] };
    show({ backups: late as Backups });
    expect(await screen.findByRole('alert')).toHaveTextContent(say.late);
  });

  it('says what is lacking, and offers nothing that would fail', async () => {
    const lacks = { en: texts.en.lacks, zh: texts.zh.lacks };
    show({ backups: { list: [], more: 0, restorable: true, lacks } });
    expect(await screen.findByText(say.none)).toBeInTheDocument();
    expect(screen.getByText(say.lacks)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: say.now })).toBeDisabled();
  });

  it('backs up after showing what that makes', async () => {
    const { asked } = show({ backups }, { backup: () => ({}) });
    const open = await screen.findByRole('button', { name: say.now });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const dialog = within(await screen.findByRole('dialog'));
    const verb = dialog.getByRole('button', { name: say.now });
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.click(verb);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(asked).toContainEqual([
      'backup',
      expect.objectContaining({
        ref,
        name: expect.stringMatching(/^orders-db-\d{14}$/),
      }),
    ]);
  });

  it('schedules by plain words, and ends a schedule', async () => {
    const { asked } = show(
      { backups },
      { backup: () => ({}), unschedule: () => ({}) },
    );
    const open = await screen.findByRole('button', { name: say.schedule });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByLabelText(say.time), {
      target: { value: '03:30' },
    });
    const verb = dialog.getByRole('button', { name: say.schedule });
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.click(verb);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'backup',
        expect.objectContaining({
          name: 'orders-db-backups',
          schedule: { cron: '0 30 3 * * *', suspended: false, changes: false },
        }),
      ]),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    fireEvent.click(screen.getByRole('button', { name: say.end }));
    const ending = within(await screen.findByRole('dialog'));
    fireEvent.click(ending.getByRole('button', { name: say.end }));
    await waitFor(() =>
      expect(asked).toContainEqual([
        'unschedule',
        { ref, name: 'nightly', uid: 's1' },
      ]),
    );
  });

  it('says and asks how many backups are kept, where schedules tell', async () => {
    const schedules = [
      { name: 'hourly', uid: 'u1', cron: '0 * * * *', suspended: false },
      {
        ...{ name: 'nightly', uid: 'u1', cron: '0 2 * * *', suspended: false },
        keep: 14,
        lastAt: past,
      },
    ];
    const { asked } = show(
      {
        backups: {
          ...backups,
          schedules,
          cronFields: 5,
          scheduling: { suspends: false, keeps: true },
        },
      },
      { backup: () => ({}) },
    );
    const row = await screen.findByRole('row', { name: /nightly.*14/ });
    expect(
      screen.getByRole('row', { name: new RegExp(`hourly.*${say.all}`) }),
    ).toBeInTheDocument();
    const change = within(row).getByRole('button', { name: say.changeOne });
    await waitFor(() => expect(change).toBeEnabled());
    fireEvent.click(change);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.queryByRole('checkbox')).toBeNull();
    const keep = dialog.getByRole('spinbutton', { name: say.keep });
    expect(keep).toHaveValue(14);
    const verb = dialog.getByRole('button', { name: say.changeSchedule });
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.change(keep, { target: { value: '0' } });
    await waitFor(() => expect(verb).toBeDisabled());
    fireEvent.change(keep, { target: { value: '3' } });
    await waitFor(() => expect(verb).toBeEnabled());
    fireEvent.click(verb);
    await waitFor(() =>
      expect(asked).toContainEqual([
        'backup',
        expect.objectContaining({
          name: 'nightly',
          schedule: {
            ...{ cron: '0 2 * * *', suspended: false, changes: true },
            keep: 3,
          },
        }),
      ]),
    );
  });

  it('leads from the instance that was backed up once the restored one is ready', async () => {
    const { streams } = show({ restoration });
    expect(await screen.findByText(say.restored)).toBeInTheDocument();
    expect(screen.getByText(say.wait)).toBeInTheDocument();
    expect(screen.queryByText('before-app')).not.toBeInTheDocument();
    if (!answer.instance) throw new Error('the scene has no instance');
    streams.show('marketplace.instance', {
      ...answer,
      restoration,
      instance: {
        ...answer.instance,
        status: 'healthy',
        saying: { kind: 'ready' },
      },
    });
    expect(await screen.findByText('before-app')).toBeInTheDocument();
    expect(screen.queryByText(say.wait)).not.toBeInTheDocument();
  });

  it('switches a service over as it is bound, in two steps', async () => {
    if (!answer.instance) throw new Error('the scene has no instance');
    const bindingPreview = {
      precondition: { uid: 'u', resourceVersion: '1' },
      diff: { ref: target, before: 'a: 1\n', after: 'a: 2\n' },
      notes: [],
    };
    const { streams, asked } = show(
      { restoration },
      {
        'bindings/preview': () => bindingPreview,
        'bindings/apply': () => ({}),
      },
    );
    streams.show('marketplace.instance', {
      ...answer,
      restoration,
      instance: {
        ...answer.instance,
        status: 'healthy',
        saying: { kind: 'ready' },
      },
    });
    streams.show('marketplace.bindings', {
      cluster,
      bindings: [{ ...binding, secret: 'before-app' }],
    });
    fireEvent.click(
      (await screen.findAllByRole('button', { name: say.open }))[0]!,
    );
    for (const name of [say.first, say.second]) {
      const verb = await screen.findByRole('button', { name });
      await waitFor(() => expect(verb).toBeEnabled());
      fireEvent.click(verb);
    }
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    const applied = asked.filter(([name]) => name === 'bindings/apply');
    expect(applied.map(([, body]) => body)).toMatchObject([
      { request: { kind: 'unbind', secret: 'before-app', target } },
      {
        request: {
          kind: 'bind',
          secret: restoration.secrets[0]?.to,
          container: 'app',
          form: {
            kind: 'env',
            variables: [{ name: 'DB_URI', key: 'uri' }],
          },
        },
      },
    ]);
  });

  it('stays open when it was opened by two clicks', async () => {
    show({ backups });
    const open = await screen.findByRole('button', { name: say.now });
    await waitFor(() => expect(open).toBeEnabled());
    fireEvent.click(open);
    const dialog = await screen.findByRole('dialog');
    const behind = dialog.parentElement;
    if (!behind) throw new Error('nothing lies behind the dialog');
    fireEvent.mouseDown(behind);
    fireEvent.mouseUp(behind, { detail: 2 });
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    fireEvent.mouseDown(behind);
    fireEvent.mouseUp(behind, { detail: 1 });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('fills in the order that restores, and refuses a taken name at its field', async () => {
    const restores = { backup: 'b1', of: 'before', name: 'before-restored' };
    portal(
      language,
      '/marketplace/items/postgresql/order?cluster=east&namespace=shop-dev&backup=b1',
      {
        form: () => ({ ...form, restores }),
        preview: () => refused(409, 'ConflictError', 'there already'),
      },
    );
    const name = await screen.findByRole('textbox', { name: say.name });
    expect(name).toHaveValue('before-restored');
    expect(await screen.findByText(say.taken)).toBeInTheDocument();
    expect(name).toBeInvalid();
    expect(screen.getByRole('button', { name: say.verb })).toBeDisabled();
  });

  it('orders nothing that the quota has no room for', async () => {
    const [fit] = preview.quota;
    portal(language, '/marketplace/items/postgresql/order', {
      form: () => form,
      preview: () => ({ ...preview, quota: [{ ...fit, fits: false }] }),
    });
    fireEvent.change(await screen.findByRole('textbox', { name: say.name }), {
      target: { value: 'orders-db' },
    });
    expect(await screen.findByText(say.quota)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: say.order })).toBeDisabled();
  });

  it('says how to get what no operator runs', async () => {
    const { streams } = portal(language, '/marketplace/items/postgresql');
    streams.show('marketplace.list', {
      ...marketplace,
      instances: {},
      items: { postgresql: { ...item, offers: [] } },
    });
    expect(await screen.findByText(say.absent)).toBeInTheDocument();
    expect(screen.getByText(say.install)).toBeInTheDocument();
  });
});
