import type { ServiceRuns } from '@pilothouse/plugin-platform-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Portal } from '../__testUtils__/portal';
import {
  at,
  broken,
  detailOf,
  knownRun,
  runOf,
  runsOf,
  stageOf,
} from '../__testUtils__/runs';
import { PipelinesTab } from './PipelinesTab';

const words = {
  en: {
    list: 'Runs of web',
    passed: 'Passed',
    name: '#12 of main',
    push: 'After a push by mei',
    took: '1m 12s',
    failedIn: /Failed in Unit tests/,
    tests: /1 of 48 tests failed/,
    noStep: 'Jenkinsfile line 44: no such step slackSend',
    other: 'Jenkinsfile: unexpected token',
    queued: 'Waits for its turn',
    held: /Begins when #12 of main has ended, which waits for an answer/,
    answer: 'Approve or reject #12 of main',
    none: /Nothing has run yet/,
    noneSo: /None of the runs that are shown is so/,
    stale: /does not answer in time.*This is as it was/,
    lost: /connection to the portal is lost/,
    trouble: 'Only what went wrong',
    branch: 'Branch',
    atServer: /shop\/web at the CI server/,
    deploys: /^The right of the pipeline/,
    deploysEnded: /deploy to dev ended .*fails/,
    deploysSoon: /deploy to test ends .*fails/,
    renew: 'Renew deploy rights',
  },
  zh: {
    list: 'web 的运行记录',
    passed: '成功',
    name: 'main #12',
    push: '由 mei 的推送触发',
    took: '1分钟12秒',
    failedIn: /在“Unit tests”阶段失败/,
    tests: /48 个测试中有 1 个失败/,
    noStep: 'Jenkinsfile 第 44 行：没有 slackSend 这个步骤',
    other: 'Jenkinsfile：unexpected token',
    queued: '排队中',
    held: /main #12 正在等待确认，须待其结束后才会开始/,
    answer: '批准或拒绝 main #12',
    none: /还没有运行过/,
    noneSo: /没有符合条件的/,
    stale: /没有及时响应.*以下是/,
    lost: /与门户的连接已断开/,
    trouble: '仅显示出错的',
    branch: '分支',
    atServer: /在 CI 服务器上查看 shop\/web/,
    deploys: /^流水线对/,
    deploysEnded: /对 dev 的部署权限已于.*到期/,
    deploysSoon: /对 test 的部署权限将于.*到期/,
    renew: '续期部署权限',
  },
} as const;

const rows = async (label: string) =>
  (await screen.findByRole('list', { name: label })).querySelectorAll(
    ':scope > li',
  );

describe.each(['en', 'zh'] as const)('runs of a service in %s', language => {
  const say = words[language];

  it('warns before the pipeline may deploy no more, and leads to the form', async () => {
    const portal = new Portal();
    const day = 24 * 3_600_000;
    const right = (environment: string, days: number) => ({
      ...{ cluster: 'east', namespace: `shop-${environment}`, environment },
      expiresAt: new Date(Date.now() + days * day).toISOString(),
    });
    portal.rights = [right('dev', -1), right('test', 3), right('prod', 300)];
    portal.showRuns(runsOf([runOf()]));
    portal.open(language, <PipelinesTab />);

    const [ended, soon] = await screen.findAllByText(say.deploys);
    expect(ended).toHaveTextContent(say.deploysEnded);
    expect(soon).toHaveTextContent(say.deploysSoon);
    expect(screen.queryByText(/prod/)).not.toBeInTheDocument();
    const [link] = screen.getAllByRole('link', { name: say.renew });
    expect(link).toHaveAttribute(
      'href',
      expect.stringMatching(
        /templates\/default\/renew-deploy-rights\?formData=.*component%3Adefault%2Fweb/,
      ),
    );
  });

  it('tells of each run its state, commit, cause, stages and times', async () => {
    const portal = new Portal();
    portal.showRuns(runsOf([runOf({ stages: [stageOf('Package')] })]));
    portal.open(language, <PipelinesTab />);
    const list = within(await screen.findByRole('list', { name: say.list }));
    expect(list.getByText(say.passed)).toBeInTheDocument();
    expect(list.getByRole('link', { name: say.name })).toBeInTheDocument();
    expect(list.getByText('9f3c1e0b')).toBeInTheDocument();
    expect(list.getByText('Count teas by kind')).toBeInTheDocument();
    expect(list.getByText('Mei')).toBeInTheDocument();
    expect(list.getByText(say.push)).toBeInTheDocument();
    expect(list.getByText(say.took)).toBeInTheDocument();
    // Its name is there for all to see, not only for those who point at it.
    const stage = list.getByText('Package').closest('li');
    expect(stage).toHaveTextContent(`Package · ${say.passed} 3.4`);
    expect(stage).toHaveAttribute(
      'title',
      expect.stringContaining(`Package · ${say.passed} · 3.4`),
    );
  });

  it.each([
    ['leads to the job where people can open its page', {}, 1],
    ['leads to no page that they cannot open', { url: undefined }, 0],
  ])('%s', async (_, more, count) => {
    const portal = new Portal();
    portal.showRuns(runsOf([runOf()], more));
    portal.open(language, <PipelinesTab />);
    await screen.findByRole('list', { name: say.list });
    expect(screen.queryAllByRole('link', { name: say.atServer })).toHaveLength(
      count,
    );
  });

  it('tells at the top which test of main failed and with what', async () => {
    const portal = new Portal();
    portal.showRuns(runsOf([runOf({ branch: 'next', number: 40 }), broken]));
    portal.showRun({ ...knownRun(), ...{ run: broken } });
    portal.open(language, <PipelinesTab />);
    expect(
      await screen.findByText('Expected 119 but found 100'),
    ).toBeInTheDocument();
    expect(screen.getByText('adds the tax')).toBeInTheDocument();
    expect(screen.getAllByText(say.failedIn).length).toBeGreaterThan(0);
    expect(screen.getAllByText(say.tests).length).toBeGreaterThan(0);
  });

  it.each([
    [
      'noStep',
      { line: 44, unknownStep: 'slackSend', text: 'No such DSL method' },
    ],
    ['other', { text: 'unexpected token' }],
  ] as const)(
    'tells at the top and in its row what is wrong with a Jenkinsfile: %s',
    async (said, jenkinsfile) => {
      const portal = new Portal();
      portal.showRuns(runsOf([runOf({ state: 'failed', jenkinsfile })]));
      portal.open(language, <PipelinesTab />);
      expect(await screen.findAllByText(say[said])).toHaveLength(2);
    },
  );

  it('shows what waits for its turn, and why', async () => {
    const portal = new Portal();
    portal.showRuns(
      runsOf([], {
        queued: [
          {
            id: 4,
            job: 'shop/web/main',
            branch: 'main',
            because: 'No executor',
          },
        ],
      }),
    );
    portal.open(language, <PipelinesTab />);
    expect(await screen.findByText(say.queued)).toBeInTheDocument();
    expect(screen.getByText('No executor')).toBeInTheDocument();
  });

  it('says behind whose question a push waits, and leads to that', async () => {
    const portal = new Portal();
    const because = 'Build #12 is already in progress (ETA: N/A)';
    const asks = runOf({ state: 'waiting-for-input' });
    const queued = [{ id: 4, job: asks.job, branch: 'main', because }];
    portal.showRuns(runsOf([asks], { queued }));
    portal.open(language, <PipelinesTab />);
    expect(await screen.findByText(say.held)).toHaveAttribute('title', because);
    expect(screen.queryByText(because)).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: say.answer })).toHaveAttribute(
      'href',
      expect.stringContaining('run=12'),
    );
  });

  it('says that nothing has run', async () => {
    const portal = new Portal();
    portal.showRuns(runsOf([]));
    portal.open(language, <PipelinesTab />);
    expect(await screen.findByText(say.none)).toBeInTheDocument();
  });

  it('dates what a slow CI server told before', async () => {
    const portal = new Portal();
    const because = { kind: 'slow', message: 'no answer in 10 s' } as const;
    const told = runsOf([runOf()]);
    portal.showRuns({
      ...told,
      knowledge: { kind: 'stale', readAt: at, since: at, because },
    } as ServiceRuns);
    portal.open(language, <PipelinesTab />);
    const note = await screen.findByText('no answer in 10 s');
    expect(note.closest('[role="status"]')).toHaveTextContent(say.stale);
    expect(await rows(say.list)).toHaveLength(1);
  });

  it('keeps what it shows when the portal is lost', async () => {
    const portal = new Portal();
    portal.showRuns(runsOf([runOf()]));
    portal.open(language, <PipelinesTab />);
    await screen.findByRole('list', { name: say.list });
    portal.streams.refuse(503, 'ServiceUnavailableError', 'down');
    portal.streams.break(new Error('network'));
    expect(await screen.findByText(say.lost)).toBeInTheDocument();
    expect(await rows(say.list)).toHaveLength(1);
  });

  it('filters by branch and by trouble, and keeps both in the address', async () => {
    const portal = new Portal();
    portal.showRuns(
      runsOf([
        runOf({ number: 3, branch: 'next', state: 'failed' }),
        runOf({ number: 2 }),
        runOf({ number: 1, branch: 'next' }),
      ]),
    );
    portal.open(language, <PipelinesTab />);
    expect(await rows(say.list)).toHaveLength(3);
    fireEvent.change(screen.getByLabelText(say.branch), {
      target: { value: 'next' },
    });
    await waitFor(async () => expect(await rows(say.list)).toHaveLength(2));
    await userEvent.click(screen.getByLabelText(say.trouble));
    await waitFor(async () => expect(await rows(say.list)).toHaveLength(1));
    expect(screen.getByTestId('address')).toHaveTextContent(
      '?branch=next&only=trouble',
    );
    fireEvent.change(screen.getByLabelText(say.branch), {
      target: { value: 'main' },
    });
    expect(await screen.findByText(say.noneSo)).toBeInTheDocument();
  });

  it('goes from run to run by keys, opens one and comes back', async () => {
    const portal = new Portal();
    portal.showRuns(runsOf([runOf({ number: 13 }), runOf()]));
    portal.showRun({ ...knownRun(), ...{ run: detailOf() } });
    portal.open(language, <PipelinesTab />);
    await screen.findByRole('list', { name: say.list });
    await userEvent.keyboard('jjj');
    expect(document.activeElement).toHaveTextContent(say.name);
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('heading', { name: say.name }),
    ).toBeInTheDocument();
    expect(screen.getByTestId('address')).toHaveTextContent('run=12');
    await userEvent.keyboard('{Escape}');
    expect(
      await screen.findByRole('list', { name: say.list }),
    ).toBeInTheDocument();
  });
});
