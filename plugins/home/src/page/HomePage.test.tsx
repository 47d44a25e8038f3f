import type { Cluster } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { healthOf } from '@pilothouse/plugin-platform-react/testing';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { firstStepAnnotation } from '../steps/steps';
import { allPipelinesRead, owned, portalOf } from '../__testUtils__/portal';
import {
  clusterOf,
  failing,
  placement,
  row,
  servicesOf,
  servicesOn,
} from '../__testUtils__/services';
import { HomePage } from './HomePage';

const shopTeam = 'group:default/shop';
const shop = owned('System', 'shop', shopTeam, {
  title: 'Tea shop',
  annotations: { [firstStepAnnotation]: 'open' },
  links: [{ url: 'http://shop.localhost:7009' }],
});
const web = owned('Component', 'web', shopTeam, { system: 'shop' });
const ledger = owned('Component', 'ledger', 'group:default/payments', {
  system: 'payments',
});

const unpullable = placement('prod', {
  status: 'failed',
  cause: {
    severity: 'failed',
    pods: 1,
    facts: { kind: 'image-pull', image: 'shop/web:9.9.9' },
  },
});
type Streams = ReturnType<typeof portalOf>['streams'];

const theirs = { owner: 'group:default/payments' };

const words = {
  en: {
    greeting: /^(Good (morning|afternoon|evening)|Hello), Lin Wei$/,
    empty: 'Neither you nor your teams own anything yet.',
    failed: 'What you own could not be read from the catalog',
    retry: 'Try again',
    setup: 'Not up yet',
    broken: 'Failed parts of the platform',
    open: 'Open Tea shop',
    dismiss: 'Do not show again',
    needs: 'Needs you',
    brokenAnywhere: 'Broken in any team',
    noTeam: 'no team',
    wellOfAll: 'All 2 services of all teams are well',
    mine: (count: number) =>
      count === 1 ? 'My 1 service' : `All ${count} services of mine`,
    ofAll: 'All 2 services of all teams',
    unregistered: 'Not in the catalog',
    firstLook: /You have not looked here before/,
    noneFirst: 'Nothing of yours has changed within a day.',
    well: 'Your 1 service is well',
    creationFailed:
      /checkout.*Creating it failed \(Node\.js service\) · for \d/,
    openCreation: 'Open the failed run of checkout',
    doneWithCreation: 'Done with the failed run of checkout',
    runsNotKnown: /Whether what you had created went through could not be read/,
    visitReading: 'Reading from your settings when you last looked here…',
    openWeb: 'Open web in prod',
    pipeline:
      /web.*Pipeline failed in Unit tests \(run #13\) · test failed: adds the tax · for \d/,
    awake: '2 services are well',
    asleep: '1 service is scaled to zero',
    runs: '1 service runs as it should',
    pipelinesReading: 'Pipelines are still being read',
    pipelinesNotKnown: 'How the pipelines are is not known',
    openRun: 'Open run #13 of the pipeline of web',
    ciSilent: /the CI server has not told how the pipelines of 2 services are/,
    ciNotRead: /Which pipelines fail could not be read/,
    notKnown:
      'Nothing that needs you is known, but not all clusters can be read',
    unreadable: /may not list Pod in cluster east/,
    changeNotKnown:
      'No change of yours is known, but not all clusters can be read.',
    connecting: /Cluster west is being connected, .* not known yet/,
    stale: /Cluster west has not answered for/,
    unreachable: /Cluster west cannot be reached, .* is not known/,
    unread: 'How your services are could not be read',
    changed: 'Changed since you last looked',
    changedFirst: 'Changed within a day',
    changes: {
      'roll-back': 'web → prod: rolled back to 1.4.2',
      image: 'web → prod: another image of the same version',
      restart: 'web → prod: restarted',
      configuration: 'web → prod: configuration changed, same version',
      replicas: 'web → prod: scaled to 2',
      settings: 'web → prod: settings changed, same pods',
    },
    seen: 'Mark as seen',
    gone: 'web → prod: deleted, or no longer visible to you',
    allSeen: 'You have seen all that has changed.',
  },
  zh: {
    greeting: /^(早上好|下午好|晚上好|您好)，Lin Wei$/,
    empty: '您和您的团队还没有负责任何应用或服务。',
    failed: '无法从软件目录读取您负责的内容',
    retry: '重试',
    setup: '尚未就绪',
    broken: '出现故障的平台组件',
    open: '打开 Tea shop',
    dismiss: '不再显示',
    needs: '需要您处理',
    brokenAnywhere: '各团队的故障',
    noTeam: '无团队',
    wellOfAll: '所有团队的 2 个服务运行正常',
    mine: (count: number) => `我的 ${count} 个服务`,
    ofAll: '所有团队的 2 个服务',
    unregistered: '未登记到软件目录',
    firstLook: /您还没有查看过这里/,
    noneFirst: '最近一天，您的服务没有变更。',
    well: '您的 1 个服务运行正常',
    creationFailed: /checkout.*创建失败（Node\.js service） · 已 \d/,
    openCreation: '打开 checkout 失败的运行',
    doneWithCreation: '不再提醒 checkout 失败的运行',
    runsNotKnown: /无法得知您的创建任务是否成功/,
    visitReading: '正在从您的设置中读取上次查看的时间…',
    openWeb: '打开 prod 中的 web',
    pipeline:
      /web.*流水线在“Unit tests”阶段失败（第 13 次运行） · 失败的测试：adds the tax · 已 \d/,
    awake: '2 个服务运行正常',
    asleep: '1 个服务已缩容到 0',
    runs: '1 个服务在正常运行',
    pipelinesReading: '正在读取流水线的情况',
    pipelinesNotKnown: '流水线的情况尚不清楚',
    openRun: '打开 web 的流水线第 13 次运行',
    ciSilent: /没有返回 2 个服务的流水线情况/,
    ciNotRead: /无法从门户读取失败的流水线/,
    notKnown: '没有发现需要您处理的问题，但部分集群无法读取',
    unreadable: /无权列出集群 east 中的 Pod，/,
    changeNotKnown: '没有发现您的服务有变更，但部分集群无法读取。',
    connecting: /正在连接集群 west，.*暂不清楚其中的运行情况/,
    stale: /集群 west 已.*没有响应/,
    unreachable: /集群 west 已.*无法访问，不清楚/,
    unread: '无法读取您的服务的运行情况',
    changed: '自您上次查看以来的变更',
    changedFirst: '最近一天的变更',
    changes: {
      'roll-back': 'web → prod：已回滚到 1.4.2',
      image: 'web → prod：镜像已更换，版本未变',
      restart: 'web → prod：已重启',
      configuration: 'web → prod：配置已变更，版本未变',
      replicas: 'web → prod：副本数调整为 2',
      settings: 'web → prod：设置已变更，Pod 未受影响',
    },
    seen: '标为已读',
    gone: 'web → prod：已被删除，或您已无权查看',
    allSeen: '所有变更均已查看。',
  },
};

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'node-service', namespace: 'default' },
};

describe.each(['en', 'zh'] as const)('home page in %s', language => {
  const say = words[language];

  it('greets and shows what the teams of the person own, and no more', async () => {
    const { rendering } = portalOf({
      ownership: [shopTeam],
      entities: [shop, web, ledger],
    });
    renderIn(language, <HomePage />, rendering);
    expect(
      await screen.findByRole('heading', { level: 1, name: say.greeting }),
    ).toBeInTheDocument();
    expect(await screen.findByRole('link', { name: 'web' })).toHaveAttribute(
      'href',
      '/catalog/default/component/web',
    );
    expect(screen.getByRole('link', { name: 'Tea shop' })).toBeInTheDocument();
    expect(
      screen
        .getAllByRole('link')
        .map(link => link.getAttribute('href'))
        .filter(href => href?.includes('/group/')),
    ).toEqual(['/catalog/default/group/shop']);
    expect(screen.queryByText('ledger')).not.toBeInTheDocument();
  });

  it('offers to create something to whom owns nothing', async () => {
    const { rendering } = portalOf({ ownership: [shopTeam] });
    renderIn(language, <HomePage />, rendering);
    expect(await screen.findByText(say.empty)).toBeInTheDocument();
  });

  it('does not show a failure as owning nothing, and tries again', async () => {
    const { rendering, catalog } = portalOf({
      ownership: [shopTeam],
      entities: [web],
    });
    const working = catalog.queryEntities;
    catalog.queryEntities = async () => {
      throw new Error('catalog is down');
    };
    renderIn(language, <HomePage />, rendering);
    expect(await screen.findByText(say.failed)).toBeInTheDocument();
    expect(screen.queryByText(say.empty)).not.toBeInTheDocument();
    catalog.queryEntities = working;
    await userEvent.click(screen.getByRole('button', { name: say.retry }));
    expect(
      await screen.findByRole('link', { name: 'web' }),
    ).toBeInTheDocument();
  });

  it('shows what is still being set up, until it is', async () => {
    const { rendering, streams } = portalOf({ ownership: [shopTeam] });
    renderIn(language, <HomePage />, rendering);
    await waitFor(() => expect(streams.opened).toBe(1));
    const since = '2031-04-01T08:00:00.000Z';
    const forge = { name: 'forge', title: 'Forge', since } as const;
    streams.show('health.parts', healthOf({ ...forge, state: 'building' }));
    expect(await screen.findByText(say.setup)).toBeInTheDocument();
    expect(screen.getByText('Forge')).toBeInTheDocument();
    streams.show('health.parts', healthOf({ ...forge, state: 'ready' }));
    await waitFor(() =>
      expect(screen.queryByText(say.setup)).not.toBeInTheDocument(),
    );
  });

  it('does not call what has failed unfinished', async () => {
    const { rendering, streams } = portalOf({ ownership: [shopTeam] });
    renderIn(language, <HomePage />, rendering);
    await waitFor(() => expect(streams.opened).toBe(1));
    const since = '2031-04-01T08:00:00.000Z';
    const east = { name: 'east', title: 'Cluster east', since } as const;
    const forge = { name: 'forge', title: 'Forge', since } as const;
    streams.show(
      'health.parts',
      healthOf({ ...east, state: 'failed' }, { ...forge, state: 'building' }),
    );
    const broken = await screen.findByRole('region', { name: say.broken });
    expect(within(broken).getByText('Cluster east')).toBeInTheDocument();
    expect(within(broken).queryByText('Forge')).not.toBeInTheDocument();
    const setup = screen.getByRole('region', { name: say.setup });
    expect(within(setup).queryByText('Cluster east')).not.toBeInTheDocument();
  });

  it('offers things to try, which vanish one by one and together', async () => {
    const { rendering } = portalOf({
      ownership: [shopTeam],
      entities: [shop, template],
    });
    renderIn(language, <HomePage />, rendering);
    const open = await screen.findByRole('link', {
      name: new RegExp(`^${say.open}`),
    });
    expect(open).toHaveAttribute('href', 'http://shop.localhost:7009');
    await userEvent.click(open);
    await waitFor(() => expect(open).not.toBeInTheDocument());
    const dismiss = screen.getByRole('button', { name: say.dismiss });
    await userEvent.click(dismiss);
    await waitFor(() => expect(dismiss).not.toBeInTheDocument());
  });

  it('says what needs the person and why, and then that nothing does', async () => {
    const { rendering, streams } = portalOf({ ownership: [shopTeam] });
    streams.show(
      'services.list',
      servicesOf(
        row('web', [{ ...unpullable, since: '2020-01-01T00:00:00Z' }]),
        row('ledger', [unpullable], theirs),
      ),
    );
    renderIn(language, <HomePage />, rendering);
    const needs = await screen.findByRole('region', { name: say.needs });
    expect(needs).toHaveTextContent(/shop\/web:9\.9\.9.* · (for|已) \d/);
    expect(needs).not.toHaveTextContent('ledger');
    expect(
      within(needs).getByRole('link', { name: say.openWeb }),
    ).toHaveAttribute('href', '/catalog/default/component/web/deployments');
    act(() =>
      streams.show(
        'services.list',
        servicesOf(row('web', [placement('prod')])),
      ),
    );
    expect(await screen.findByText(say.well)).toBeInTheDocument();
    expect(needs).not.toBeInTheDocument();
  });

  it('does not call all well while a creation of theirs failed, until they are done with it', async () => {
    const run = {
      id: '4711',
      status: 'failed',
      createdAt: new Date(Date.now() - 7_200_000).toISOString(),
      spec: {
        parameters: { name: 'checkout' },
        templateInfo: {
          entityRef: 'template:default/node-service',
          entity: { metadata: { title: 'Node.js service' } },
        },
      },
    };
    const { rendering, storage, streams } = portalOf({
      ownership: [shopTeam],
      runs: [run],
    });
    streams.show('services.list', servicesOf(row('web', [placement('prod')])));
    renderIn(language, <HomePage />, rendering);
    const needs = await screen.findByRole('region', { name: say.needs });
    expect(needs).toHaveTextContent(say.creationFailed);
    expect(
      within(needs).getByRole('link', { name: say.openCreation }),
    ).toHaveAttribute('href', '/create/tasks/4711');
    expect(screen.queryByText(say.well)).not.toBeInTheDocument();
    await userEvent.click(
      within(needs).getByRole('button', { name: say.doneWithCreation }),
    );
    expect(await screen.findByText(say.well)).toBeInTheDocument();
    expect(storage.forBucket('pilothouse-home').snapshot('runs').value).toEqual(
      { runs: ['4711'] },
    );
  });

  it('does not call all well while it is not known how creations of theirs went', async () => {
    const { listTasks, rendering, streams } = portalOf({
      ownership: [shopTeam],
    });
    listTasks.mockRejectedValue(new Error('away'));
    streams.show('services.list', servicesOf(row('web', [placement('prod')])));
    renderIn(language, <HomePage />, rendering);
    expect(await screen.findByText(say.runsNotKnown)).toBeInTheDocument();
    expect(screen.queryByText(say.well)).not.toBeInTheDocument();
  });

  it('overwrites nothing of earlier visits while they cannot be read', async () => {
    const { rendering, storage, streams } = portalOf({ ownership: [shopTeam] });
    const visits = storage.forBucket('pilothouse-home');
    const set = jest.spyOn(visits, 'set');
    jest
      .spyOn(visits, 'snapshot')
      .mockImplementation(key => ({ key, presence: 'unknown' }));
    const subscribe = () => ({ unsubscribe: () => {}, closed: false });
    jest
      .spyOn(visits, 'observe$')
      .mockReturnValue({ subscribe } as unknown as ReturnType<
        typeof visits.observe$
      >);
    streams.show('services.list', servicesOf(row('web', [placement('prod')])));
    renderIn(language, <HomePage />, rendering);
    expect(await screen.findByText(say.visitReading)).toBeInTheDocument();
    jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(set).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });

  it('says which pipeline of theirs fails, where and with what, until a run succeeds', async () => {
    const { rendering, streams } = portalOf({ ownership: [shopTeam] });
    streams.show(
      'services.list',
      servicesOf(
        row('web', [placement('prod')]),
        row('ledger', [placement('prod')], theirs),
      ),
    );
    const since = '2020-01-01T00:00:00Z';
    streams.show('pipelines.broken', {
      ...allPipelinesRead,
      services: {
        'component:default/web': failing({ since }),
        'component:default/ledger': failing({ since }),
      },
    });
    renderIn(language, <HomePage />, rendering);
    const needs = await screen.findByRole('region', { name: say.needs });
    expect(within(needs).getAllByRole('listitem')).toHaveLength(1);
    expect(needs).toHaveTextContent(say.pipeline);
    const href = within(needs)
      .getByRole('link', { name: say.openRun })
      .getAttribute('href');
    expect(href).toBe(
      '/catalog/default/component/web/pipelines?job=shop%2Fweb%2Fmain&run=13',
    );
    act(() => streams.show('pipelines.broken', allPipelinesRead));
    expect(await screen.findByText(say.well)).toBeInTheDocument();
    expect(needs).not.toBeInTheDocument();
  });

  it('does not count as well what is scaled to zero', async () => {
    const { rendering, streams } = portalOf({ ownership: [shopTeam] });
    const zero = { replicas: { ready: 0, desired: 0 } };
    streams.show(
      'services.list',
      servicesOf(
        row('web', [placement('prod')]),
        row('cart', [placement('prod', zero)]),
        row('orders', [placement('dev', zero), placement('prod')]),
      ),
    );
    renderIn(language, <HomePage />, rendering);
    expect(await screen.findByText(say.awake)).toBeInTheDocument();
    expect(screen.getByText(say.asleep)).toBeInTheDocument();
  });

  it.each([
    [
      'are still being read',
      (streams: Streams) =>
        streams.show('pipelines.broken', { ...allPipelinesRead, unread: 1 }),
      'pipelinesReading',
    ],
    [
      'are not told by the CI server',
      (streams: Streams) =>
        streams.show('pipelines.broken', {
          ...allPipelinesRead,
          silent: {
            count: 1,
            since: '2031-04-01T08:00:00.000Z',
            because: { kind: 'slow', message: 'No answer in 4 s' },
          },
        }),
      'pipelinesNotKnown',
    ],
    [
      'cannot be read from the portal',
      (streams: Streams) =>
        streams.fail('pipelines.broken', 'NotAllowedError', 'no'),
      'pipelinesNotKnown',
    ],
  ] as const)(
    'calls nothing well whose pipelines %s',
    async (_, tell, expected) => {
      const { rendering, streams } = portalOf({ ownership: [shopTeam] });
      streams.show(
        'services.list',
        servicesOf(row('web', [placement('prod')])),
      );
      tell(streams);
      renderIn(language, <HomePage />, rendering);
      expect(await screen.findByText(say[expected])).toBeInTheDocument();
      expect(screen.getByText(say.runs)).toBeInTheDocument();
      expect(screen.queryByText(say.well)).not.toBeInTheDocument();
      act(() => streams.show('pipelines.broken', allPipelinesRead));
      expect(await screen.findByText(say.well)).toBeInTheDocument();
      expect(screen.queryByText(say[expected])).not.toBeInTheDocument();
    },
  );

  it('says that the CI server is silent, and goes on showing the rest', async () => {
    const { rendering, streams } = portalOf({ ownership: [shopTeam] });
    streams.show('services.list', servicesOf(row('web', [{ ...unpullable }])));
    const since = '2020-01-01T00:00:00Z';
    const because = { kind: 'slow', message: 'No answer in 4 s' } as const;
    streams.show('pipelines.broken', {
      ...allPipelinesRead,
      silent: { count: 2, since, because },
    });
    renderIn(language, <HomePage />, rendering);
    expect(await screen.findByTitle(because.message)).toHaveTextContent(
      say.ciSilent,
    );
    act(() => streams.fail('pipelines.broken', 'NotAllowedError', 'no'));
    expect(await screen.findByText(say.ciNotRead)).toBeInTheDocument();
    expect(screen.getByRole('region', { name: say.needs })).toHaveTextContent(
      'shop/web:9.9.9',
    );
  });

  it('opens what needs the person though the catalog does not know it', async () => {
    const { rendering, streams } = portalOf({ ownership: [shopTeam] });
    streams.show(
      'services.list',
      servicesOf(row('web', [unpullable], { entityRef: undefined })),
    );
    renderIn(language, <HomePage />, rendering);
    expect(
      await screen.findByRole('link', { name: say.openWeb }),
    ).toHaveAttribute('href', '/workloads/east/shop-prod/Deployment/web');
  });

  it('tells who sees all what is broken and has changed in any team, and whose it is', async () => {
    const { rendering, streams } = portalOf({ ownership: [shopTeam] });
    const changedAt = new Date(Date.now() - 3_600_000).toISOString();
    const agent = { entityRef: undefined, owner: undefined };
    const late = placement('prod', { changedAt });
    const all = servicesOf(
      row('ledger', [{ ...unpullable, changedAt }], theirs),
      row('agent', [unpullable], agent),
    );
    streams.show('services.list', { ...all, seesAll: true });
    renderIn(language, <HomePage />, rendering);
    const needs = await screen.findByRole('region', {
      name: say.brokenAnywhere,
    });
    const lines = within(needs).getAllByRole('listitem');
    expect(lines.map(line => line.textContent)).toEqual([
      expect.stringMatching(/ledger · prod.*payments.*shop\/web:9\.9\.9/),
      expect.stringContaining(say.noTeam),
    ]);
    const changed = await screen.findByRole('region', {
      name: say.changedFirst,
    });
    expect(changed).toHaveTextContent('ledger 1.4.2 → prod payments');
    expect(screen.getByRole('link', { name: say.ofAll })).toHaveAttribute(
      'href',
      '/services',
    );
    const well = servicesOf(
      row('ledger', [late], theirs),
      row('agent', [late], agent),
    );
    act(() => streams.show('services.list', { ...well, seesAll: true }));
    expect(await screen.findByText(say.wellOfAll)).toBeInTheDocument();
  });

  it.each([
    ['of the catalog', [web], [row('web', [placement('prod')])], 1, false],
    [
      'and what the catalog lacks',
      [web],
      [
        row('web', [placement('prod')]),
        row('stray', [placement('dev')], { entityRef: undefined }),
      ],
      2,
      true,
    ],
    [
      'only what the catalog lacks',
      [],
      [row('stray', [placement('dev')], { entityRef: undefined })],
      1,
      true,
    ],
    [
      'without what is no service, and without those of others',
      [web, owned('Component', 'site', shopTeam)],
      [
        row('web', [placement('prod')]),
        row('ledger', [placement('prod')], theirs),
      ],
      1,
      false,
    ],
  ])(
    'counts as mine what the Services page lists: %s',
    async (_, entities, rows, count, hasStrays) => {
      const { rendering, streams } = portalOf({
        ownership: [shopTeam],
        entities,
      });
      streams.show('services.list', servicesOf(...rows));
      renderIn(language, <HomePage />, rendering);
      expect(
        await screen.findByRole('link', { name: say.mine(count) }),
      ).toHaveAttribute('href', '/services?team=mine');
      expect(screen.queryAllByText(say.unregistered)).toHaveLength(
        Number(hasStrays),
      );
      expect(
        screen
          .queryAllByRole('link', { name: 'stray' })
          .map(link => link.getAttribute('href')),
      ).toEqual(hasStrays ? ['/workloads/east/shop-dev/Deployment/web'] : []);
    },
  );

  it('shows what runs of the services that the person owns', async () => {
    const { rendering, streams } = portalOf({
      ownership: [shopTeam],
      entities: [shop, web],
    });
    streams.show('services.list', servicesOf(row('web', [placement('prod')])));
    renderIn(language, <HomePage />, rendering);
    const link = await screen.findByRole('link', { name: 'web' });
    await waitFor(() =>
      expect(link.closest('li')).toHaveTextContent(/prod.*1\.4\.2/),
    );
  });

  it('does not take it for well when it is not known', async () => {
    const { rendering, streams } = portalOf({
      ownership: [shopTeam],
      entities: [web],
    });
    streams.fail('services.list', 'ServiceUnavailableError', 'no answer');
    renderIn(language, <HomePage />, rendering);
    expect(await screen.findByText(say.unread)).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'web' }),
    ).toBeInTheDocument();
  });

  it.each(['connecting', 'stale', 'unreachable'] as const)(
    'calls nothing well while a cluster is %s, and says so',
    async kind => {
      const { rendering, streams } = portalOf({ ownership: [shopTeam] });
      streams.show(
        'services.list',
        servicesOn(
          [clusterOf('east', 'live'), clusterOf('west', kind)],
          row('web', [placement('prod')]),
        ),
      );
      renderIn(language, <HomePage />, rendering);
      expect(await screen.findByText(say.notKnown)).toBeInTheDocument();
      expect(screen.getByText(say[kind])).toBeInTheDocument();
      expect(await screen.findByText(say.changeNotKnown)).toBeInTheDocument();
      expect(screen.queryByText(say.well)).not.toBeInTheDocument();
    },
  );

  it('calls nothing well while pods may not be listed somewhere, and says so', async () => {
    const { rendering, streams } = portalOf({ ownership: [shopTeam] });
    const east: Cluster = {
      ...clusterOf('east', 'live'),
      unreadable: [{ kind: 'Pod', because: 'forbidden' }],
    };
    streams.show(
      'services.list',
      servicesOn([east], row('web', [placement('prod')])),
    );
    renderIn(language, <HomePage />, rendering);
    expect(await screen.findByText(say.notKnown)).toBeInTheDocument();
    expect(screen.getByText(say.unreadable)).toBeInTheDocument();
    expect(screen.queryByText(say.well)).not.toBeInTheDocument();
  });

  it('greys and dates what it knew when the portal is lost', async () => {
    const { rendering, streams } = portalOf({
      ownership: [shopTeam],
      entities: [web],
    });
    streams.show('services.list', servicesOf(row('web', [placement('prod')])));
    renderIn(language, <HomePage />, rendering);
    const well = await screen.findByText(say.well);
    const line = (await screen.findByRole('link', { name: 'web' })).closest(
      'li',
    );
    await waitFor(() => expect(line).toHaveTextContent('1.4.2'));
    expect(line?.querySelector('time')).toBeNull();
    expect(well.closest('[class*="stale"]')).toBeNull();
    act(() => streams.break(new Error('gone')));
    await waitFor(() => expect(line?.querySelector('time')).not.toBeNull());
    expect(well.closest('[class*="stale"]')).not.toBeNull();
  });

  it('dates what runs on several clusters of which one is silent', async () => {
    const { rendering, streams } = portalOf({
      ownership: [shopTeam],
      entities: [web],
    });
    const west = placement('prod');
    streams.show(
      'services.list',
      servicesOn(
        [clusterOf('east', 'live'), clusterOf('west', 'stale')],
        row('web', [
          placement('prod'),
          { ...west, ref: { ...west.ref, cluster: 'west' } },
        ]),
      ),
    );
    renderIn(language, <HomePage />, rendering);
    const link = await screen.findByRole('link', { name: 'web' });
    await waitFor(() =>
      expect(link.closest('li')?.querySelector('time')).not.toBeNull(),
    );
  });

  it('tells what has changed since the visit before, until it is seen', async () => {
    const { rendering, streams, storage } = portalOf({ ownership: [shopTeam] });
    const ago = (hours: number) =>
      new Date(Date.now() - hours * 3_600_000).toISOString();
    const visits = storage.forBucket('pilothouse-home');
    await visits.set('visit', { lastSeen: ago(50) });
    streams.show(
      'services.list',
      servicesOf(
        row('web', [
          placement('prod', { changedAt: ago(40) }),
          placement('dev', { changedAt: ago(60), version: '0.9.0' }),
        ]),
      ),
    );
    renderIn(language, <HomePage />, rendering);
    const changed = await screen.findByRole('region', { name: say.changed });
    expect(
      within(changed).getByRole('link', { name: 'web 1.4.2 → prod' }),
    ).toBeInTheDocument();
    expect(changed).not.toHaveTextContent('0.9.0');
    expect(visits.snapshot('visit').value).toMatchObject({
      before: expect.stringMatching(/^\d{4}-/),
    });
    expect(within(changed).queryByText(say.firstLook)).toBeNull();
    await userEvent.click(
      within(changed).getByRole('button', { name: say.seen }),
    );
    expect(changed).not.toHaveTextContent('1.4.2');
    expect(within(changed).getByText(say.allSeen)).toBeInTheDocument();
  });

  it('tells what was there when one looked and is not any more, until it is seen', async () => {
    const { rendering, streams, storage } = portalOf({ ownership: [shopTeam] });
    const visits = storage.forBucket('pilothouse-home');
    const lastSeen = new Date(Date.now() - 7_200_000).toISOString();
    const key = 'component:default/web east/shop-prod/Deployment/web';
    await visits.set('visit', { lastSeen, there: { [key]: 'prod' } });
    streams.show('services.list', servicesOf(row('web', [])));
    renderIn(language, <HomePage />, rendering);
    const changed = await screen.findByRole('region', { name: say.changed });
    expect(
      within(changed).getByRole('link', { name: say.gone }),
    ).toBeInTheDocument();
    await userEvent.click(
      within(changed).getByRole('button', { name: say.seen }),
    );
    expect(within(changed).queryByText(say.gone)).not.toBeInTheDocument();
    expect(within(changed).getByText(say.allSeen)).toBeInTheDocument();
    expect(visits.snapshot('visit').value).toMatchObject({ thereBefore: {} });
  });

  it.each([
    'roll-back',
    'image',
    'restart',
    'configuration',
    'replicas',
    'settings',
  ] as const)('does not tell of a release what is none: %s', async kind => {
    const { rendering, streams } = portalOf({ ownership: [shopTeam] });
    const changedAt = new Date(Date.now() - 3_600_000).toISOString();
    streams.show(
      'services.list',
      servicesOf(
        row('web', [placement('prod', { changedAt, change: { kind } })]),
      ),
    );
    renderIn(language, <HomePage />, rendering);
    const changed = await screen.findByRole('region', {
      name: say.changedFirst,
    });
    expect(
      within(changed).getByRole('link', { name: say.changes[kind] }),
    ).toBeInTheDocument();
  });

  it('tells a change that a clock which is behind dates before the visit, until it is seen', async () => {
    const { rendering, streams, storage } = portalOf({ ownership: [shopTeam] });
    const ago = (hours: number) =>
      new Date(Date.now() - hours * 3_600_000).toISOString();
    const visits = storage.forBucket('pilothouse-home');
    const changedAt = ago(3);
    await visits.set('visit', { lastSeen: ago(2), seen: { east: [ago(4)] } });
    streams.show(
      'services.list',
      servicesOf(row('web', [placement('prod', { changedAt })])),
    );
    renderIn(language, <HomePage />, rendering);
    const changed = await screen.findByRole('region', { name: say.changed });
    expect(changed).toHaveTextContent('web 1.4.2 → prod');
    await userEvent.click(
      within(changed).getByRole('button', { name: say.seen }),
    );
    expect(changed).not.toHaveTextContent('1.4.2');
    expect(visits.snapshot('visit').value).toMatchObject({
      seen: { east: [changedAt, expect.any(String)] },
      seenBefore: { east: [changedAt, expect.any(String)] },
    });
  });

  it('tells at the first visit what has changed within a day', async () => {
    const { rendering, streams } = portalOf({ ownership: [shopTeam] });
    const changedAt = new Date(Date.now() - 3_600_000).toISOString();
    streams.show(
      'services.list',
      servicesOf(row('web', [placement('prod', { changedAt })])),
    );
    renderIn(language, <HomePage />, rendering);
    const changed = await screen.findByRole('region', {
      name: say.changedFirst,
    });
    expect(changed).toHaveTextContent('web 1.4.2 → prod');
    expect(within(changed).getByText(say.firstLook)).toBeInTheDocument();
  });

  it('does not tell who looked a while ago that they have not', async () => {
    const { rendering, streams, storage } = portalOf({ ownership: [shopTeam] });
    const ago = (minutes: number) =>
      new Date(Date.now() - minutes * 60_000).toISOString();
    const visits = storage.forBucket('pilothouse-home');
    await visits.set('visit', { lastSeen: ago(17) });
    const changedAt = ago(60);
    streams.show(
      'services.list',
      servicesOf(row('web', [placement('prod', { changedAt })])),
    );
    renderIn(language, <HomePage />, rendering);
    const changed = await screen.findByRole('region', {
      name: say.changedFirst,
    });
    expect(changed).toHaveTextContent('web 1.4.2 → prod');
    expect(within(changed).queryByText(say.firstLook)).toBeNull();
  });

  it('tells who never looked that nothing has changed within a day, and looks from there on', async () => {
    const { rendering, streams, storage } = portalOf({ ownership: [shopTeam] });
    const visits = storage.forBucket('pilothouse-home');
    const changedAt = new Date(Date.now() - 48 * 3_600_000).toISOString();
    streams.show(
      'services.list',
      servicesOf(row('web', [placement('prod', { changedAt })])),
    );
    renderIn(language, <HomePage />, rendering);
    expect(await screen.findByText(say.noneFirst)).toBeInTheDocument();
    expect(screen.getByText(say.firstLook)).toBeInTheDocument();
    await waitFor(() =>
      expect(visits.snapshot('visit').value).toMatchObject({
        lastSeen: expect.stringMatching(/^\d{4}-/),
        seen: { east: [changedAt] },
      }),
    );
  });
});
