import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { healthOf } from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { firstStepAnnotation } from '../steps/steps';
import { owned, portalOf } from '../__testUtils__/portal';
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

const words = {
  en: {
    greeting: /^Good (morning|afternoon|evening), Lin Wei$/,
    empty: 'Neither you nor your teams own anything yet.',
    failed: 'What you own could not be read from the catalog',
    retry: 'Try again',
    setup: 'Not up yet',
    broken: 'Failed parts of the platform',
    open: 'Open Tea shop',
    dismiss: 'Do not show again',
  },
  zh: {
    greeting: /^(早上|下午|晚上)好，Lin Wei$/,
    empty: '您和您的团队还没有负责任何应用或服务。',
    failed: '无法从软件目录读取您负责的内容',
    retry: '重试',
    setup: '尚未就绪',
    broken: '出现故障的平台组件',
    open: '打开 Tea shop',
    dismiss: '不再显示',
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
    expect(
      await screen.findByText(say.failed, {}, { timeout: 5_000 }),
    ).toBeInTheDocument();
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
    const git = { name: 'git', title: 'Gitea', since } as const;
    streams.show('health.parts', healthOf({ ...git, state: 'building' }));
    expect(await screen.findByText(say.setup)).toBeInTheDocument();
    expect(screen.getByText('Gitea')).toBeInTheDocument();
    streams.show('health.parts', healthOf({ ...git, state: 'ready' }));
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
    const git = { name: 'git', title: 'Gitea', since } as const;
    streams.show(
      'health.parts',
      healthOf({ ...east, state: 'failed' }, { ...git, state: 'building' }),
    );
    const broken = await screen.findByRole('region', { name: say.broken });
    expect(within(broken).getByText('Cluster east')).toBeInTheDocument();
    expect(within(broken).queryByText('Gitea')).not.toBeInTheDocument();
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
});
