import type { PendingInput } from '@pilothouse/plugin-platform-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { withLayout } from '@pilothouse/plugin-platform-react/testing';
import { mayLook, Portal, Refused } from '../__testUtils__/portal';
import { at, broken, knownRun, stageOf } from '../__testUtils__/runs';
import { PipelinesTab } from '../tab/PipelinesTab';

withLayout();

const query = '?job=shop%2Fweb%2Fmain&run=12';
const run = { job: 'shop/web/main', number: 12 };
const entityRef = 'component:default/web';

const question: PendingInput = {
  id: 'Deploy',
  message: 'Deploy to prod?',
  proceed: 'Deploy',
  parameters: [{ name: 'SITE', kind: 'choice', choices: ['east', 'west'] }],
};

const words = {
  en: {
    took: 'took 1m 12s',
    running: 'has been running for 1m 12s',
    wasRunning: 'had been running for 1m 12s when last heard of',
    failed: 'Failed tests',
    stages: 'Stages',
    log: 'Lines of the log',
    runAgain: 'Run again…',
    runVerb: 'Run main again',
    runEffect: /Builds the newest commit of main/,
    runSent: /A new run is ordered/,
    abort: 'Abort…',
    abortVerb: 'Abort #12 of main',
    abortEffect: /in the middle of Package/,
    proceed: 'Deploy…',
    approve: 'Approve…',
    approveVerb: 'Approve',
    reject: 'Reject…',
    rejectVerb: 'Reject and end the run',
    mayNot: /You may not answer this/,
    restricted: /takes the answer from ops only/,
    atServer: /Open at the CI server/,
    notHere: /there is no page to answer it on/,
    absent: 'There is no run 12 of shop/web/main',
    mayBeGone: /It may have discarded an old run/,
    all: 'See all runs of web',
    moved: /has moved on in the meantime/,
    lost: /It is not known whether this was done.*whether there is a new one/,
    answered: /has been answered already/,
    approved: /Approved by Mei Chen 2 min\. ago/,
    given: 'What people did to this run',
    until: /Without an answer the run ends at .*2031/,
    close: 'Close',
    noLog: 'You may not read this log',
    earlier: /Show earlier lines/,
    copy: 'Copy the image with its digest',
    search: 'Search in these lines ( / )',
    found: '2 lines have it',
    download: 'Download the whole log',
  },
  zh: {
    took: '用时 1分钟12秒',
    running: '已运行 1分钟12秒',
    wasRunning: '最近一次得知时已运行 1分钟12秒',
    failed: '失败的测试',
    stages: '阶段',
    log: '日志内容',
    runAgain: '重新运行…',
    runVerb: '重新运行 main',
    runEffect: /构建 main 的最新提交/,
    runSent: /已下达新的运行/,
    abort: '中止…',
    abortVerb: '中止 main #12',
    abortEffect: /在“Package”阶段中途停止/,
    proceed: 'Deploy…',
    approve: '批准…',
    approveVerb: '批准',
    reject: '拒绝…',
    rejectVerb: '拒绝并结束运行',
    mayNot: /您无权答复/,
    restricted: /只接受 ops 的答复/,
    atServer: /在 CI 服务器上打开/,
    notHere: /没有可供打开的页面/,
    absent: 'shop/web/main 没有编号为 12 的运行',
    mayBeGone: /较早的运行可能已被清理/,
    all: '查看 web 的全部运行记录',
    moved: /已发生变化/,
    lost: /无法确认操作是否已执行.*是否已有新的运行/,
    answered: /已有人答复/,
    approved: /Mei Chen 2 ?分钟前批准了此次运行/,
    given: '对此次运行的操作',
    until: /若无人答复，运行将于 2031.* 结束/,
    close: '关闭',
    noLog: '您无权查看此日志',
    earlier: /显示更早的日志/,
    copy: '复制带摘要的镜像地址',
    search: '在已显示的日志中搜索 ( / )',
    found: '2 行匹配',
    download: '下载完整日志',
  },
} as const;

const button = (name: string) => screen.findByRole('button', { name });
const dialog = () => screen.findByRole('dialog');

describe.each(['en', 'zh'] as const)('a run in %s', language => {
  const say = words[language];
  const open = (portal: Portal) =>
    portal.open(language, <PipelinesTab />, query);

  it('tells failed tests, stages with their reasons, and the log', async () => {
    const portal = new Portal();
    portal.log = '+ npm test\nnot ok 1 - adds the tax\n';
    portal.showRun({ ...knownRun(), ...{ run: broken } });
    open(portal);
    const tests = within(await screen.findByRole('list', { name: say.failed }));
    expect(tests.getByText('Expected 119 but found 100')).toBeInTheDocument();
    const stages = within(screen.getByRole('list', { name: say.stages }));
    expect(stages.getByText('script returned exit code 1')).toBeInTheDocument();
    expect(stages.getAllByRole('listitem')).toHaveLength(3);
    expect(
      await screen.findByText('not ok 1 - adds the tax'),
    ).toBeInTheDocument();
  });

  const current = { kind: 'current', readAt: at } as const;
  const stale = {
    kind: 'stale',
    readAt: at,
    since: at,
    because: { kind: 'slow', message: 'No answer' },
  } as const;
  it.each([
    ['succeeded', current, 'took'],
    ['succeeded', stale, 'took'],
    ['aborted', current, 'took'],
    ['running', current, 'running'],
    ['waiting-for-input', current, 'running'],
    ['running', stale, 'wasRunning'],
  ] as const)(
    'says how long one that is %s has lasted: %j, %s',
    async (state, knowledge, lasted) => {
      const portal = new Portal();
      portal.showRun(knownRun({ state }, knowledge));
      open(portal);

      expect(
        await screen.findByText(
          (_, element) => element?.textContent === say[lasted],
        ),
      ).toBeInTheDocument();
    },
  );

  it('has the image with its digest to be copied', async () => {
    const digest = `sha256:${'ab12'.repeat(16)}`;
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    const portal = new Portal();
    portal.showRun(
      knownRun({
        image: { repository: 'r.io/shop/web', tag: '9f-12', digest },
      }),
    );
    open(portal);
    await user.click(await button(say.copy));
    expect(write).toHaveBeenCalledWith(`r.io/shop/web@${digest}`);
  });

  it('runs again after saying what that does', async () => {
    const portal = new Portal();
    portal.showRun(knownRun());
    open(portal);
    await userEvent.click(await button(say.runAgain));
    expect(await dialog()).toHaveTextContent(say.runEffect);
    expect(portal.orders).toEqual([]);
    await userEvent.click(await button(say.runVerb));
    expect(await screen.findByText(say.runSent)).toBeInTheDocument();
    expect(portal.orders).toEqual([['run-again', { entityRef, run }]]);
  });

  it('aborts what goes on, and says in which stage', async () => {
    const portal = new Portal();
    portal.showRun(
      knownRun({
        state: 'running',
        stages: [stageOf('Package', { state: 'running' })],
      }),
    );
    open(portal);
    await userEvent.click(await button(say.abort));
    expect(await dialog()).toHaveTextContent(say.abortEffect);
    expect(screen.queryByText(say.runAgain)).not.toBeInTheDocument();
    await userEvent.click(await button(say.abortVerb));
    await waitFor(() =>
      expect(portal.orders).toEqual([['abort', { entityRef, run }]]),
    );
  });

  it.each<['proceed' | 'reject', object]>([
    ['proceed', { kind: 'proceed', parameters: { SITE: 'west' } }],
    ['reject', { kind: 'abort' }],
  ])('answers a question: %s', async (kind, answer) => {
    const portal = new Portal();
    portal.showRun(
      knownRun({ state: 'waiting-for-input', inputs: [question] }),
    );
    open(portal);
    await userEvent.click(await button(say[kind]));
    const asked = within(await dialog());
    if (kind === 'proceed') {
      fireEvent.change(asked.getByLabelText('SITE'), {
        target: { value: 'west' },
      });
    }
    const verb = kind === 'proceed' ? 'Deploy' : say.rejectVerb;
    await userEvent.click(asked.getByRole('button', { name: verb }));
    await waitFor(() =>
      expect(portal.orders).toEqual([
        ['answer-input', { entityRef, run, inputId: 'Deploy', answer }],
      ]),
    );
  });

  it('names in its own words what the pipeline does not name', async () => {
    const portal = new Portal();
    const inputs = [{ ...question, parameters: [], proceed: undefined }];
    portal.showRun(knownRun({ state: 'waiting-for-input', inputs }));
    open(portal);
    await userEvent.click(await button(say.approve));
    const asked = within(await dialog());
    await userEvent.click(asked.getByRole('button', { name: say.approveVerb }));
    const answer = { kind: 'proceed', parameters: {} };
    await waitFor(() =>
      expect(portal.orders).toEqual([
        ['answer-input', { entityRef, run, inputId: 'Deploy', answer }],
      ]),
    );
  });

  it('says in an open dialog that another person has answered', async () => {
    const portal = new Portal();
    portal.showRun(
      knownRun({ state: 'waiting-for-input', inputs: [question] }),
    );
    open(portal);
    await userEvent.click(await button(say.proceed));
    const asked = within(await dialog());
    expect(asked.queryByText(say.answered)).not.toBeInTheDocument();
    const earlier = new Date(Date.now() - 150_000).toISOString();
    const given = {
      kind: 'proceed',
      who: 'Mei Chen',
      at: earlier,
    } as const;
    const orders = [{ ...given, inputId: question.id, question: 'Deploy?' }];
    portal.showRun(knownRun({ state: 'running', inputs: [], orders }));
    expect(await asked.findByText(say.answered)).toBeInTheDocument();
    expect(await dialog()).toHaveTextContent(say.approved);
    const list = screen.getByRole('list', { name: say.given, hidden: true });
    expect(list).toHaveTextContent(say.approved);
    expect(list).toHaveTextContent('Deploy?');
    expect(asked.queryByRole('button', { name: 'Deploy' })).toBeNull();
    expect(asked.queryByLabelText('SITE')).toBeNull();
    await userEvent.click(asked.getByRole('button', { name: say.close }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says until when a question can be answered', async () => {
    const portal = new Portal();
    const until = '2031-04-01T08:00:00.000Z';
    const inputs = [{ ...question, until }];
    portal.showRun(knownRun({ state: 'waiting-for-input', inputs }));
    open(portal);
    await button(say.proceed);
    expect(document.body).toHaveTextContent(say.until);
  });

  it('says so to the slower of two who answer at once', async () => {
    const portal = new Portal();
    portal.result = new Refused(404, 'NotFoundError', 'does not ask it');
    portal.showRun(
      knownRun({ state: 'waiting-for-input', inputs: [question] }),
    );
    open(portal);
    await userEvent.click(await button(say.proceed));
    const asked = within(await dialog());
    await userEvent.click(asked.getByRole('button', { name: 'Deploy' }));
    expect(await asked.findByRole('alert')).toHaveTextContent(say.answered);
  });

  it('shows the question, but no buttons, to those who may only look', async () => {
    const portal = new Portal();
    portal.abilities = mayLook;
    portal.showRun(
      knownRun({ state: 'waiting-for-input', inputs: [question] }),
    );
    open(portal);
    expect(await screen.findByText('Deploy to prod?')).toBeInTheDocument();
    expect(await screen.findByText(say.mayNot)).toBeInTheDocument();
    for (const name of [say.proceed, say.reject, say.abort]) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
  });

  it('leaves a question to those whom alone it is for', async () => {
    const url = 'https://ci.example.com/input/';
    const inputs = [{ ...question, restrictedTo: 'ops', url }];
    const portal = new Portal();
    portal.showRun(knownRun({ state: 'waiting-for-input', inputs }));
    open(portal);
    expect(await screen.findByText(say.restricted)).toBeInTheDocument();
    await button(say.abort);
    for (const name of [say.proceed, say.reject]) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
    const links = screen.getAllByRole('link', { name: say.atServer });
    expect(links.map(link => link.getAttribute('href'))).toContain(url);
  });

  it('leads to no page of a CI server that people cannot open', async () => {
    const artifacts = [{ path: 'out/report.html' }];
    const parameters = [{ name: 'KEY', kind: 'other' as const }];
    const inputs = [{ ...question, parameters }];
    const portal = new Portal();
    portal.showRun(
      knownRun({
        state: 'waiting-for-input',
        url: undefined,
        inputs,
        artifacts,
      }),
    );
    open(portal);
    expect(await screen.findByText('out/report.html')).toBeInTheDocument();
    expect(screen.getByText(say.notHere)).toBeInTheDocument();
    const links = screen.getAllByRole('link');
    // The way back to all runs.
    expect(links.map(link => link.getAttribute('href'))).toEqual(['/']);
  });

  it('keeps the dialog and says why when an order is refused', async () => {
    const portal = new Portal();
    portal.result = new Refused(409, 'ConflictError', 'it has ended');
    portal.showRun(knownRun({ state: 'running' }));
    open(portal);
    await userEvent.click(await button(say.abort));
    await userEvent.click(await button(say.abortVerb));
    const alert = await within(await dialog()).findByRole('alert');
    expect(alert).toHaveTextContent(say.moved);
    expect(alert).toHaveTextContent('it has ended');
  });

  it('does not offer once more what may have been done', async () => {
    const portal = new Portal();
    portal.result = new Refused(504, 'Error', 'no answer in time');
    portal.showRun(knownRun());
    open(portal);
    await userEvent.click(await button(say.runAgain));
    await userEvent.click(await button(say.runVerb));
    const asked = within(await dialog());
    expect(await asked.findByRole('alert')).toHaveTextContent(say.lost);
    expect(asked.queryByRole('button', { name: say.runVerb })).toBeNull();
    await userEvent.click(asked.getByRole('button', { name: say.close }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(portal.orders).toHaveLength(1);
  });

  it('says that there is no such run, and leads to those that there are', async () => {
    const portal = new Portal();
    portal.showRun({ kind: 'run-absent', readAt: '2031-04-01T08:00:00Z' });
    portal.open(language, <PipelinesTab />, `${query}&branch=main`);
    expect(
      await screen.findByRole('heading', { name: say.absent }),
    ).toBeInTheDocument();
    expect(screen.getByText(say.mayBeGone)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: say.all })).toHaveAttribute(
      'href',
      '/?branch=main',
    );
  });

  it('says why there is no log, beside what there is', async () => {
    const portal = new Portal();
    portal.log = new Refused(403, 'NotAllowedError', 'not yours');
    portal.showRun({ ...knownRun(), ...{ run: broken } });
    open(portal);
    expect(await screen.findByText(say.noLog)).toBeInTheDocument();
    expect(screen.getByText('Expected 119 but found 100')).toBeInTheDocument();
  });

  it('begins a long log near its end, and goes back on demand', async () => {
    const portal = new Portal();
    const line = `${'x'.repeat(63)}\n`;
    portal.log = `the beginning\n${line.repeat(8_192)}the end\n`;
    portal.showRun(knownRun());
    open(portal);
    expect(await screen.findByText('the end')).toBeInTheDocument();
    await userEvent.click(await screen.findByText(say.earlier));
    await waitFor(() =>
      expect(screen.queryByText(say.earlier)).not.toBeInTheDocument(),
    );
    await waitFor(() =>
      expect(screen.getByRole('log', { name: say.log })).toBeInTheDocument(),
    );
  });

  it('finds a text in the log, and goes from line to line', async () => {
    const portal = new Portal();
    portal.log = 'adds\nthe tax\nthe Tax office\n';
    portal.showRun(knownRun());
    open(portal);
    await screen.findByText('adds');
    await userEvent.type(screen.getByLabelText(say.search), 'tax');
    expect(await screen.findByText(say.found)).toBeInTheDocument();
    const marks = () =>
      within(screen.getByRole('log', { name: say.log }))
        .getAllByText(/^tax$/i)
        .map(mark => mark.closest('[aria-current]') !== null);
    expect(marks()).toEqual([false, false]);
    await userEvent.keyboard('{Enter}{Enter}');
    expect(marks()).toEqual([false, true]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByText(say.found)).not.toBeInTheDocument(),
    );
  });

  it('hands over the whole log as a file', async () => {
    const kept: { file: Blob; name: string }[] = [];
    const made = jest.fn((file: Blob) => {
      kept.push({ file, name: '' });
      return 'blob:log';
    });
    Object.assign(URL, { createObjectURL: made, revokeObjectURL: () => {} });
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    const portal = new Portal();
    portal.log = 'from the beginning\nto the end\n';
    portal.showRun(knownRun());
    open(portal);
    await userEvent.click(await button(say.download));
    await waitFor(() => expect(click).toHaveBeenCalledTimes(1));
    expect(await kept[0]?.file.text()).toBe(portal.log);
    const [link] = click.mock.contexts;
    expect(link).toHaveProperty('download', expect.stringMatching(/\.log$/));
    click.mockRestore();
  });
});
