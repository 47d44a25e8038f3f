import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { layOut, open } from '../__testUtils__/portal';
import {
  broken,
  placement,
  service,
  servicesOf,
} from '../__testUtils__/services';
import { ApplicationsPage } from './ApplicationsPage';

const words = {
  en: {
    loading: 'Looking at what runs in the clusters…',
    count: '2 applications',
    services: 'Services of Tea shop',
    hide: 'Hide services of Tea shop',
    loose: 'In no application',
    failed: '1 failed',
    none: 'No application fits the filter',
    empty: 'The catalog has no applications that you may see',
  },
  zh: {
    loading: '正在读取集群的运行情况…',
    count: '2 个应用',
    services: 'Tea shop 的服务',
    hide: '收起 Tea shop 的服务',
    loose: '不属于任何应用',
    failed: '1 个故障',
    none: '没有符合筛选条件的应用',
    empty: '软件目录中没有您可以查看的应用',
  },
};

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

  it('tells a filter that nothing fits from a catalog without applications', async () => {
    await openWith(services, '/applications?q=nothing');
    expect(await screen.findByText(say.none)).toBeInTheDocument();
  });

  it('says where applications come from when there is none', async () => {
    await openWith({ ...servicesOf([]), applications: {} });
    expect(await screen.findByText(say.empty)).toBeInTheDocument();
  });
});
