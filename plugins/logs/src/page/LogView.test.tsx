import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import type { Cluster, PodRow } from '@pilothouse/plugin-platform-common';
import userEvent from '@testing-library/user-event';
import { withLayout } from '@pilothouse/plugin-platform-react/testing';
import { linesOf, sources, timeOf } from '../__testUtils__/lines';
import { Portal } from '../__testUtils__/portal';
import { placement, pod, service } from '../__testUtils__/services';
import { inBothZones } from '../line/time';

const words = {
  en: {
    live: 'Live',
    connecting: 'Connecting to the pods…',
    nothing: /Nothing said yet/,
    notStarted: /^No container has started yet: ImagePullBackOff\./,
    pending: /^No container has started yet: Pending\./,
    both: /^No container has started yet: ImagePullBackOff, Pending\./,
    one: '1 line',
    two: '2 lines',
    pause: 'Pause',
    resume: 'Go on',
    paused: 'Paused. It goes on behind the last line.',
    fields: 'Fields',
    follow: 'Follow',
    ended: 'That is all that this run has said.',
    noPrevious: /There is no earlier run/,
    dropped: /was not restarted, or its node no longer has that log/,
    noPod: /There is no pod here now/,
    podsNotKnown: /Which pods run here is not known/,
    news: (n: number) => `▼ ${n} new line${n === 1 ? '' : 's'}`,
    restarted: 'x2k restarted; some of its output may be missing',
    lostOne: '1 line of x2k is missing here',
    lost: '1,204 lines of x2k are missing here',
    whole: 'Connected to x2k again; nothing is missing',
    away: 'The output of x2k cannot be had for now; it is tried again.',
    exit: 'x2k · app ended with exit code 137 (OOMKilled)',
  },
  zh: {
    live: '实时',
    connecting: '正在连接 Pod…',
    nothing: /还没有输出/,
    notStarted: /^容器尚未启动：ImagePullBackOff。/,
    pending: /^容器尚未启动：Pending。/,
    both: /^容器尚未启动：ImagePullBackOff, Pending。/,
    one: '1 行',
    two: '2 行',
    pause: '暂停',
    resume: '继续',
    paused: '已暂停，继续后从最后一行接着读。',
    fields: '字段',
    follow: '跟随',
    ended: '这次运行的日志到此为止。',
    noPrevious: /没有更早的运行/,
    dropped: /没有重启过，或者节点上已没有该日志/,
    noPod: /这里目前没有可以读取重启前日志的 Pod/,
    podsNotKnown: /不清楚这里运行着哪些 Pod/,
    news: (n: number) => `▼ ${n} 行新日志`,
    restarted: 'x2k 已重启，可能缺少部分输出',
    lostOne: '此处缺少 x2k 的 1 行日志',
    lost: '此处缺少 x2k 的 1,204 行日志',
    whole: '已重新连接 x2k，没有遗漏',
    away: '暂时读不到 x2k 的日志，正在重试。',
    exit: 'x2k · app 已退出，退出码 137（OOMKilled）',
  },
};

const runs = service([
  placement('dev', pod('web-5d4-x2k', 'app'), pod('web-5d4-p9q', 'app')),
]);

async function opened(language: 'en' | 'zh', query = '') {
  const portal = new Portal();
  portal.show(runs);
  portal.visit(language, query);
  await waitFor(() => expect(portal.asked).toHaveLength(1));
  return portal;
}

const log = () => screen.getByRole('log');
const times = () =>
  [...log().querySelectorAll('time')].map(each => each.dateTime);
const toggle = (name: string) => screen.getByRole('button', { name });
/** Scrolls the list as a hand does. */
function scrollTo(top: number) {
  act(() => {
    fireEvent.wheel(log());
    log().scrollTop = top;
    fireEvent.scroll(log());
  });
}

withLayout();

describe.each(['en', 'zh'] as const)('lines in %s', language => {
  const say = words[language];

  it('come as they are said, with pod, time in both zones, and how many there are', async () => {
    const portal = await opened(language);
    expect(screen.getByText(say.connecting)).toBeInTheDocument();
    portal.say(...sources, { kind: 'live' });
    expect(await screen.findByText(say.nothing)).toBeInTheDocument();
    portal.say(linesOf(['started']));
    expect(await screen.findByText('started')).toBeInTheDocument();
    expect(screen.getByText(say.one)).toBeInTheDocument();
    expect(
      screen.getAllByRole('status').map(({ textContent }) => textContent),
    ).toContain(say.live);
    portal.say(linesOf(['GET /basket'], 1, 1));
    expect(await screen.findByText('GET /basket')).toBeInTheDocument();
    expect(screen.getByText(say.two)).toBeInTheDocument();
    expect(within(log()).getByText('p9q')).toHaveAttribute(
      'title',
      'web-5d4-p9q · app',
    );
    expect(times()).toEqual([timeOf(0), timeOf(1)]);
    expect(log().querySelector('time')).toHaveAttribute(
      'title',
      inBothZones(timeOf(0)),
    );
  });

  it('stop at a pause, and go on behind the last one', async () => {
    const portal = await opened(language);
    portal.say(...sources, linesOf(['a', 'b']), { kind: 'live' });
    await screen.findByText('b');
    await userEvent.click(toggle(say.pause));
    expect(await screen.findByText(say.paused)).toBeInTheDocument();
    await userEvent.click(toggle(say.resume));
    await waitFor(() => expect(portal.asked).toHaveLength(2));
    expect(portal.asked[1]?.positions).toEqual([
      expect.objectContaining({ pod: 'web-5d4-x2k', at: timeOf(1), count: 1 }),
    ]);
    portal.say(...sources, linesOf(['c'], 2));
    expect(await screen.findByText('c')).toBeInTheDocument();
    expect(times()).toEqual([0, 1, 2].map(timeOf));
  });

  it('are followed until one scrolls away, then counted, and followed again', async () => {
    const portal = await opened(language);
    const texts = Array.from({ length: 200 }, (_, i) => `line ${i}`);
    portal.say(...sources, linesOf(texts), { kind: 'live' });
    expect(await screen.findByText('line 199')).toBeInTheDocument();
    expect(toggle(say.follow)).toHaveAttribute('aria-pressed', 'true');
    scrollTo(0);
    await waitFor(() =>
      expect(toggle(say.follow)).toHaveAttribute('aria-pressed', 'false'),
    );
    expect(await screen.findByText('line 0')).toBeInTheDocument();
    portal.say(linesOf(['new 1'], 200));
    expect(
      await screen.findByRole('button', { name: say.news(1) }),
    ).toBeInTheDocument();
    portal.say(linesOf(['new 2'], 201));
    const news = await screen.findByRole('button', { name: say.news(2) });
    expect(screen.queryByText('new 2')).not.toBeInTheDocument();
    await userEvent.click(news);
    expect(await screen.findByText('new 2')).toBeInTheDocument();
    expect(toggle(say.follow)).toHaveAttribute('aria-pressed', 'true');
  });

  it('of JSON are opened into level, message and fields, which can be hidden', async () => {
    const portal = await opened(language);
    const line = '{"level":"warn","msg":"pool exhausted","order":4711}';
    portal.say(...sources, linesOf([line]));
    expect(await screen.findByText('pool exhausted')).toBeInTheDocument();
    expect(screen.getByText(/^WARN/)).toBeInTheDocument();
    expect(log()).toHaveTextContent('order=4711');
    await userEvent.click(toggle(say.fields));
    expect(toggle(say.fields)).toHaveAttribute('aria-pressed', 'false');
    expect(log()).not.toHaveTextContent('order=');
    expect(log()).toHaveTextContent('pool exhausted');
  });

  it('have notes among them where some may be missing, and where a run ended', async () => {
    const portal = await opened(language);
    const gap = { kind: 'gap', source: 0, at: timeOf(3) } as const;
    portal.say(
      ...sources,
      linesOf(['before']),
      { ...gap, because: 'restarted' },
      { ...gap, because: 'rotated', lines: 1 },
      { ...gap, because: 'restarted', lines: 1_204 },
      { ...gap, because: 'reconnected', lines: 0 },
      { ...gap, because: 'unreachable', detail: 'no route' },
      {
        kind: 'ended',
        source: 0,
        at: timeOf(4),
        exitCode: 137,
        reason: 'OOMKilled',
      },
    );
    await screen.findByText('before');
    await waitFor(() => expect(screen.getAllByRole('note')).toHaveLength(6));
    expect(screen.getByText(say.away).title).toMatch(/\nno route$/);
    expect(
      screen.getAllByRole('note').map(({ textContent }) => textContent),
    ).toEqual([
      say.restarted,
      say.lostOne,
      say.lost,
      say.whole,
      say.away,
      say.exit,
    ]);
  });

  it.each([
    ['said', [linesOf(['the end'])], 'the end'],
    ['not there', [], say.noPrevious],
  ] as const)(
    'of the run before the last restart: %s',
    async (_case, events, expected) => {
      const portal = await opened(language, '?previous=true');
      portal.say(...sources, ...events, { kind: 'live' });
      portal.end();
      expect(await screen.findByText(say.ended)).toBeInTheDocument();
      expect(await screen.findByText(expected)).toBeInTheDocument();
      expect(
        screen.queryByRole('button', { name: say.pause }),
      ).not.toBeInTheDocument();
      expect(portal.asked).toHaveLength(1);
    },
  );

  const waiting = {
    ...pod('web-a', 'app'),
    phase: 'ImagePullBackOff',
    ready: false,
    readyContainers: 0,
  };
  const pending = {
    ...waiting,
    name: 'web-c',
    phase: 'Pending',
    containers: ['app', 'proxy'],
  };
  it.each<[string, PodRow[], 'notStarted' | 'pending' | 'both' | 'nothing']>([
    ['its only container never ran', [waiting], 'notStarted'],
    ['no node has taken it', [pending], 'pending'],
    ['each waits for something else', [waiting, pending], 'both'],
    ['another pod runs', [waiting, pod('web-b', 'app')], 'nothing'],
    ['it ran before', [{ ...waiting, restarts: 1 }], 'nothing'],
    [
      'another of its containers may run',
      [{ ...waiting, containers: ['app', 'proxy'] }],
      'nothing',
    ],
  ])('do not come yet where %s', async (_case, pods, expected) => {
    const portal = new Portal();
    portal.show(service([placement('dev', ...pods)]));
    portal.visit(language);
    await waitFor(() => expect(portal.asked).toHaveLength(1));
    portal.say({ kind: 'live' });
    expect(await screen.findByText(say[expected])).toBeInTheDocument();
  });

  const restarted = { ...pod('web-a', 'app'), restarts: 5 };
  const cannotList: Cluster = {
    name: 'east',
    knowledge: { kind: 'live', syncedAt: '2031-04-01T08:00:00Z' },
    unreadable: [{ kind: 'Pod', because: 'forbidden' }],
  };
  it.each([
    ['dropped', service([placement('dev', restarted)])],
    ['noPod', service([placement('dev')])],
    ['podsNotKnown', service([placement('dev')], [cannotList])],
  ] as const)(
    'of the run before do not say that nothing was restarted where that is not known: %s',
    async (why, shown) => {
      const portal = new Portal();
      portal.show(shown);
      portal.visit(language, '?previous=true');
      await waitFor(() => expect(portal.asked).toHaveLength(1));
      portal.say({ kind: 'live' });
      portal.end();
      expect(await screen.findByText(say.ended)).toBeInTheDocument();
      expect(screen.getByText(say[why])).toBeInTheDocument();
      expect(screen.queryByText(say.noPrevious)).not.toBeInTheDocument();
    },
  );
});
