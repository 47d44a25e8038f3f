import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { deploymentsOf, failing, live, stale } from '../__testUtils__/fixtures';
import { Portal } from '../__testUtils__/portal';

const words = {
  en: {
    cause:
      'Container app is killed for memory: it needs more than its limit of 256 MiB',
    pods: 'Pods',
    scale: 'Scale…',
    logs: 'Show its logs',
    why: /it names nobody who looks after it/,
    how: 'Put payments into the catalog',
    belongs: /It belongs to the service web/,
    missing:
      /There is no Deployment payments in the namespace shop-prod of cluster east/,
    all: 'Show all services',
    silent: /Cluster east has not answered for/,
  },
  zh: {
    cause: '容器 app 因内存不足被终止：所需内存超过上限 256 MiB',
    pods: 'Pod',
    scale: '扩缩容…',
    logs: '查看日志',
    why: /目录中没有登记其负责人/,
    how: '将 payments 登记到软件目录',
    belongs: /属于服务 web/,
    missing: /集群 east 的命名空间 shop-prod 中没有 Deployment payments/,
    all: '查看全部服务',
    silent: /集群 east 已 .*没有响应/,
  },
};

const path = '/workloads/east/shop-prod/Deployment/payments';
const unclaimed = { ...deploymentsOf([live('east')], failing()), services: [] };

describe.each(['en', 'zh'] as const)('page of a workload in %s', language => {
  const say = words[language];

  it('says how it is and why, and what can be done', async () => {
    const portal = new Portal();
    portal.streams.show('deployments.workload', unclaimed);
    portal.openWorkload(language, path);
    expect(await screen.findByText(say.cause)).toBeInTheDocument();
    const pods = screen.getByRole('table', { name: say.pods });
    expect(within(pods).getByText('payments-3-x2k')).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: say.scale }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: say.logs })).toHaveAttribute(
      'href',
      `${path}/logs`,
    );
    const ofPod = within(pods).getAllByRole('link');
    expect(ofPod[0]).toHaveAttribute(
      'href',
      expect.stringMatching(
        /^\/workloads\/east\/shop-prod\/Deployment\/payments\/logs\?.*pod=payments-3-x2k/,
      ),
    );
  });

  it('says how it gets into the catalog', async () => {
    const portal = new Portal();
    portal.streams.show('deployments.workload', unclaimed);
    portal.openWorkload(language, path);
    expect(await screen.findByText(say.why)).toBeInTheDocument();
    await userEvent.click(await screen.findByText(say.how));
    expect(screen.getByText(/kind: Component/)).toHaveTextContent(
      'backstage.io/kubernetes-id: "payments"',
    );
  });

  it('leads to the services that it belongs to', async () => {
    const portal = new Portal();
    const services = ['component:default/web'];
    portal.streams.show('deployments.workload', { ...unclaimed, services });
    portal.openWorkload(language, path);
    const link = await screen.findByRole('link', { name: 'web' });
    expect(link.parentElement).toHaveTextContent(say.belongs);
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/web/deployments?at=east%2Fshop-prod%2FDeployment%2Fpayments',
    );
    expect(screen.queryByText(say.how)).not.toBeInTheDocument();
  });

  it.each([
    ['in it', () => deploymentsOf([live('east')])],
    ['as there is no such cluster', () => undefined],
  ])('says that there is no such workload, %s', async (_, deployments) => {
    const portal = new Portal();
    const known = deployments();
    if (known) {
      portal.streams.show('deployments.workload', { ...known, services: [] });
    } else {
      portal.streams.fail('deployments.workload', 'NotFoundError', 'no east');
    }
    portal.openWorkload(language, path);
    expect(await screen.findByText(say.missing)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: say.all })).toHaveAttribute(
      'href',
      '/services',
    );
  });

  it('does not call it gone while its cluster is silent', async () => {
    const portal = new Portal();
    portal.streams.show('deployments.workload', {
      ...deploymentsOf([stale('east')]),
      services: [],
    });
    portal.openWorkload(language, path);
    expect(await screen.findByText(say.silent)).toBeInTheDocument();
    expect(screen.queryByText(say.missing)).not.toBeInTheDocument();
  });
});

it('does not know kinds that are no workloads', async () => {
  new Portal().openWorkload('en', '/workloads/east/shop-prod/Secret/payments');
  expect(await screen.findByText(/404|not found/i)).toBeInTheDocument();
});
