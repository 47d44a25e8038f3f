import { fetchApiRef } from '@backstage/frontend-plugin-api';
import type {
  PipelineFailure,
  UndoneThing,
  UndoState,
} from '@pilothouse/plugin-platform-common';
import {
  renderIn,
  type TestLanguage,
} from '@pilothouse/plugin-platform-react/testing';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { UndoCard } from './UndoCard';

const service = 'checkout';
const removed: UndoneThing[] = [
  { kind: 'hook', name: 'shop/checkout', where: 'git.example.com' },
  { kind: 'job', name: 'shop/checkout' },
  { kind: 'rights', name: 'checkout', where: 'east/shop-dev' },
  { kind: 'folder', name: 'shop' },
  { kind: 'release', name: 'checkout', where: 'east/shop-dev' },
  { kind: 'images', name: 'shop/checkout' },
  { kind: 'reader', name: 'shop', where: 'git.example.com' },
  { kind: 'robot', name: 'push', where: 'shop' },
  { kind: 'project', name: 'shop' },
  { kind: 'registration', name: 'component:default/checkout' },
  { kind: 'repository', name: 'shop/checkout', where: 'git.example.com' },
];
const left = [
  {
    kind: 'repository',
    name: 'shop/checkout',
    where: 'git.example.com',
    because: 'it has further commits',
  } as const,
];

const states: Record<string, UndoState> = {
  running: { state: 'not-ended' },
  nothing: { state: 'nothing-to-undo' },
  stopped: { state: 'nothing-to-undo', ended: 'cancelled' },
  broken: { state: 'nothing-to-undo', ended: 'failed' },
  cancelled: { state: 'done', ended: 'cancelled', service, removed },
  failed: { state: 'done', ended: 'failed', service, removed: [] },
  underWay: { state: 'under-way', service, removed: [] },
  early: { state: 'under-way', removed: [] },
  done: { state: 'done', service, removed },
  unmade: { state: 'done', service, removed: [] },
  left: { state: 'left', service, removed: removed.slice(0, 1), left },
  stays: {
    ...{ state: 'left', service, removed: [] },
    left: [
      {
        ...{ kind: 'namespace', name: 'shop-test', where: 'east', stays: true },
        because: 'it holds secrets/mine',
      },
    ],
  },
};

const failure: PipelineFailure = {
  job: 'shop/checkout/main',
  number: 1,
  state: 'failed',
  stages: [{ name: 'Unit tests', because: 'exit 1' }],
  failedTests: [{ name: 'adds up', message: 'expected 4 to be 5' }],
  failedTestsCut: true,
};

const words = {
  en: {
    underWay: 'The creation of checkout is being undone…',
    early: 'The creation of the service is being undone…',
    done: 'The creation of checkout is undone. Nothing is left behind.',
    left: '1 thing is left of checkout',
    nothing: 'The run had not made anything yet.',
    things: [
      'webhook of the repository shop/checkout at git.example.com',
      'job shop/checkout of the CI server',
      'rights to deploy checkout to east/shop-dev',
      'folder shop of the CI server',
      'what was deployed as checkout to east/shop-dev',
      'images shop/checkout of the registry',
      'account by which pipelines of shop read repositories at git.example.com',
      'robot account push of the project shop of the registry',
      'project shop of the registry',
      'entity component:default/checkout of the catalog',
      'repository shop/checkout at git.example.com',
    ],
    toDo: /tried again every minute.*delete by hand/,
    stays: /not tried again/,
    work: /somebody has worked in the repository/,
    failed: 'How far this creation is undone could not be found out',
    again: 'Try again',
    lost: 'The connection to the portal is lost',
    cancelled: 'Cancelled: this run goes no further.',
    pipeline: {
      failedIn: 'Run #1 of its pipeline failed in Unit tests.',
      failed: 'Run #1 of its pipeline failed.',
      aborted: 'Run #1 of its pipeline was aborted.',
      other: 'Run #1 of its pipeline did not succeed.',
      step: 'Jenkinsfile line 3: no such step deploy',
      cut: 'More tests failed than are shown here.',
    },
    broken: /^Failed: checkout was not created/,
  },
  zh: {
    underWay: '正在撤销创建：checkout…',
    early: '正在撤销创建：该服务…',
    done: '已撤销创建：checkout。没有任何残留。',
    left: 'checkout 还有 1 项残留',
    nothing: '该任务尚未创建任何内容。',
    things: [
      '代码仓库 shop/checkout（git.example.com）的 Webhook',
      'CI 服务器上的任务 shop/checkout',
      '将 checkout 部署到 east/shop-dev 的权限',
      'CI 服务器上的文件夹 shop',
      '以 checkout 部署到 east/shop-dev 的内容',
      '镜像仓库中的镜像 shop/checkout',
      'shop 的流水线在 git.example.com 读取代码仓库所用的账户',
      '镜像仓库项目 shop 的机器人账户 push',
      '镜像仓库中的项目 shop',
      '软件目录中的实体 component:default/checkout',
      '代码仓库 shop/checkout（git.example.com）',
    ],
    toDo: /每分钟会重试一次.*手动删除/,
    stays: /不会再尝试/,
    work: /已有人在代码仓库中提交过内容/,
    failed: '无法得知本次创建的撤销进度',
    again: '重试',
    lost: '与平台的连接已中断',
    cancelled: '已取消：该任务不会继续执行。',
    pipeline: {
      failedIn: '流水线第 1 次运行在“Unit tests”阶段失败。',
      failed: '流水线第 1 次运行失败。',
      aborted: '流水线第 1 次运行已中止。',
      other: '流水线第 1 次运行未成功。',
      step: 'Jenkinsfile 第 3 行：没有 deploy 这个步骤',
      cut: '失败的测试多于此处显示的数量。',
    },
    broken: /^创建失败：checkout 未能创建/,
  },
};

const answer = (state: keyof typeof states) => () =>
  Response.json(states[state]);
const refusal = (status: number, name: string) => () =>
  Response.json(
    {
      error: { name, message: 'because' },
      request: { method: 'GET', url: '/' },
      response: { statusCode: status },
    },
    { status },
  );

/** Opens the card; the last answer is given for ever. */
function open(
  language: TestLanguage,
  answers: readonly (() => Response)[],
  pauseMs = 1,
) {
  const queue = [...answers];
  const fetch = jest.fn(async (_url: string) => {
    const [next] = queue.length > 1 ? queue.splice(0, 1) : queue;
    return next();
  });
  const view = renderIn(
    language,
    <UndoCard taskId="a-run" pauseMs={pauseMs} />,
    { apis: [[fetchApiRef, { fetch }]] },
  );
  return { fetch, ...view };
}

const heading = (name: string) =>
  screen.findByRole('heading', { level: 2, name });

describe.each(['en', 'zh'] as const)('in %s', language => {
  const say = words[language];

  it.each(['underWay', 'early', 'done', 'unmade', 'left'] as const)(
    'tells what is %s',
    async state => {
      const { fetch } = open(language, [answer(state)]);

      const title = state === 'unmade' ? say.done : say[state];
      expect(await heading(title)).toBeInTheDocument();
      expect(screen.getByRole('region', { name: title })).toBeInTheDocument();
      expect(fetch).toHaveBeenCalledWith(
        expect.stringMatching(/\/scaffolder\/pilothouse\/tasks\/a-run\/undo$/),
        expect.anything(),
      );
    },
  );

  it('lists what was removed', async () => {
    open(language, [answer('done')]);

    await heading(say.done);
    const items = screen.getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual(say.things);
  });

  it('says when there was nothing', async () => {
    open(language, [answer('unmade')]);

    expect(await screen.findByText(say.nothing)).toBeInTheDocument();
  });

  it('says what stays for good, and asks no more', async () => {
    const { fetch } = open(language, [answer('stays')]);

    await heading(say.left);
    expect(screen.getByText(say.stays)).toBeInTheDocument();
    expect(screen.getByText('it holds secrets/mine')).toBeInTheDocument();
    expect(screen.queryByText(say.toDo)).not.toBeInTheDocument();
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('says what is left, why, and what to do', async () => {
    open(language, [answer('left')]);

    await heading(say.left);
    expect(screen.getByText('it has further commits')).toBeInTheDocument();
    expect(screen.getByText(say.work)).toBeInTheDocument();
    expect(screen.getByText(say.toDo)).toBeInTheDocument();
    expect(screen.getByText(say.things[0])).toBeInTheDocument();
  });

  it.each(['stopped', 'cancelled'] as const)(
    'says that a run was cancelled (%s)',
    async state => {
      open(language, [answer(state)]);

      const line = await screen.findByText(say.cancelled);
      expect(line).toBeVisible();
      // By this the app's stylesheet stops the progress bar of the stock page.
      expect(line.closest('[data-run-ended="cancelled"]')).not.toBeNull();
    },
  );

  it('says that a run failed, which is no success', async () => {
    open(language, [answer('failed')]);

    expect(await screen.findByText(say.broken)).toBeVisible();
    const shape = (await heading(say.done)).querySelector('span');
    expect(shape).toHaveAttribute('class', expect.stringMatching(/-failed-/));
  });

  it.each<[string, Partial<PipelineFailure>, keyof typeof say.pipeline]>([
    ['which test failed with what', {}, 'failedIn'],
    ['that it failed nowhere', { stages: [] }, 'failed'],
    ['that it was aborted', { state: 'aborted' }, 'aborted'],
    ['that it was not built', { state: 'not-built' }, 'other'],
  ])('says of a pipeline %s', async (_, change, sentence) => {
    const pipeline = { ...failure, ...change };
    open(language, [() => Response.json({ ...states.failed, pipeline })]);

    expect(
      await screen.findByRole('heading', {
        level: 3,
        name: say.pipeline[sentence],
      }),
    ).toBeVisible();
    expect(screen.getByText('adds up')).toBeVisible();
    expect(screen.getByText('expected 4 to be 5')).toBeVisible();
    expect(screen.queryByText('exit 1')).toBeNull();
    expect(screen.getByText(say.broken)).toBeVisible();
    expect(screen.getByText(say.pipeline.cut)).toBeVisible();
  });

  it.each<[string, Partial<PipelineFailure>, string]>([
    ['of the CI server where there is no test', {}, 'exit 1'],
    [
      'of a Jenkinsfile',
      { jenkinsfile: { line: 3, unknownStep: 'deploy', text: 'No such DSL' } },
      say.pipeline.step,
    ],
  ])('has the words %s', async (_, change, text) => {
    const pipeline = { ...failure, failedTests: [], ...change };
    open(language, [() => Response.json({ ...states.failed, pipeline })]);

    expect(await screen.findByText(text)).toBeVisible();
  });

  it('says when it cannot be found out how far one is undone', async () => {
    const away = refusal(503, 'ServiceUnavailableError');
    open(language, [answer('underWay'), away]);

    expect(await screen.findByText(say.failed)).toBeInTheDocument();
    expect(screen.queryByText(say.lost)).toBeNull();
  });

  it.each([
    ['before anything was told', []],
    ['while a run is under way', [answer('running')]],
  ])('says of a portal that is away %s nothing of undoing', async (_, told) => {
    const away = refusal(503, 'ServiceUnavailableError');
    open(language, [...told, away]);

    expect(await screen.findByText(say.lost)).toBeInTheDocument();
    expect(screen.queryByText(say.failed)).toBeNull();
  });

  it('tries again', async () => {
    open(
      language,
      [refusal(503, 'ServiceUnavailableError'), answer('done')],
      1e9,
    );

    await screen.findByText(say.lost);
    await userEvent.click(screen.getByRole('button', { name: say.again }));
    expect(await heading(say.done)).toBeInTheDocument();
  });
});

it('asks again until nothing is left, and no more', async () => {
  const { fetch } = open('en', [
    answer('running'),
    refusal(503, 'ServiceUnavailableError'),
    answer('underWay'),
    answer('left'),
    answer('done'),
  ]);

  expect(await heading(words.en.done)).toBeInTheDocument();
  expect(fetch).toHaveBeenCalledTimes(5);
});

it.each([
  ['a run that ended well', answer('nothing')],
  ['a run that failed before it kept a name', answer('broken')],
  ['a run that one may not see', refusal(404, 'NotFoundError')],
  ['a run that is under way', answer('running')],
])('shows nothing of %s', async (_, told) => {
  const response = told();
  const { container } = open('en', [() => response], 1e9);

  await waitFor(() => expect(response.bodyUsed).toBe(true));
  await act(async () => {});
  expect(container).not.toHaveTextContent(/undone|left/);
});

it('asks nothing while the page is hidden', async () => {
  const hidden = jest.spyOn(document, 'visibilityState', 'get');
  const added = jest.spyOn(document, 'addEventListener');
  try {
    hidden.mockReturnValue('hidden');
    const { fetch } = open('en', [answer('underWay'), answer('done')]);
    await heading(words.en.underWay);
    await waitFor(() =>
      expect(added).toHaveBeenCalledWith('visibilitychange', expect.anything()),
    );
    expect(fetch).toHaveBeenCalledTimes(1);

    hidden.mockReturnValue('visible');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(await heading(words.en.done)).toBeInTheDocument();
  } finally {
    added.mockRestore();
    hidden.mockRestore();
  }
});

it('ends its question with the page', async () => {
  let signal: AbortSignal | null | undefined;
  const fetch = (_: unknown, init?: RequestInit) => {
    signal = init?.signal;
    return new Promise<Response>(() => {});
  };
  const { unmount } = renderIn('en', <UndoCard taskId="a" pauseMs={1} />, {
    apis: [[fetchApiRef, { fetch }]],
  });
  await waitFor(() => expect(signal).toBeDefined());

  unmount();

  expect(signal?.aborted).toBe(true);
});
