import type { CauseFacts } from '@pilothouse/plugin-platform-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  deploymentsOf,
  failing,
  live,
  placement,
  pod,
  revision,
  stale,
} from '../__testUtils__/fixtures';
import { Portal, Refused } from '../__testUtils__/portal';

const words = {
  en: {
    loading: 'Asking the clusters what runs of payments…',
    cause:
      'Container app is killed for memory: it needs more than its limit of 256 MiB',
    fix: /Raise its memory limit/,
    raw: 'What Kubernetes said',
    lastGood: 'Last good one, still serving: 2.0.2',
    back: 'Roll back to 2.0.2…',
    logs: 'Logs of payments-3-x2k',
    pods: 'Pods',
    allReady: 'All 2 replicas are ready',
    stale: /Cluster west has not answered for/,
    unreachable: /Cluster west has not answered for/,
    nothing: 'Nothing runs of payments',
    lost: /the connection to the portal is lost/,
    refused: 'You may not see what runs of this service',
    missing: /does not run any more/,
    notKnown: /^Whether west.* is not known/,
    owner: 'this portal',
    search: 'Search pods',
    noneFits: 'No pod fits the search.',
    keys: 'Keyboard shortcuts',
    scale: 'Scale…',
    restricted: 'In prod, only shop-leads may do this.',
    lastLines: 'Last lines of app before it ended',
    noLines: 'It wrote nothing, or its node no longer has the log.',
    noLogs: 'You may not see the logs of this namespace.',
    logFailed:
      'The log of the previous run could not be read: the node is down',
  },
  zh: {
    loading: '正在向集群查询 payments 的运行情况…',
    cause: '容器 app 因内存不足被终止：所需内存超过上限 256 MiB',
    fix: /请提高内存上限/,
    raw: 'Kubernetes 的原始消息',
    lastGood: '上一个正常且仍在服务的修订版本：2.0.2',
    back: '回滚到 2.0.2…',
    logs: 'payments-3-x2k 的日志',
    pods: 'Pod',
    allReady: '2 个副本全部就绪',
    stale: /集群 west 已 .*没有响应/,
    unreachable: /集群 west 已 .*没有响应/,
    nothing: 'payments 没有任何实例在运行',
    lost: /与门户的连接已断开/,
    refused: '您无权查看该服务的运行情况',
    missing: /已不再运行/,
    notKnown: /^不清楚 west.*是否在运行/,
    owner: '本门户',
    search: '搜索 Pod',
    noneFits: '没有符合搜索条件的 Pod。',
    keys: '键盘快捷键',
    scale: '扩缩容…',
    restricted: '在 prod 中，只有 shop-leads 可以执行此操作。',
    lastLines: '容器 app 退出前的最后输出',
    noLines: '没有任何输出，或节点上已不再保留该日志。',
    noLogs: '您无权查看该命名空间的日志。',
    logFailed: '无法读取上一次运行的日志：the node is down',
  },
};

const both = () =>
  deploymentsOf([live('east')], placement('dev', 'east'), failing());

describe.each(['en', 'zh'] as const)('Deployments tab in %s', language => {
  const say = words[language];

  it('says what it waits for', async () => {
    new Portal().open(language);
    expect(await screen.findByText(say.loading)).toBeInTheDocument();
  });

  it('finds pods and goes through them by keys', async () => {
    const portal = new Portal();
    portal.show(both());
    portal.open(language);
    const table = await screen.findByRole('table', { name: say.pods });
    const pods = () =>
      screen
        .queryByRole('table', { name: say.pods })
        ?.querySelectorAll('tbody tr').length ?? 0;
    expect(within(table).getByText('payments-2-p9q')).toBeInTheDocument();

    await userEvent.keyboard('j');
    expect(screen.getByRole('link', { name: say.logs })).toHaveFocus();
    await userEvent.keyboard('j');
    expect(screen.getByText('payments-2-p9q').closest('tr')).toContainElement(
      document.activeElement as HTMLElement,
    );
    await userEvent.keyboard('k');
    expect(screen.getByRole('link', { name: say.logs })).toHaveFocus();

    await userEvent.keyboard('/');
    expect(screen.getByRole('searchbox', { name: say.search })).toHaveFocus();
    await userEvent.keyboard('oomk');
    await waitFor(() => expect(pods()).toBe(1));
    await userEvent.keyboard('x');
    expect(await screen.findByText(say.noneFits)).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(pods()).toBe(2));

    screen.getByRole('searchbox', { name: say.search }).blur();
    await userEvent.keyboard('?');
    expect(
      await screen.findByRole('dialog', { name: say.keys }),
    ).toHaveTextContent('Esc');
  });

  it('shows what a process wrote before it ended', async () => {
    const portal = new Portal();
    portal.lastLines = ['loading the catalog', 'Killed'];
    portal.show(both());
    portal.open(language);
    expect(
      await screen.findByRole('region', { name: say.lastLines }),
    ).toHaveTextContent('loading the catalog Killed');
  });

  it.each([
    ['it wrote nothing', [], say.noLines],
    [
      'one may not see it',
      new Refused(403, 'NotAllowedError', 'no pods/log'),
      say.noLogs,
    ],
    [
      'it cannot be read',
      new Refused(503, 'ServiceUnavailableError', 'the node is down'),
      say.logFailed,
    ],
  ])('says so where %s', async (_, lastLines, expected) => {
    const portal = new Portal();
    portal.lastLines = lastLines;
    portal.show(both());
    portal.open(language);
    // What fails is asked for once more, a second later.
    expect(
      await screen.findByText(expected, undefined, { timeout: 30_000 }),
    ).toBeInTheDocument();
  });

  it('says the cause first, then the fix, with the raw message folded', async () => {
    const portal = new Portal();
    portal.show(both());
    portal.open(language);
    const what = await screen.findByText(say.cause);
    const fix = screen.getByText(say.fix);
    const raw = screen.getByText(/Last state: Terminated/);
    expect(what.compareDocumentPosition(fix)).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
    expect(raw.closest('details')).not.toHaveAttribute('open');
    expect(screen.getByText(say.lastGood)).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: say.back })).toHaveLength(2);
  });

  it('tells of pods, and leads to the log of each', async () => {
    const portal = new Portal();
    portal.show(both());
    portal.open(language);
    const table = await screen.findByRole('table', { name: say.pods });
    const row = within(table).getByRole('row', { name: /payments-3-x2k/ });
    expect(row).toHaveTextContent('CrashLoopBackOff');
    expect(row).toHaveTextContent('0/1');
    expect(row).toHaveTextContent('OOMKilled');
    expect(row).toHaveTextContent('a3');
    expect(within(row).getByRole('link', { name: say.logs })).toHaveAttribute(
      'href',
      expect.stringMatching(
        /^\/catalog\/default\/component\/payments\/logs\?.*pod=payments-3-x2k/,
      ),
    );
    expect(screen.getByText(say.owner)).toBeInTheDocument();
  });

  it('keeps a silent cluster, dated, beside a live one', async () => {
    const portal = new Portal();
    portal.show(
      deploymentsOf(
        [live('east'), stale('west')],
        placement('prod', 'east'),
        placement('prod', 'west'),
      ),
    );
    portal.open(language, '?at=west/shop-prod/Deployment/payments');
    expect(await screen.findByText(say.stale)).toBeInTheDocument();
    expect(screen.getByText(/ECONNREFUSED/)).toBeInTheDocument();
    expect(screen.getByText(say.allReady)).toBeInTheDocument();
  });

  it('names a cluster of which nothing is known beside what runs', async () => {
    const portal = new Portal();
    portal.show(
      deploymentsOf([live('east'), stale('west')], placement('prod', 'east')),
    );
    portal.open(language);
    expect(await screen.findByText(say.unreachable)).toBeInTheDocument();
    expect(screen.getByText(say.allReady)).toBeInTheDocument();
  });

  it('opens nothing else when a silent cluster cannot tell of what is asked for', async () => {
    const portal = new Portal();
    portal.show(
      deploymentsOf([live('east'), stale('west')], placement('prod', 'east')),
    );
    portal.open(language, '?at=west/shop-prod/Deployment/payments');
    expect(await screen.findByText(say.notKnown)).toBeInTheDocument();
    expect(screen.queryByText(say.missing)).not.toBeInTheDocument();
    expect(
      screen.queryByRole('article', { name: /Deployment/ }),
    ).not.toBeInTheDocument();
    expect(screen.getByRole('navigation')).toBeInTheDocument();
  });

  it('does not say that nothing runs while a cluster cannot tell', async () => {
    const portal = new Portal();
    portal.show(deploymentsOf([live('east'), stale('west')]));
    portal.open(language);
    expect(await screen.findByText(say.unreachable)).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { name: say.nothing }),
    ).not.toBeInTheDocument();
  });

  it('says how a workload is joined when nothing runs', async () => {
    const portal = new Portal();
    portal.show(deploymentsOf([live('east')]));
    portal.open(language);
    expect(
      await screen.findByRole('heading', { name: say.nothing }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/backstage.io\/kubernetes-id: payments/),
    ).toBeInTheDocument();
  });

  it('keeps what was known when the portal is lost', async () => {
    const portal = new Portal();
    portal.show(both());
    portal.open(language);
    await screen.findByText(say.cause);
    portal.streams.break(new Error('lost'));
    expect(await screen.findByText(say.lost)).toBeInTheDocument();
    expect(screen.getByText(say.cause)).toBeInTheDocument();
  });

  it('says whom to ask when one may not look', async () => {
    const portal = new Portal();
    portal.streams.fail('deployments.service', 'NotAllowedError', 'no');
    portal.open(language);
    expect(await screen.findByText(say.refused)).toBeInTheDocument();
  });

  it('says it when what the address names has gone', async () => {
    const portal = new Portal();
    portal.show(both());
    portal.open(language, '?at=east/shop-prod/Deployment/old');
    expect(await screen.findByText(say.missing)).toHaveTextContent(
      'east/shop-prod/Deployment/old',
    );
    expect(
      screen.queryByRole('article', { name: /Deployment/ }),
    ).not.toBeInTheDocument();
    expect(screen.getByRole('navigation')).toBeInTheDocument();
  });

  it('asks what a change would do once its silent cluster is heard again', async () => {
    const portal = new Portal();
    portal.show(deploymentsOf([stale('east')], failing()));
    portal.open(language);
    await userEvent.click(
      await screen.findByRole('button', { name: say.scale }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('alert')).toBeInTheDocument();
    expect(portal.previewed).toEqual([]);
    portal.show(deploymentsOf([live('east')], failing()));
    await waitFor(() => expect(portal.previewed).toHaveLength(1));
    expect(within(dialog).queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says why one may not change something', async () => {
    const portal = new Portal();
    portal.abilities = {
      scale: {
        allowed: false,
        because: {
          kind: 'restricted',
          environment: 'prod',
          groups: ['shop-leads'],
        },
      },
      restart: { allowed: false, because: { kind: 'not-applicable' } },
      deletePod: { allowed: true },
      rollBack: { allowed: true },
    };
    portal.show(both());
    portal.open(language);
    const button = await screen.findByRole('button', { name: say.scale });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(say.restricted),
    );
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(
      screen.queryByRole('button', { name: /Restart|重启/ }),
    ).not.toBeInTheDocument();
  });
});

describe('Deployments tab', () => {
  it.each<[CauseFacts, boolean]>([
    [{ kind: 'missing-object', object: 'Secret', name: 'key' }, false],
    [{ kind: 'unschedulable', reasons: [] }, false],
    [{ kind: 'not-ready', pod: 'payments-3-x2k' }, true],
  ])('leads from %j to the last lines: %s', async (facts, leads) => {
    const portal = new Portal();
    const causes = [{ severity: 'failed' as const, pods: 1, facts }];
    portal.show(deploymentsOf([live('east')], { ...failing(), causes }));
    portal.open('en');
    await screen.findAllByRole('button', { name: /^Roll back to/ });
    expect(
      screen.queryAllByRole('link', { name: 'See last log lines' }),
    ).toHaveLength(leads ? 1 : 0);
  });

  it('opens another placement by keyboard, and keeps it in the address', async () => {
    const portal = new Portal();
    portal.show(both());
    portal.open('en');
    await screen.findByText(words.en.cause);
    const tiles = screen.getByRole('navigation', { name: 'Where it runs' });
    const dev = within(tiles).getByRole('link', { name: /dev/ });
    expect(within(tiles).getByRole('link', { name: /prod/ })).toHaveAttribute(
      'aria-current',
    );
    dev.focus();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText(words.en.allReady)).toBeInTheDocument();
    expect(dev).toHaveAttribute('aria-current');
    expect(dev).toHaveAttribute(
      'href',
      expect.stringContaining('at=east%2Fshop-dev%2FDeployment%2Fpayments'),
    );
  });

  it('does not change what is open when another becomes worse', async () => {
    const portal = new Portal();
    portal.show(
      deploymentsOf(
        [live('east')],
        placement('dev', 'east'),
        placement('prod', 'east'),
      ),
    );
    portal.open('en');
    expect(
      await screen.findByRole('heading', { name: 'dev' }),
    ).toBeInTheDocument();
    portal.show(
      deploymentsOf([live('east')], placement('dev', 'east'), failing('prod')),
    );
    expect(
      await within(screen.getByRole('navigation')).findByText('Rollout failed'),
    ).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'dev' })).toBeInTheDocument();
  });

  it('opens no other when the open one is deleted', async () => {
    const portal = new Portal();
    portal.show(both());
    portal.open('en');
    await screen.findByText(words.en.cause);
    portal.show(deploymentsOf([live('east')], placement('dev', 'east')));
    expect(await screen.findByText(words.en.missing)).toHaveTextContent(
      'east/shop-prod/Deployment/payments',
    );
    expect(
      screen.queryByRole('article', { name: /Deployment/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: words.en.scale }),
    ).not.toBeInTheDocument();
  });

  it('moves no row while one points at it', async () => {
    const names = () =>
      within(screen.getByRole('table', { name: 'Pods' }))
        .getAllByRole('rowheader')
        .map(head => head.textContent);
    const showing = (...pods: string[]) =>
      deploymentsOf(
        [live('east')],
        placement('dev', 'east', { pods: pods.map(name => pod(name)) }),
      );
    const portal = new Portal();
    portal.show(showing('b', 'c'));
    portal.open('en');
    const table = await screen.findByRole('table', { name: 'Pods' });
    await userEvent.hover(table);
    portal.show(showing('a', 'c'));
    await waitFor(() => expect(names()).toEqual(['bGone', 'c', 'a']));
    await userEvent.unhover(table);
    await waitFor(() => expect(names()).toEqual(['a', 'c']));
  });

  it('leaves open what one has opened of a cause when its pod restarts', async () => {
    const portal = new Portal();
    portal.show(both());
    portal.open('en');
    const summary = await screen.findByText(words.en.raw);
    const prod = failing();
    portal.show(
      deploymentsOf([live('east')], {
        ...prod,
        replicas: { ...prod.replicas, desired: 5 },
        causes: prod.causes.map(cause => ({
          ...cause,
          facts: { ...cause.facts, restarts: 6 } as typeof cause.facts,
        })),
      }),
    );
    await within(screen.getByRole('navigation')).findByText(/\/5$/);
    expect(screen.getByText(words.en.raw)).toBe(summary);
  });

  it('looks again at a change when another has changed its workload', async () => {
    const portal = new Portal();
    portal.show(both());
    portal.open('en');
    await userEvent.click(
      await screen.findByRole('button', { name: words.en.scale }),
    );
    const dialog = await screen.findByRole('dialog');
    const verb = within(dialog).getByRole('button', {
      name: /^Scale payments/,
    });
    await waitFor(() => expect(verb).toBeEnabled());
    const prod = failing();
    const replicas = { ...prod.replicas, desired: 2 };
    portal.show(deploymentsOf([live('east')], { ...prod, replicas }));
    await waitFor(() => expect(verb).toBeDisabled());
    await waitFor(() => expect(verb).toBeEnabled());
    expect(portal.previewed).toHaveLength(2);
  });

  it.each([
    ['NotFoundError', /not there any more, or you may not see it/, false],
    ['Error', /the portal answers, but could not tell/, true],
  ])('says what it means that %s is told of it', async (name, said, stays) => {
    const portal = new Portal();
    portal.show(both());
    portal.open('en');
    const heading = await screen.findByRole('heading', { name: 'prod' });
    act(() => portal.streams.fail('deployments.service', name, 'No payments'));
    expect(await screen.findByText(said)).toBeInTheDocument();
    expect(heading.isConnected).toBe(stays);
    expect(screen.queryByText(words.en.lost)).not.toBeInTheDocument();
  });

  it('offers nothing, and says why, when rights cannot be asked', async () => {
    const portal = new Portal();
    portal.abilities = new Refused(503, 'ServiceUnavailableError', 'no etcd');
    portal.show(both());
    portal.open('en');
    const button = await screen.findByRole('button', { name: 'Scale…' });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(/could not be asked/),
    );
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).not.toHaveAccessibleDescription(/etcd|503/);
    const [raw] = screen.getAllByText('no etcd');
    expect(raw?.closest('details')).not.toHaveAttribute('open');
  });

  it('makes a change as it was looked at, and says that it is on its way', async () => {
    const portal = new Portal();
    portal.show(both());
    portal.open('en');
    const opener = await screen.findByRole('button', { name: 'Restart…' });
    await waitFor(() => expect(opener).toBeEnabled());
    await userEvent.click(opener);
    const dialog = await screen.findByRole('dialog');
    // Another could be begun behind its back, once it is put aside.
    expect(opener).toBeDisabled();
    const button = within(dialog).getByRole('button', {
      name: 'Restart payments',
    });
    await waitFor(() => expect(button).toBeEnabled());
    expect(screen.getAllByText('dev')).not.toEqual([]);
    portal.show(deploymentsOf([live('east')], failing()));
    await waitFor(() => expect(screen.queryAllByText('dev')).toEqual([]));
    expect(portal.previewed).toHaveLength(1);
    await userEvent.click(button);
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(opener).toBeEnabled();
    expect(opener).toHaveFocus();
    expect(portal.applied).toEqual([
      {
        ...portal.previewed[0],
        precondition: { uid: 'u1', resourceVersion: '7' },
        takeOver: false,
      },
    ]);
    const sent = screen.getByText(
      'payments is being restarted. You can watch it below.',
    );
    const { revisions, ...rest } = failing();
    portal.show(
      deploymentsOf([live('east')], {
        ...rest,
        replicas: placement('prod', 'east').replicas,
        rollout: { kind: 'complete' },
        revisions: [
          revision(4, { current: true }),
          ...revisions.map(one => ({ ...one, current: false })),
        ],
      }),
    );
    await waitFor(() => expect(sent).not.toBeInTheDocument());
  });
});
