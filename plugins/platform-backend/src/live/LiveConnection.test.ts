import type { LiveEvent } from '@pilothouse/plugin-platform-common';
import { FollowedView, RefusedView } from './ConnectedView';
import { LiveConnection } from './LiveConnection';
import { LiveHub } from './LiveHub';
import type { Outlook, Perspective } from './Outlook';
import type { ToldError } from './Topic';

/** A value that changes when a test says so, as a source and as a view. */
function changing(first: unknown) {
  const listeners = new Set<(marks: string[]) => void>();
  let value = first;
  return {
    source: {
      subscribe(listener: (marks: readonly string[]) => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    perspective(key = 'all'): Perspective<object, unknown> {
      return {
        key,
        evaluate: (_input, reads) => {
          reads.add('value');
          return key === 'all' ? value : key;
        },
      };
    },
    set(next: unknown) {
      value = next;
      listeners.forEach(listener => listener(['value']));
    },
  };
}

describe('LiveConnection', () => {
  let reader: AbortController;
  const abandon = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2031-04-01T08:00:00.000Z') });
    reader = new AbortController();
    abandon.mockClear();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function connect(
    first: unknown,
    options: { revision?: string; until?: Date; refused?: ToldError[] } = {},
  ) {
    const live = changing(first);
    const hub = new LiveHub(() => ({ name: 'Error', message: 'failed' }));
    hub.follow(live.source);
    const outlooks = new Set<() => void>();
    let key = 'all';
    const outlook: Outlook<object, unknown> = {
      perspective: () => live.perspective(key),
      subscribe(listener) {
        outlooks.add(listener);
        return () => outlooks.delete(listener);
      },
    };
    const connection = new LiveConnection([
      {
        id: 'v',
        open: changed =>
          new FollowedView({
            hub,
            id: 'v',
            query: 'sample',
            input: {},
            outlook,
            revision: options.revision,
            changed,
          }),
      },
      ...(options.refused ?? []).map(error => ({
        id: 'w',
        open: () => new RefusedView('w', error),
      })),
    ]);
    const events = connection.events({
      signal: reader.signal,
      until: options.until,
      abandon,
    });
    return {
      ...live,
      hub,
      events,
      next: async (): Promise<LiveEvent | void> => {
        const waiting = events.next();
        await jest.advanceTimersByTimeAsync(200);
        return (await waiting).value;
      },
      seeAs(other: string) {
        key = other;
        outlooks.forEach(listener => listener());
      },
    };
  }

  it('tells the whole and then what changes', async () => {
    const { next, set } = connect({ a: 1, b: 1 });
    expect(await next()).toMatchObject({
      kind: 'value',
      value: { a: 1, b: 1 },
    });
    set({ a: 2, b: 1 });
    expect(await next()).toMatchObject({
      kind: 'patch',
      operations: [{ op: 'replace', path: '/a', value: 2 }],
    });
  });

  it('tells a browser that comes back only what it lacks', async () => {
    const first = await connect({ a: 1 }).next();
    const revision = first?.kind === 'value' ? first.revision : '';
    expect(await connect({ a: 1 }, { revision }).next()).toEqual({
      kind: 'unchanged',
      view: 'v',
    });
    expect(await connect({ a: 2 }, { revision }).next()).toMatchObject({
      kind: 'value',
      value: { a: 2 },
    });
  });

  it('tells a failed view beside a good one', async () => {
    const refusal = { name: 'NotAllowedError', message: 'ask a lead' };
    const { next } = connect('good', { refused: [refusal] });
    expect([await next(), await next()]).toEqual(
      expect.arrayContaining([
        { kind: 'failed', view: 'w', error: refusal },
        expect.objectContaining({ kind: 'value', view: 'v', value: 'good' }),
      ]),
    );
  });

  it('tells at once when the person sees it in another way', async () => {
    const { next, seeAs, hub } = connect('everything');
    await next();
    seeAs('less');
    expect(await next()).toMatchObject({ kind: 'value', value: 'less' });
    expect(hub.figures.views).toBe(1);
  });

  it('tells a slow reader the latest state in one event', async () => {
    const { events, next, set } = connect({ a: 0 });
    await next();
    for (let count = 1; count <= 50; count += 1) {
      set({ a: count });
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(await next()).toMatchObject({
      operations: [{ op: 'replace', path: '/a', value: 50 }],
    });
    const quiet = events.next();
    await jest.advanceTimersByTimeAsync(1_000);
    reader.abort();
    expect(await quiet).toMatchObject({ done: true });
  });

  it('drops a reader that takes nothing for 30 s, and then cuts it off', async () => {
    const { next, set, hub, events } = connect({ a: 0 });
    await next();
    await jest.advanceTimersByTimeAsync(29_000);
    set({ a: 1 });
    expect(hub.figures.views).toBe(1);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(hub.figures.views).toBe(0);
    expect(abandon).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(30_000);
    expect(abandon).toHaveBeenCalledTimes(1);
    expect(await events.next()).toEqual({
      done: false,
      value: { kind: 'dropped' },
    });
    expect(await events.next()).toMatchObject({ done: true });
  });

  it('drops nobody for whom there is nothing', async () => {
    const { next, set } = connect({ a: 0 });
    await next();
    const waiting = next();
    await jest.advanceTimersByTimeAsync(3_600_000);
    set({ a: 1 });
    await jest.advanceTimersByTimeAsync(100);
    expect(await waiting).toMatchObject({ kind: 'patch' });
  });

  it("ends when the person's credentials do", async () => {
    const until = new Date('2031-04-01T09:00:00.000Z');
    const { events, hub, next } = connect('value', { until });
    await next();
    const end = events.next();
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(await end).toMatchObject({ done: true });
    expect(hub.figures.views).toBe(0);
  });

  it('looks at nothing before somebody listens', async () => {
    const { events, hub } = connect('value');
    await events.return();
    await jest.advanceTimersByTimeAsync(100);
    expect(hub.figures).toMatchObject({ views: 0, evaluations: 0 });
  });

  it.each([
    ['while it waits', 1],
    ['before it is told anything', 0],
  ])('leaves nothing behind when the reader goes %s', async (_when, told) => {
    const { events, hub, next } = connect('value');
    for (let count = 0; count < told; count += 1) {
      await next();
    }
    const end = events.next();
    reader.abort();
    await jest.advanceTimersByTimeAsync(100);
    expect(await end).toMatchObject({ done: true });
    expect(hub.figures.views).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});
