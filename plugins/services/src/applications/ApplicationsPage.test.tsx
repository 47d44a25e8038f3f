import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { layOut, open } from '../__testUtils__/portal';
import {
  broken,
  live,
  placement,
  service,
  servicesOf,
  stale,
} from '../__testUtils__/services';
import { ApplicationsPage } from './ApplicationsPage';

const words = {
  en: {
    loading: 'Looking at what runs in the clusters…',
    count: '2 applications',
    search: 'Search applications and services',
    services: 'Services of Tea shop',
    hide: 'Hide services of Tea shop',
    loose: 'In no application',
    failed: '1 failed',
    failedOne: 'Failed',
    noServices: 'No service of this application runs where you may see it.',
    noServicesKnown:
      'No service of this application is known, but not all clusters can be read.',
    healthyOne: 'Healthy',
    unknown: /Unknown/i,
    undeployed: 'Not deployed yet',
    rowNotKnown: 'Whether it runs is not known: not all clusters can be read',
    nothing: 'Does not run here',
    notKnown: 'Not known to run here: not all clusters can be read',
    none: 'No application fits the filter',
    noneOfTeam: 'You see no service of payments',
    empty: 'The catalog has no applications that you may see',
  },
  zh: {
    loading: '正在读取集群的运行情况…',
    count: '2 个应用',
    search: '搜索应用和服务',
    services: 'Tea shop 的服务',
    hide: '收起 Tea shop 的服务',
    loose: '不属于任何应用',
    failed: '1 个故障',
    failedOne: '故障',
    noServices: '在您可以查看的范围内，此应用没有服务在运行。',
    noServicesKnown: '目前没有发现此应用的服务，但部分集群无法读取。',
    healthyOne: '健康',
    unknown: /未知/,
    undeployed: '尚未部署',
    rowNotKnown: '不清楚是否在运行：部分集群无法读取',
    nothing: '未在此运行',
    notKnown: '不清楚是否在此运行：部分集群无法读取',
    none: '没有符合筛选条件的应用',
    noneOfTeam: '没有您可以查看的 payments 团队的服务',
    empty: '软件目录中没有您可以查看的应用',
  },
};

/** So many applications of one service each. */
function applicationsOf(count: number) {
  const refs = Array.from({ length: count }, (_, i) => `system:default/a-${i}`);
  return {
    ...servicesOf(
      refs.map((application, i) =>
        service(`service-${i}`, [placement('dev')], { application }),
      ),
    ),
    applications: Object.fromEntries(
      refs.map(ref => [ref, { entityRef: ref, name: ref.slice(15) }]),
    ),
  };
}

const services = servicesOf([
  service('web', [placement('dev', { version: '1.5.0' }), broken('prod')]),
  service('orders', [placement('dev')]),
  service('tool', [placement('dev')], { application: undefined }),
]);

beforeEach(() => layOut(1200, 600));
afterEach(() => jest.restoreAllMocks());

describe.each(['en', 'zh'] as const)('applications page in %s', language => {
  const say = words[language];

  async function openWith(shown = services, address = '/applications') {
    const streams = open(language, <ApplicationsPage />, address);
    await screen.findByText(say.loading);
    streams.show('services.list', shown);
  }

  it('shows what runs of each service where, and why it is not well', async () => {
    await openWith();
    await screen.findByRole('heading', { name: say.count });
    expect(
      screen.getByRole('searchbox', { name: say.search }),
    ).toBeInTheDocument();
    const table = screen.getByRole('table', { name: say.services });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(head => head.textContent)
        .slice(1),
    ).toEqual(['dev', 'prod']);
    expect(within(table).getByText('1.5.0')).toBeInTheDocument();
    const [shop, loose] = screen.getAllByRole('heading', { level: 3 });
    expect(within(shop!).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/system/shop',
    );
    expect(shop!.closest('li')).toHaveTextContent('shop/web:9.9.9');
    expect(loose).toHaveTextContent(say.loose);
  });

  it('folds away what one does not want to see', async () => {
    await openWith();
    await userEvent.click(
      await screen.findByRole('button', { name: say.hide }),
    );
    expect(screen.queryByRole('table', { name: say.services })).toBeNull();
  });

  it('shows those in a state, and says when there is none', async () => {
    await openWith();
    await userEvent.click(
      await screen.findByRole('button', { name: say.failed }),
    );
    expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(1);
    expect(screen.getByTestId('address')).toHaveTextContent('state=failed');
  });

  it('has a word for each service that is not well, folded or not', async () => {
    await openWith();
    const card = (
      await screen.findByRole('heading', { name: 'Tea shop' })
    ).closest('li')!;
    expect(within(card).getAllByText(say.failedOne).length).toBeGreaterThan(1);
    await userEvent.click(screen.getByRole('button', { name: say.hide }));
    const marks = within(card)
      .getAllByText(/^(web|orders)$/)
      .map(name => name.parentElement?.textContent);
    expect(marks).toEqual([
      `${say.failedOne}web`,
      `${say.healthyOne}orders`,
      `${say.failedOne}web`,
    ]);
  });

  it('tells the causes of what is worse before those of the others', async () => {
    await openWith(
      servicesOf([
        service('api', [broken('dev', { status: 'degraded' })]),
        service('web', [broken('dev')]),
      ]),
    );
    const card = (
      await screen.findByRole('heading', { name: 'Tea shop' })
    ).closest('li')!;
    const [causes] = within(card).getAllByRole('list');
    expect(
      within(causes!)
        .getAllByRole('listitem')
        .map(cause => within(cause).getByText(/^(api|web)$/).textContent),
    ).toEqual(['web', 'api']);
  });

  it.each([
    ['none', [live('east')], say.noServices],
    ['none that is known', [stale('west', 3)], say.noServicesKnown],
  ] as const)(
    'has no state for an application of %s, but says why, with nothing to fold',
    async (_case, clusters, why) => {
      await openWith(servicesOf([], clusters));
      expect(await screen.findByText(why)).toBeInTheDocument();
      expect(screen.queryByText(say.unknown)).not.toBeInTheDocument();
      expect(screen.queryByRole('button', { name: say.hide })).toBeNull();
    },
  );

  it('tells nobody of an application of others in which nothing runs', async () => {
    const portal = { entityRef: 'system:default/portal', name: 'portal' };
    await openWith({
      ...services,
      applications: { ...services.applications, [portal.entityRef]: portal },
    });
    await screen.findByRole('heading', { name: 'Tea shop' });
    expect(screen.queryByText('portal')).not.toBeInTheDocument();
  });

  it('says why it is unknown how an application is', async () => {
    await openWith(servicesOf([service('web', [])], [stale('west', 3)]));
    expect(await screen.findByText(say.rowNotKnown)).toBeInTheDocument();
  });

  it('calls calmly undeployed what is not deployed yet', async () => {
    await openWith(servicesOf([service('web', [])]));
    const heading = await screen.findByRole('heading', { name: 'Tea shop' });
    expect(heading.parentElement).toHaveTextContent(say.undeployed);
    expect(screen.queryByText(say.unknown)).not.toBeInTheDocument();
  });

  it.each([
    [6, 6],
    [7, 0],
  ])('opens %i applications: %i of them', async (count, opened) => {
    await openWith(applicationsOf(count));
    await screen.findAllByRole('heading', { level: 3 });
    expect(screen.queryAllByRole('table')).toHaveLength(opened);
  });

  it('folds and unfolds none while one looks for something', async () => {
    await openWith(applicationsOf(7), '/applications?q=service-3');
    expect(await screen.findAllByRole('heading', { level: 3 })).toHaveLength(1);
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it.each([
    ['does not run', [live('east')], '–', say.nothing],
    [
      'is not known to run',
      [live('east'), stale('west', 3)],
      '?',
      say.notKnown,
    ],
  ] as const)(
    'marks what %s in an environment',
    async (_case, clusters, mark, title) => {
      await openWith(
        servicesOf(
          [
            service('web', [placement('dev'), placement('prod')]),
            service('orders', [placement('dev')]),
          ],
          clusters,
        ),
      );
      const table = await screen.findByRole('table', { name: say.services });
      const row = within(table).getByRole('row', { name: /orders/ });
      expect(within(row).getByText(mark)).toHaveAttribute('title', title);
    },
  );

  it('tells a filter that nothing fits from a catalog without applications', async () => {
    await openWith(services, '/applications?q=nothing');
    expect(await screen.findByText(say.none)).toBeInTheDocument();
  });

  it('says of a team of which one sees nothing that one sees nothing', async () => {
    await openWith(services, '/applications?team=payments');
    expect(await screen.findByText(say.noneOfTeam)).toBeInTheDocument();
    expect(screen.queryByText(say.none)).not.toBeInTheDocument();
  });

  it('says where applications come from when there is none', async () => {
    await openWith({ ...servicesOf([]), applications: {} });
    expect(await screen.findByText(say.empty)).toBeInTheDocument();
  });
});
