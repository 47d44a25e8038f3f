import type { LogEvent, TailRequest } from '@pilothouse/plugin-platform-common';
import { LogTail, type TailState } from './LogTail';

const request: TailRequest = {
  target: {
    cluster: 'east',
    namespace: 'shop',
    kind: 'Deployment',
    name: 'web',
  },
  tailLines: 200,
};
const source = { index: 0, pod: 'web-a', uid: 'a', container: 'app' };
const time = (n: number) => `2031-04-01T08:00:0${n}.000000000Z`;
const line = (n: number, index = 0): LogEvent => ({
  kind: 'lines',
  lines: [[index, time(n), `line ${n}`]],
});

/** A portal whose streams a test tells and breaks. */
class Portal {
  readonly asked: TailRequest[] = [];
  readonly states: TailState['kind'][] = [];
  readonly lines: string[] = [];
  readonly gaps: (string | undefined)[][] = [];
  readonly tail: LogTail;
  #scripts: (LogEvent | Error)[][];
  #blocked = new Set<() => void>();

  constructor(asked: TailRequest, ...scripts: (LogEvent | Error)[][]) {
    this.#scripts = scripts;
    this.tail = new LogTail({
      open: (tailRequest, signal) => this.#open(tailRequest, signal),
      request: asked,
      hear: ({ event, sources }) => {
        if (event.kind === 'gap') {
          const { source: index, at, because } = event;
          this.gaps.push([sources.get(index)?.pod, at, because]);
        }
        if (event.kind === 'lines') {
          this.lines.push(...event.lines.map(([, , text]) => text));
        }
      },
      changed: ({ kind }) => this.states.push(kind),
    });
  }

  async #open(tailRequest: TailRequest, signal: AbortSignal) {
    this.asked.push(tailRequest);
    const script = this.#scripts.shift();
    const [first] = script ?? [];
    if (first instanceof Error) {
      throw first;
    }
    return this.#tell(script, signal);
  }

  async *#tell(
    script: (LogEvent | Error)[] | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<LogEvent> {
    for (const event of script ?? []) {
      if (event instanceof Error) {
        throw event;
      }
      yield event;
    }
    if (!script) {
      await new Promise<void>(resolve => {
        this.#blocked.add(resolve);
        signal.addEventListener('abort', () => resolve());
      });
    }
  }
}

const named = (name: string) => Object.assign(new Error(name), { name });

describe('LogTail', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const settle = (ms = 0) => jest.advanceTimersByTimeAsync(ms);

  it('goes on behind the last line of each container when the stream breaks', async () => {
    const other = { index: 1, pod: 'web-b', uid: 'b', container: 'app' };
    const portal = new Portal(
      request,
      [
        { kind: 'source', source },
        { kind: 'source', source: other },
        line(1),
        line(2),
        line(2),
        line(3, 1),
        { kind: 'live' },
        new Error('connection lost'),
      ],
      // Another connection counts its sources anew.
      [{ kind: 'source', source: { ...source, index: 7 } }, line(4, 7)],
    );
    portal.tail.start();
    await settle(60_000);
    portal.tail.stop();
    expect(portal.asked[0]).toEqual(request);
    expect(portal.asked[1]?.positions).toEqual([
      {
        pod: 'web-a',
        uid: 'a',
        container: 'app',
        at: time(2),
        count: 2,
        after: 0,
      },
      {
        pod: 'web-b',
        uid: 'b',
        container: 'app',
        at: time(3),
        count: 1,
        after: 0,
      },
    ]);
    expect(portal.asked[2]?.positions?.at(-1)).toMatchObject({
      at: time(4),
      count: 1,
    });
    expect(portal.lines).toHaveLength(5);
    expect(portal.states).toEqual([
      'connecting',
      'live',
      'reconnecting',
      'live',
      'reconnecting',
    ]);
  });

  it.each<[string, LogEvent[], string[]]>([
    ['have ended', [{ kind: 'ended', source: 7, at: time(2) }], ['7']],
    ['were silent longest', [line(2, 0)], ['1']],
  ])(
    'forgets where those were that %s, of too many',
    async (_, events, forgotten) => {
      const begun = (index: number): LogEvent[] => [
        { kind: 'source', source: { ...source, index, uid: `${index}` } },
        line(1, index),
      ];
      const all = Array.from({ length: 501 }, (__, index) => index);
      const portal = new Portal(request, [
        ...all.slice(0, -1).flatMap(begun),
        ...events,
        ...begun(500),
      ]);
      portal.tail.start();
      await settle(60_000);
      portal.tail.stop();
      const [, { positions, unfinished }] = portal.asked;
      const kept = positions?.map(({ uid }) => uid);
      const lost = all.map(String).filter(uid => !kept?.includes(uid));
      expect(lost).toEqual(forgotten);
      expect(unfinished).toBe(true);
    },
  );

  it('tells once of what has gone while nobody listened', async () => {
    const other = { index: 1, pod: 'web-b', uid: 'b', container: 'app' };
    const third = { index: 2, pod: 'web-c', uid: 'c', container: 'app' };
    const back = [
      { kind: 'source' as const, source },
      { kind: 'live' as const },
      new Error('connection lost'),
    ];
    const portal = new Portal(
      request,
      [
        ...[source, other, third].map(
          (one): LogEvent => ({ kind: 'source', source: one }),
        ),
        line(1),
        line(2, 1),
        line(3, 2),
        { kind: 'ended', source: 2, at: time(4) },
        { kind: 'live' },
        new Error('connection lost'),
      ],
      back,
      back,
    );
    portal.tail.start();
    await settle(60_000);
    portal.tail.stop();
    expect(portal.gaps).toEqual([['web-b', time(2), 'gone']]);
  });

  it.each(['NotFoundError', 'NotAllowedError', 'InputError'])(
    'stops at a %s, until it is started again',
    async name => {
      const portal = new Portal(request, [named(name)]);
      portal.tail.start();
      await settle(60_000);
      expect(portal.states).toEqual(['connecting', 'failed']);
      portal.tail.start();
      await settle();
      expect(portal.asked).toHaveLength(2);
      portal.tail.stop();
    },
  );

  it('stops at what the stream itself says does not exist any more', async () => {
    const error = Object.assign(new Error('gone'), { code: 'NOT_FOUND' });
    const portal = new Portal(request, [{ kind: 'live' }, error]);
    portal.tail.start();
    await settle();
    expect(portal.states).toEqual(['connecting', 'live', 'failed']);
  });

  it('goes on after a pause where it was', async () => {
    const portal = new Portal(request, [
      { kind: 'source', source },
      line(1),
      new Error('lost'),
    ]);
    portal.tail.start();
    await settle();
    portal.tail.pause();
    await settle(60_000);
    expect(portal.asked).toHaveLength(1);
    expect(portal.states.at(-1)).toBe('paused');
    portal.tail.start();
    await settle();
    expect(portal.asked[1]?.positions).toHaveLength(1);
    portal.tail.stop();
  });

  it('ends with the run before the last restart', async () => {
    const portal = new Portal({ ...request, previous: true }, [
      { kind: 'source', source },
      line(1),
      { kind: 'live' },
    ]);
    portal.tail.start();
    await settle(60_000);
    expect(portal.states).toEqual(['connecting', 'live', 'ended']);
    expect(portal.asked).toHaveLength(1);
  });
});
