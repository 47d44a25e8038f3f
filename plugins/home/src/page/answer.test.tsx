import type { StorageApi } from '@backstage/frontend-plugin-api';
import { healthOf, renderIn } from '@pilothouse/plugin-platform-react/testing';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { owned, portalOf } from '../__testUtils__/portal';
import {
  clusterOf,
  placement,
  row,
  servicesOf,
  servicesOn,
} from '../__testUtils__/services';
import { HomePage } from './HomePage';

const words = {
  en: {
    undeployed: '1 service is not deployed yet',
    undeployedState: 'Not deployed yet',
    runs: '1 service runs as it should',
    awake: '1 service is well',
    well: 'Your 1 service is well',
    changing: 'Nothing needs you: 1 of your services is changing or not known',
    notKnown:
      'Nothing that needs you is known, but not all clusters can be read',
    runsNotKnown: /Whether what you had created went through could not be read/,
    runsReading:
      /Whether what you had created went through is still being read/,
    needs: 'Needs you',
    changed: 'Changed within a day',
    more: '2 more',
    fewer: 'Show fewer',
    setup: 'Not up yet',
  },
  zh: {
    undeployed: '1 个服务尚未部署',
    undeployedState: '尚未部署',
    runs: '1 个服务在正常运行',
    awake: '1 个服务运行正常',
    well: '您的 1 个服务运行正常',
    changing: '没有需要您处理的问题：1 个服务正在变更或状态未知',
    notKnown: '没有发现需要您处理的问题，但部分集群无法读取',
    runsNotKnown: /无法得知您的创建任务是否成功/,
    runsReading: '正在读取您的创建任务是否成功',
    needs: '需要您处理',
    changed: '最近一天的变更',
    more: '还有 2 项',
    fewer: '收起',
    setup: '尚未就绪',
  },
};

const team = 'group:default/shop';
const broken = placement('prod', { status: 'failed' });

/** Settings that do not answer. */
function silent(storage: StorageApi): void {
  const bucket = storage.forBucket('pilothouse-home');
  jest
    .spyOn(bucket, 'snapshot')
    .mockImplementation(key => ({ key, presence: 'unknown' }));
  jest.spyOn(bucket, 'observe$').mockReturnValue({
    subscribe: () => ({ unsubscribe: () => {}, closed: false }),
  } as unknown as ReturnType<StorageApi['observe$']>);
}

describe.each(['en', 'zh'] as const)('the answer of home in %s', language => {
  const say = words[language];
  const open = (
    services: ReturnType<typeof servicesOf>,
    options: Parameters<typeof portalOf>[0] = {},
  ) => {
    const portal = portalOf({ ownership: [team], ...options });
    portal.streams.show('services.list', services);
    return {
      ...portal,
      show: () => renderIn(language, <HomePage />, portal.rendering),
    };
  };

  it.each([
    ['alone', servicesOf(row('new', [])), []],
    [
      'beside what runs',
      servicesOf(row('new', []), row('web', [placement('prod')])),
      [say.awake],
    ],
  ])(
    'says of a service that it is not deployed yet, and not that it changes: %s',
    async (_, services, beside) => {
      open(services).show();
      expect(await screen.findByText(say.undeployed)).toBeVisible();
      for (const word of beside) {
        expect(screen.getByText(word)).toBeVisible();
      }
      expect(screen.queryByText(say.changing)).not.toBeInTheDocument();
    },
  );

  it.each([
    ['that it is not deployed yet', 'live', say.undeployedState],
    ['what it is where not all is heard', 'stale', 'service'],
  ] as const)(
    'says of a service of which nothing runs, beside its name, %s',
    async (_, knowledge, expected) => {
      const services = servicesOn(
        [clusterOf('east', knowledge)],
        row('new', []),
      );
      const entity = owned('Component', 'new', team);
      open(services, { entities: [entity] }).show();
      const link = await screen.findByRole('link', { name: 'new' });
      expect(link.closest('li')).toHaveTextContent(`new${expected}`);
    },
  );

  const changing = placement('prod', { status: 'progressing' });
  const clusters = [clusterOf('east', 'live'), clusterOf('west', 'stale')];
  it.each([
    ['well', servicesOf(row('web', [placement('prod')])), say.runs],
    ['changing', servicesOf(row('web', [changing])), say.changing],
    [
      'not all known',
      servicesOn(clusters, row('web', [placement('prod')])),
      say.notKnown,
    ],
  ])(
    'goes on saying how services are while runs cannot be read: %s',
    async (_, services, expected) => {
      const { listTasks, show: visit } = open(services);
      listTasks.mockRejectedValue(new Error('away'));
      visit();
      expect(await screen.findByText(say.runsNotKnown)).toBeVisible();
      expect(screen.getByText(expected)).toBeVisible();
      expect(screen.queryByText(say.well)).not.toBeInTheDocument();
    },
  );

  it('says how services are while settings are not read, and that runs are not', async () => {
    const { storage, show: visit } = open(
      servicesOf(row('web', [placement('prod')])),
    );
    silent(storage);
    visit();
    expect(await screen.findByText(say.runsReading)).toBeVisible();
    expect(screen.getByText(say.runs)).toBeVisible();
    jest.restoreAllMocks();
  });

  it('says that runs cannot be read beside what is broken', async () => {
    const { listTasks, show: visit } = open(servicesOf(row('web', [broken])));
    listTasks.mockRejectedValue(new Error('away'));
    visit();
    const needs = await screen.findByRole('region', { name: say.needs });
    expect(await within(needs).findByText(say.runsNotKnown)).toBeVisible();
  });

  it.each([
    ['what is broken', say.needs, 8, placement('prod', { status: 'failed' })],
    [
      'what has changed',
      say.changed,
      10,
      placement('prod', {
        changedAt: new Date(Date.now() - 3_600_000).toISOString(),
      }),
    ],
  ])('has all of %s within reach', async (_, name, count, each) => {
    const rows = Array.from({ length: count }, (__, at) =>
      row(`service-${at}`, [each]),
    );
    open(servicesOf(...rows)).show();
    const list = await screen.findByRole('region', { name });
    const linked = () => within(list).getAllByRole('link').length;
    expect(linked()).toBe(count - 2);
    await userEvent.click(within(list).getByRole('button', { name: say.more }));
    expect(linked()).toBe(count);
    const fewer = within(list).getByRole('button', { name: say.fewer });
    expect(fewer).toHaveFocus();
    await userEvent.click(fewer);
    expect(linked()).toBe(count - 2);
  });

  it('goes on showing what is not up yet, dated, while the portal is not heard', async () => {
    const { streams, show: visit } = open(servicesOf());
    const since = '2031-04-01T08:00:00.000Z';
    streams.show(
      'health.parts',
      healthOf({ name: 'forge', title: 'Forge', state: 'building', since }),
    );
    visit();
    const setup = await screen.findByRole('region', { name: say.setup });
    const whole = setup.parentElement!;
    const dates = () => whole.querySelectorAll('p time').length;
    expect(dates()).toBe(0);
    act(() => streams.break(new Error('gone')));
    await waitFor(() => expect(dates()).toBe(1));
    expect(setup).toHaveTextContent('Forge');
  });

  it('shows all that one owns, however many pages of the catalog that is', async () => {
    const { catalog, show: visit } = open(servicesOf());
    jest.spyOn(catalog, 'queryEntities').mockImplementation(async request => {
      const isFirst = !request || !('cursor' in request);
      return {
        items: [owned('Component', isFirst ? 'first' : 'last', team)],
        totalItems: 2,
        pageInfo: isFirst ? { nextCursor: 'next' } : {},
      };
    });
    visit();
    expect(await screen.findByRole('link', { name: 'last' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'first' })).toBeVisible();
  });
});
