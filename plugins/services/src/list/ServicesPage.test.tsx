import type { Services } from '@pilothouse/plugin-platform-common';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { developer, layOut, open } from '../__testUtils__/portal';
import {
  broken,
  live,
  minutesAgo,
  placement,
  service,
  servicesOf,
  stale,
  unregistered,
  without,
} from '../__testUtils__/services';
import { ServicesPage } from './ServicesPage';

const words = {
  en: {
    loading: 'Looking at what runs in the clusters…',
    failed: 'What runs could not be read',
    refused: 'You may not see what runs',
    teamsNotKnown: 'The portal does not know your teams yet',
    count: (n: number) => `${n} services`,
    oneFailed: '1 failed',
    cause:
      /Image shop\/web:9\.9\.9 cannot be pulled: the registry does not have it/,
    team: 'Team',
    myTeams: 'My teams',
    search: 'Search services',
    empty: 'Nothing runs here that you may see',
    none: 'No service fits the filter',
    noneOfTeam: 'You see no service of payments',
    onlySeen: /Only services that you may see are shown here/,
    notKnown: 'What runs is not known: not all clusters can be read',
    noneKnown: /fits the filter, but not all clusters can be read/,
    rowNotKnown: 'Whether it runs is not known: not all clusters can be read',
    rowNothing: 'Nothing of it runs in a cluster that you may see',
    rowUnclear:
      'Correct its annotation backstage.io/kubernetes-label-selector: it is not understood',
    rolling: 'Rolling out: 1 of 2 replicas are new',
    asking: 'Asking which teams you are in…',
    noTeams: 'Which teams you are in could not be read',
    retry: 'Try again',
    clear: 'Clear filters',
    unregistered: 'Not in the catalog',
    without: '1 of them is not in the catalog',
    noTeam: 'no team',
    withoutTeam: 'Without a team',
    clusters: 'Clusters that are not fully known',
    unreadable: /may not list Pod in cluster east/,
    silent: /Cluster west has not answered for/,
    keys: 'Keyboard shortcuts',
    leaving: /No longer fits the filter/,
    name: 'Service',
  },
  zh: {
    loading: '正在读取集群的运行情况…',
    failed: '无法读取运行情况',
    refused: '您没有权限查看运行情况',
    teamsNotKnown: '门户暂时还不知道您所属的团队',
    count: (n: number) => `${n} 个服务`,
    oneFailed: '1 个故障',
    cause: /无法拉取镜像 shop\/web:9\.9\.9/,
    team: '团队',
    myTeams: '我的团队',
    search: '搜索服务',
    empty: '没有您可以查看的服务',
    none: '没有符合筛选条件的服务',
    noneOfTeam: '没有您可以查看的 payments 团队的服务',
    onlySeen: /这里只显示您有权查看的服务/,
    notKnown: '不清楚运行情况：部分集群无法读取',
    noneKnown: /没有符合筛选条件的，但部分集群无法读取/,
    rowNotKnown: '不清楚是否在运行：部分集群无法读取',
    rowNothing: '在您可以查看的集群中没有运行',
    rowUnclear:
      '请更正注解 backstage.io/kubernetes-label-selector：无法识别其中的选择器',
    rolling: '正在发布：2 个副本中 1 个已更新',
    asking: '正在确认您所属的团队…',
    noTeams: '无法读取您所属的团队',
    retry: '重试',
    clear: '清除筛选',
    unregistered: '未登记到软件目录',
    without: '其中 1 个未登记到软件目录',
    noTeam: '无团队',
    withoutTeam: '无团队',
    clusters: '信息不完整的集群',
    unreadable: /无权列出集群 east 中的 Pod，/,
    silent: /集群 west 已.*没有响应/,
    keys: '键盘快捷键',
    name: '服务',
  },
};

const basket = service('basket', [placement('dev'), placement('prod')]);
const web = service('web', [placement('dev'), broken('prod')]);
const ledger = service('ledger', [placement('prod')], {
  owner: 'group:default/payments',
  application: 'system:default/payments',
});
const many = (count: number) =>
  servicesOf(
    Array.from({ length: count }, (_, index) =>
      service(`service-${index}`, [placement('dev'), placement('prod')]),
    ),
  );

async function openWith(
  services: Services,
  options: { language?: 'en' | 'zh'; address?: string } = {},
) {
  const { language = 'en', address } = options;
  const streams = open(language, <ServicesPage />, address);
  await screen.findByText(words[language].loading);
  streams.show('services.list', services);
  return streams;
}

it('calls what an address asks for as people do, though nothing of it is seen', async () => {
  await openWith(servicesOf([basket]), {
    address:
      '/services?team=group:default/payments&application=system:default/till',
  });
  expect(await screen.findByLabelText('Team')).toHaveDisplayValue('payments');
  expect(screen.getByLabelText('Application')).toHaveDisplayValue('till');
});

it.each([
  ['en', 1440, 'Pipeline failed', '1 pipeline failed', /failed in Unit tests/],
  ['zh', 390, '流水线失败', '1 个流水线失败', /在“Unit tests”阶段失败/],
] as const)(
  'marks in %s at %d px the service whose pipeline fails, and no other',
  async (language, width, word, count, why) => {
    layOut(width, 800);
    const streams = await openWith(servicesOf([basket, web]), { language });
    expect(screen.queryByText(count)).not.toBeInTheDocument();
    const since = '2031-04-01T08:00:00.000Z';
    const run = {
      job: 'shop/basket/main',
      number: 7,
      state: 'failed',
    } as const;
    act(() =>
      streams.show('pipelines.broken', {
        unread: 0,
        waiting: {},
        services: {
          'component:default/basket': {
            run,
            since,
            sinceOrEarlier: false,
            stage: 'Unit tests',
          },
        },
      }),
    );
    expect(await screen.findByText(count)).toBeInTheDocument();
    const [link, ...others] = screen.getAllByRole('link', {
      name: new RegExp(word),
    });
    expect(others).toEqual([]);
    expect(link).toHaveAttribute('title', expect.stringMatching(why));
    expect(link?.getAttribute('href')).toBe(
      '/catalog/default/component/basket/pipelines?job=shop%2Fbasket%2Fmain&run=7',
    );
    jest.restoreAllMocks();
  },
);

const names = () =>
  screen.getAllByRole('rowheader').map(cell => cell.textContent);
const address = () => screen.getByTestId('address').textContent;

beforeEach(() => layOut(1200, 600));
afterEach(() => jest.restoreAllMocks());

describe.each(['en', 'zh'] as const)('services page in %s', language => {
  const say = words[language];

  it('tells how far a rollout is, however many replicas of the earlier revision serve', async () => {
    const onItsWay = placement('prod', {
      status: 'progressing',
      replicas: { ready: 2, desired: 2, updated: 1 },
    });
    await openWith(servicesOf([service('web', [onItsWay])]), { language });
    expect(await screen.findByText(new RegExp(say.rolling))).toBeVisible();
  });

  it('answers in one line, and shows the broken first with its cause', async () => {
    await openWith(servicesOf([basket, web, ledger]), { language });
    expect(
      await screen.findByRole('heading', { name: say.count(3) }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: say.oneFailed }),
    ).toBeInTheDocument();
    expect(names()).toEqual(['web', 'basket', 'ledger']);
    const [, first] = screen.getAllByRole('row');
    expect(within(first!).getByText(say.cause)).toBeInTheDocument();
    expect(within(first!).getByRole('link', { name: 'web' })).toHaveAttribute(
      'href',
      '/catalog/default/component/web/deployments',
    );
    expect(
      screen.getAllByRole('columnheader').map(head => head.textContent),
    ).toEqual(expect.arrayContaining(['dev', 'prod', say.name]));
  });

  it('shows what the address asks for, and writes what is chosen into it', async () => {
    await openWith(servicesOf([basket, web, ledger]), {
      language,
      address: '/services?state=healthy',
    });
    expect(await screen.findAllByRole('rowheader')).toHaveLength(2);
    await userEvent.selectOptions(screen.getByLabelText(say.team), say.myTeams);
    expect(names()).toEqual(['basket']);
    expect(address()).toBe('/services?team=mine&state=healthy');
    await userEvent.click(screen.getByRole('button', { name: say.clear }));
    expect(names()).toEqual(['web', 'basket', 'ledger']);
    expect(address()).toBe('/services');
  });

  it('finds by words, and says when nothing is found', async () => {
    await openWith(servicesOf([basket, web, ledger]), { language });
    const search = await screen.findByRole('searchbox', { name: say.search });
    await userEvent.type(search, 'payments');
    await waitFor(() => expect(names()).toEqual(['ledger']));
    await waitFor(() => expect(address()).toBe('/services?q=payments'));
    await userEvent.type(search, 'x');
    expect(await screen.findByText(say.none)).toBeInTheDocument();
    await userEvent.type(search, '{Escape}');
    await waitFor(() => expect(names()).toHaveLength(3));
  });

  it('says what to do where nothing runs', async () => {
    await openWith(servicesOf([]), { language });
    expect(await screen.findByText(say.empty)).toBeInTheDocument();
  });

  it.each([
    ['/services', 'notKnown'],
    ['/services?q=web', 'noneKnown'],
    ['/services?cluster=west', 'noneKnown'],
    ['/services?cluster=east', 'none'],
  ] as const)(
    'does not take a silent cluster for emptiness at %s',
    async (at, said) => {
      const clusters = [live('east'), stale('west', 3)];
      await openWith(servicesOf([], clusters), { language, address: at });
      expect(await screen.findByText(say[said])).toBeInTheDocument();
      expect(screen.queryByText(say.empty)).not.toBeInTheDocument();
    },
  );

  it.each([
    [live('east'), 'rowNothing'],
    [stale('east', 3), 'rowNotKnown'],
    [without('Deployment'), 'rowNotKnown'],
  ] as const)(
    'says of a service of which nothing is seen what is known, with %j',
    async (cluster, said) => {
      const idle = service('idle', [], { status: 'unknown' });
      await openWith(servicesOf([idle], [cluster]), { language });
      expect(await screen.findByText(say[said])).toBeInTheDocument();
    },
  );

  it('says of a service whose selector is not understood what to correct', async () => {
    const odd = service('odd', [], {
      status: 'unknown',
      selectorUnclear: true,
    });
    await openWith(servicesOf([odd]), { language });
    expect(await screen.findByText(say.rowUnclear)).toBeInTheDocument();
  });

  it.each(['payments', 'Payments', 'group:default/payments'])(
    'does not say of the team %s, of which one sees nothing, that it has nothing',
    async team => {
      await openWith(servicesOf([basket]), {
        language,
        address: `/services?team=${team}&environment=prod`,
      });
      expect(await screen.findByText(say.noneOfTeam)).toBeInTheDocument();
      expect(screen.getByText(say.onlySeen)).toBeInTheDocument();
      expect(screen.queryByText(say.none)).not.toBeInTheDocument();
    },
  );

  it('does not take teams that are not known for owning nothing', async () => {
    let answer: () => void = () => {};
    const answered = new Promise<void>(resolve => {
      answer = resolve;
    });
    const known = developer();
    let refused = true;
    const streams = open(language, <ServicesPage />, '/services?team=mine', {
      ...known,
      getBackstageIdentity: async () => {
        await answered;
        if (refused) {
          throw new Error('no identity');
        }
        return known.getBackstageIdentity();
      },
    });
    await screen.findByText(say.loading);
    streams.show('services.list', servicesOf([basket, ledger]));
    expect(await screen.findByText(say.asking)).toBeInTheDocument();
    answer();
    expect(await screen.findByText(say.noTeams)).toBeInTheDocument();
    expect(screen.queryByText(say.none)).not.toBeInTheDocument();
    refused = false;
    await userEvent.click(screen.getByRole('button', { name: say.retry }));
    await waitFor(() => expect(names()).toEqual(['basket']));
  });

  it('counts what the catalog does not know, and says so; shows what has no team', async () => {
    await openWith(servicesOf([basket, web, unregistered('agent')]), {
      language,
    });
    await screen.findByRole('heading', { name: say.count(3) });
    expect(screen.getByText(say.without)).toBeInTheDocument();
    await userEvent.selectOptions(
      screen.getByLabelText(say.team),
      say.withoutTeam,
    );
    expect(address()).toBe('/services?team=none');
    expect(screen.getAllByRole('rowheader')).toHaveLength(1);
    const [, only] = screen.getAllByRole('row');
    expect(only).toHaveTextContent('agent');
    expect(within(only!).getByText(say.noTeam)).toBeInTheDocument();
  });

  it('offers nothing without a team where everything has one', async () => {
    await openWith(servicesOf([basket, web]), { language });
    await screen.findByRole('heading', { name: say.count(2) });
    expect(
      screen.queryByRole('option', { name: say.withoutTeam }),
    ).not.toBeInTheDocument();
    expect(screen.queryByText(say.without)).not.toBeInTheDocument();
  });

  it('leads to the page of what the catalog does not know', async () => {
    await openWith(servicesOf([unregistered('agent')]), { language });
    expect(await screen.findByRole('link', { name: 'agent' })).toHaveAttribute(
      'href',
      '/workloads/east/shop-dev/Deployment/agent',
    );
    expect(screen.getByText(say.unregistered)).toBeInTheDocument();
  });

  it('says what cannot be read of a cluster', async () => {
    await openWith(servicesOf([service('web', [])], [without('Pod')]), {
      language,
    });
    const notes = await screen.findByRole('list', { name: say.clusters });
    expect(notes).toHaveTextContent(say.unreadable);
  });

  it('says which cluster does not answer, and dates what ran there', async () => {
    const west = placement('prod', { cluster: 'west' });
    await openWith(
      servicesOf(
        [service('web', [placement('dev'), west])],
        [live('east'), stale('west', 3)],
      ),
      { language },
    );
    const notes = await screen.findByRole('list', { name: say.clusters });
    expect(notes).toHaveTextContent(say.silent);
    expect(notes).toHaveTextContent('ECONNREFUSED');
    const [, row] = screen.getAllByRole('row');
    const dated = within(row!)
      .getAllByRole('cell')
      .filter(cell => cell.querySelector('time'));
    expect(dated).toHaveLength(1);
    expect(dated[0]).toHaveTextContent('west 2/2');
  });

  it.each([
    ['ServiceUnavailableError', 'failed'],
    ['NotAllowedError', 'refused'],
    ['NotKnownYetError', 'teamsNotKnown'],
  ] as const)('does not take %s for emptiness', async (name, said) => {
    const streams = open(language, <ServicesPage />);
    await screen.findByText(say.loading);
    streams.fail('services.list', name, 'because');
    expect(await screen.findByText(say[said])).toBeInTheDocument();
    expect(screen.queryByText(say.empty)).not.toBeInTheDocument();
  });

  it('explains its keys', async () => {
    await openWith(servicesOf([web]), { language });
    await screen.findByRole('rowheader');
    await userEvent.keyboard('?');
    expect(
      await screen.findByRole('dialog', { name: say.keys }),
    ).toBeInTheDocument();
  });
});

it('keeps showing what was known when the portal is lost', async () => {
  const streams = await openWith(servicesOf([web]));
  await screen.findByRole('rowheader');
  act(() => streams.break(new Error('gone')));
  expect(
    await screen.findByText(/connection to the portal is lost/),
  ).toBeInTheDocument();
  expect(names()).toEqual(['web']);
});

it('draws only the rows in sight of a thousand, and tells how many there are', async () => {
  await openWith(many(1000));
  expect(await screen.findByRole('table')).toHaveAttribute(
    'aria-rowcount',
    '1001',
  );
  expect(screen.getAllByRole('rowheader').length).toBeLessThan(60);
  expect(screen.getAllByRole('row')[1]).toHaveAttribute('aria-rowindex', '2');
});

it('is a list of cards where there is little room', async () => {
  layOut(390, 130);
  await openWith(servicesOf([basket, web]));
  expect(await screen.findByRole('list', { name: 'Services' })).toBeVisible();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
  expect(screen.getByText(words.en.cause)).toBeInTheDocument();
});

it('lets a change glow in a card, and one that no longer fits stay until the pointer leaves', async () => {
  layOut(390, 130);
  const streams = await openWith(servicesOf([basket, web]), {
    address: '/services?state=failed',
  });
  const card = (await screen.findByText(words.en.cause)).closest('li')!;
  expect(screen.queryByTestId('glow')).not.toBeInTheDocument();
  await userEvent.hover(card);
  const mended = service('web', [
    placement('dev'),
    placement('prod', { version: '1.5.0' }),
  ]);
  act(() => streams.show('services.list', servicesOf([basket, mended])));
  expect(await within(card).findByText('1.5.0')).toBeInTheDocument();
  expect(within(card).getByText(words.en.leaving)).toBeInTheDocument();
  // Its state, and what runs in one of its environments.
  const glows = within(card).getAllByTestId('glow');
  expect(glows).toHaveLength(2);
  expect(glows[1]!.parentElement).toHaveTextContent('1.5.0');
  await waitFor(() =>
    expect(within(card).queryByTestId('glow')).not.toBeInTheDocument(),
  );
  await userEvent.unhover(card);
  expect(await screen.findByText(words.en.none)).toBeInTheDocument();
});

it('dates what a silent cluster told, beside what another tells now', async () => {
  const both = service('web', [
    placement('prod', { cluster: 'east' }),
    placement('prod', { cluster: 'west' }),
  ]);
  await openWith(servicesOf([both], [live('east'), stale('west', 3)]));
  const shares = (await screen.findByText(/west 2\/2/)).parentElement!;
  expect(shares).toHaveTextContent('east 2/2');
  const time = shares.closest('[role="cell"]')?.querySelector('time');
  expect(time).toHaveAttribute('datetime', minutesAgo(3));
  // Beside the clusters there is no room for it.
  expect(shares).not.toContainElement(time ?? null);
});

it('takes the color from a state that only silent clusters told', async () => {
  const shown = [
    service('web', [placement('dev', { cluster: 'west' })]),
    service('ledger', [
      placement('dev', { cluster: 'west' }),
      placement('prod', { cluster: 'east' }),
    ]),
  ];
  await openWith(servicesOf(shown, [live('east'), stale('west', 3)]));
  const stateOf = async (name: string) => {
    const head = await screen.findByRole('rowheader', { name });
    return head.closest('[role="row"]')?.querySelector('[data-status]');
  };
  expect(await stateOf('web')).toHaveAttribute('data-stale', 'true');
  expect(await stateOf('ledger')).not.toHaveAttribute('data-stale');
});

it('is worked by keys', async () => {
  await openWith(servicesOf([basket, web, ledger]));
  await screen.findAllByRole('rowheader');
  const rows = () => screen.getAllByRole('row').slice(1);
  await userEvent.keyboard('j');
  expect(rows()[0]).toHaveFocus();
  await userEvent.keyboard('jj');
  expect(rows()[2]).toHaveFocus();
  await userEvent.keyboard('k');
  expect(rows()[1]).toHaveFocus();
  await userEvent.keyboard('/');
  const search = screen.getByRole('searchbox');
  expect(search).toHaveFocus();
  await userEvent.keyboard('jk');
  expect(search).toHaveValue('jk');
  await userEvent.keyboard('{Escape}');
  expect(search).toHaveValue('');
  rows()[0]!.focus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() =>
    expect(address()).toBe('/catalog/default/component/web/deployments'),
  );
});

it('reaches rows that are not drawn yet by keys', async () => {
  layOut(1200, 120);
  await openWith(many(200));
  await screen.findAllByRole('rowheader');
  await userEvent.keyboard('j'.repeat(40));
  expect(document.activeElement).toHaveAttribute('aria-rowindex', '41');
});

it('moves nothing under the pointer, and sorts when it leaves', async () => {
  const streams = await openWith(servicesOf([basket, ledger]));
  const first = await screen.findByRole('rowheader', { name: 'basket' });
  await userEvent.hover(first);
  const failing = service('ledger', [broken('prod')]);
  const added = service('added', [broken('dev')]);
  act(() =>
    streams.show('services.list', servicesOf([basket, failing, added])),
  );
  await waitFor(() => expect(names()).toEqual(['basket', 'ledger', 'added']));
  await userEvent.unhover(first);
  await waitFor(() => expect(names()).toEqual(['added', 'ledger', 'basket']));
});

it('moves nothing while the focus is in a row, wherever the pointer goes', async () => {
  const streams = await openWith(servicesOf([basket, ledger]));
  const first = await screen.findByRole('rowheader', { name: 'basket' });
  await userEvent.keyboard('j');
  await userEvent.hover(first);
  await userEvent.unhover(first);
  const failing = service('ledger', [broken('prod')]);
  act(() => streams.show('services.list', servicesOf([basket, failing])));
  await screen.findByText(words.en.cause);
  expect(names()).toEqual(['basket', 'ledger']);
  await userEvent.keyboard('j');
  expect(names()).toEqual(['basket', 'ledger']);
  act(() => screen.getByRole('searchbox').focus());
  await waitFor(() => expect(names()).toEqual(['ledger', 'basket']));
});

it('leaves Escape to the input method while one composes', async () => {
  await openWith(servicesOf([basket]));
  const search = await screen.findByRole('searchbox');
  await userEvent.type(search, 'bas');
  fireEvent.keyDown(search, { key: 'Escape', isComposing: true });
  expect(search).toHaveValue('bas');
  fireEvent.keyDown(search, { key: 'Escape' });
  expect(search).toHaveValue('');
});

it('notes each of two silent clusters that are called the same', async () => {
  const complained = jest.spyOn(console, 'error');
  const [one, other] = ['west', 'west-2'].map(name => ({
    ...stale(name, 3),
    title: 'West',
  }));
  await openWith(servicesOf([basket], [one!, other!]));
  const notes = await screen.findByRole('list', { name: words.en.clusters });
  expect(within(notes).getAllByRole('listitem')).toHaveLength(2);
  expect(complained).not.toHaveBeenCalled();
});

it('lets a change glow once, and nothing that was there', async () => {
  const streams = await openWith(servicesOf([basket, ledger]));
  await screen.findAllByRole('rowheader');
  expect(screen.queryByTestId('glow')).not.toBeInTheDocument();
  const newer = service('basket', [
    placement('dev', { version: '1.5.0' }),
    placement('prod'),
  ]);
  act(() => streams.show('services.list', servicesOf([newer, ledger])));
  const glow = await screen.findByTestId('glow');
  expect(glow.parentElement).toHaveTextContent('1.5.0');
  await waitFor(() => expect(glow).not.toBeInTheDocument());
});

it('sorts by a column, and says so', async () => {
  await openWith(servicesOf([basket, web, ledger]));
  await userEvent.click(await screen.findByRole('button', { name: 'Service' }));
  expect(names()).toEqual(['basket', 'ledger', 'web']);
  await userEvent.click(screen.getByRole('button', { name: 'Service' }));
  expect(names()).toEqual(['web', 'ledger', 'basket']);
  expect(address()).toBe('/services?sort=-name');
  expect(screen.getByRole('columnheader', { name: 'Service' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
});
