import fc from 'fast-check';
import { TwinPortal } from './__testUtils__/TwinPortal';
import type { Live } from './live';
import { SilenceError } from '../client/idle';
import { LiveTab } from './LiveTab';

const settled = () => jest.advanceTimersByTimeAsync(10);
const now = '2031-04-01T08:00:00.000Z';

function setVisibility(state: 'hidden' | 'visible') {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('LiveTab', () => {
  let portal: TwinPortal;
  let tab: LiveTab;
  let leaving: (() => void)[] = [];

  beforeEach(() => {
    jest.useFakeTimers({ now: new Date(now) });
    portal = new TwinPortal();
    tab = new LiveTab(portal.open);
  });
  async function leaveAll() {
    leaving.forEach(leave => leave());
    leaving = [];
    await jest.advanceTimersByTimeAsync(10_000);
    expect(jest.getTimerCount()).toBe(0);
  }

  afterEach(async () => {
    await leaveAll();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  function look(query: string) {
    const seen: Live<unknown>[] = [];
    const leave = tab.views.look(query, { query, input: {} }, () => {
      seen.push(tab.views.snapshot(query));
    });
    leaving.push(leave);
    return { seen, leave, live: () => tab.views.snapshot(query) };
  }

  it('asks for all that pages want over one connection', async () => {
    portal.show('a', { x: 1 });
    portal.show('b', { y: 1 });
    const [a, again, b] = [look('a'), look('a'), look('b')];
    expect(a.live()).toEqual({ kind: 'loading' });
    await settled();
    expect(portal.connections).toHaveLength(1);
    expect(portal.last.views.map(({ query }) => query)).toEqual(['a', 'b']);
    expect(a.live()).toEqual({ kind: 'current', value: { x: 1 } });
    expect(again.seen).toEqual([{ kind: 'current', value: { x: 1 } }]);
    expect(b.live()).toEqual({ kind: 'current', value: { y: 1 } });
  });

  it('takes changes and leaves what has not changed as it is', async () => {
    portal.show('a', { rows: { one: { n: 1 }, two: { n: 2 } } });
    const { live } = look('a');
    await settled();
    const before = Object(live()).value;
    portal.show('a', { rows: { one: { n: 1 }, two: { n: 3 }, three: {} } });
    await settled();
    const after = Object(live()).value;
    expect(after.rows).toEqual({ one: { n: 1 }, two: { n: 3 }, three: {} });
    expect(after.rows.one).toBe(before.rows.one);
    expect(after.rows.two).not.toBe(before.rows.two);
  });

  it('keeps its connection until another one has spoken', async () => {
    portal.show('a', { x: 1 });
    const a = look('a');
    await settled();
    const [first] = portal.connections;
    const held = Object(a.live()).value;
    const b = look('b');
    await jest.advanceTimersByTimeAsync(5);
    expect(portal.connections).toHaveLength(2);
    portal.show('b', { y: 1 });
    await settled();
    expect(first?.signal.aborted).toBe(true);
    expect(portal.alive).toHaveLength(1);
    expect(portal.last.views[0]?.revision).toBe('{"x":1}');
    expect(b.live()).toEqual({ kind: 'current', value: { y: 1 } });
    expect(a.seen).toHaveLength(1);
    expect(Object(a.live()).value).toBe(held);
  });

  it('goes on with the old connection while the new one is refused', async () => {
    portal.show('a', { x: 1 });
    const a = look('a');
    await settled();
    portal.refusal = new Error('refused');
    const b = look('b');
    await settled();
    expect(b.live()).toEqual({ kind: 'failed', because: portal.refusal });
    portal.show('a', { x: 2 });
    await settled();
    expect(a.live()).toEqual({ kind: 'current', value: { x: 2 } });
    portal.refusal = undefined;
    portal.show('b', { y: 1 });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(b.live()).toEqual({ kind: 'current', value: { y: 1 } });
  });

  it('says since when and why it does not follow, and connects again', async () => {
    portal.show('a', { x: 1 });
    const { live } = look('a');
    await settled();
    jest.setSystemTime(new Date('2031-04-01T09:00:00.000Z'));
    portal.refusal = new Error('still down');
    portal.last.end(new Error('lost'));
    await settled();
    expect(live()).toEqual({
      kind: 'stale',
      value: { x: 1 },
      since: '2031-04-01T09:00:00.000Z',
      because: new Error('lost'),
    });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(live()).toMatchObject({
      since: '2031-04-01T09:00:00.000Z',
      because: portal.refusal,
    });
    portal.refusal = undefined;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(live()).toEqual({ kind: 'current', value: { x: 1 } });
    expect(portal.last.views[0]?.revision).toBe('{"x":1}');
  });

  it('dates what it shows by when something was heard last', async () => {
    portal.show('a', { x: 1 });
    const { live } = look('a');
    await settled();
    jest.setSystemTime(new Date('2031-04-01T10:00:00.000Z'));
    const heardAt = Date.parse('2031-04-01T09:00:00.000Z');
    portal.refusal = new Error('still down');
    portal.last.end(new SilenceError(12_000, heardAt));
    await settled();
    expect(live()).toMatchObject({
      kind: 'stale',
      since: '2031-04-01T09:00:00.000Z',
    });
  });

  it('says why when there never was a value', async () => {
    portal.refusal = new Error('refused');
    const { live } = look('a');
    await settled();
    expect(live()).toEqual({ kind: 'failed', because: portal.refusal });
  });

  it('renews a connection that ended in good order without anybody noticing', async () => {
    portal.show('a', { x: 1 });
    const { seen } = look('a');
    await settled();
    await jest.advanceTimersByTimeAsync(3_600_000);
    portal.last.end();
    await jest.advanceTimersByTimeAsync(300);
    expect(portal.connections).toHaveLength(2);
    portal.show('a', { x: 2 });
    await settled();
    expect(seen.map(({ kind }) => kind)).toEqual(['current', 'current']);
  });

  it('backs off from a portal that ends every connection at once', async () => {
    look('a');
    for (let second = 0; second < 60; second += 1) {
      portal.connections.at(-1)?.end();
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(portal.connections.length).toBeLessThan(10);
  });

  it.each(['NotFoundError', 'NotAllowedError', 'NotKnownYetError'])(
    'shows nothing any more of what fails with %s',
    async name => {
      portal.show('a', { x: 1 });
      const { live } = look('a');
      await settled();
      const [view] = portal.last.views;
      const error = { name, message: 'gone' };
      portal.last.send({ kind: 'failed', view: view?.id ?? '', error });
      await settled();
      expect(live()).toMatchObject({
        kind: 'failed',
        because: { name, message: 'gone' },
      });
    },
  );

  it('keeps what fails for another reason, dated, beside what does not', async () => {
    portal.show('a', { x: 1 });
    portal.show('b', { y: 1 });
    const [a, b] = [look('a'), look('b')];
    await settled();
    const [view] = portal.last.views;
    const error = { name: 'Error', message: 'no idea' };
    portal.last.send({ kind: 'failed', view: view?.id ?? '', error });
    await settled();
    expect(a.live()).toMatchObject({ kind: 'stale', value: { x: 1 } });
    expect(b.live()).toEqual({ kind: 'current', value: { y: 1 } });
  });

  it('connects again for the whole after a patch that does not fit', async () => {
    portal.show('a', { x: 1 });
    const { live } = look('a');
    await settled();
    const [view] = portal.last.views;
    portal.last.send({
      kind: 'patch',
      view: view?.id ?? '',
      revision: 'r',
      operations: [{ op: 'replace', path: '/y/z', value: 1 }],
    });
    await settled();
    expect(live()).toMatchObject({ kind: 'stale', value: { x: 1 } });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(live()).toEqual({ kind: 'current', value: { x: 1 } });
  });

  it('keeps a thing for a little after the last page has left it', async () => {
    portal.show('a', { x: 1 });
    const { leave } = look('a');
    await settled();
    leave();
    await jest.advanceTimersByTimeAsync(5_000);
    const back = look('a');
    expect(back.live()).toEqual({ kind: 'current', value: { x: 1 } });
    back.leave();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(portal.alive).toHaveLength(0);
    expect(tab.views.snapshot('a')).toEqual({ kind: 'loading' });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('stays in the background without a connection, and is there when it is back', async () => {
    portal.show('a', { x: 1 });
    const { live, seen } = look('a');
    await settled();
    setVisibility('hidden');
    await jest.advanceTimersByTimeAsync(4_000);
    expect(portal.alive).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(portal.alive).toHaveLength(0);
    portal.show('a', { x: 2 });
    setVisibility('visible');
    await settled();
    expect(live()).toEqual({ kind: 'current', value: { x: 2 } });
    expect(seen.map(({ kind }) => kind)).toEqual(['current', 'current']);
  });

  it('opens for the next page when the last one was left in the background', async () => {
    portal.show('a', { x: 1 });
    const { leave } = look('a');
    await settled();
    setVisibility('hidden');
    await jest.advanceTimersByTimeAsync(60_000);
    leave();
    await jest.advanceTimersByTimeAsync(10_000);
    setVisibility('visible');
    const { live } = look('a');
    await settled();
    expect(live()).toEqual({ kind: 'current', value: { x: 1 } });
  });

  it('says since when it lags when it cannot come back', async () => {
    portal.show('a', { x: 1 });
    const { live } = look('a');
    await settled();
    setVisibility('hidden');
    await jest.advanceTimersByTimeAsync(60_000);
    portal.refusal = new Error('down');
    setVisibility('visible');
    await settled();
    expect(live()).toMatchObject({
      kind: 'stale',
      since: '2031-04-01T08:00:05.010Z',
    });
  });

  it('connects at once when the network is back', async () => {
    portal.refusal = new Error('offline');
    const { live } = look('a');
    await jest.advanceTimersByTimeAsync(60_000);
    portal.refusal = undefined;
    portal.show('a', { x: 1 });
    window.dispatchEvent(new Event('online'));
    await settled();
    expect(live()).toEqual({ kind: 'current', value: { x: 1 } });
  });

  it('refuses more than a connection carries, and says so', async () => {
    const views = Array.from({ length: 65 }, (_, index) => look(`q${index}`));
    await settled();
    expect(portal.last.views).toHaveLength(64);
    expect(views[64]?.live()).toMatchObject({
      kind: 'failed',
      because: { message: expect.stringContaining('64') },
    });
  });

  type Step =
    | { kind: 'show'; value: object }
    | { kind: 'end' | 'break' | 'other page' | 'hide' | 'come back' };
  const state = fc.dictionary(
    fc.constantFrom('a', 'b', 'c/d', '~', '-', '__proto__'),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const steps = fc.array(
    fc.oneof<fc.Arbitrary<Step>[]>(
      fc.record({ kind: fc.constant('show' as const), value: state }),
      fc.record({
        kind: fc.constantFrom(
          'end' as const,
          'break' as const,
          'other page' as const,
          'hide' as const,
          'come back' as const,
        ),
      }),
    ),
  );

  it('ends with what the portal shows, whatever happened on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.integer({ min: 0, max: 2_000 }),
        async (taken, pauseMs) => {
          setVisibility('visible');
          portal = new TwinPortal();
          tab = new LiveTab(portal.open);
          portal.show('a', {});
          const { live } = look('a');
          const act: Record<Exclude<Step['kind'], 'show'>, () => unknown> = {
            end: () => portal.connections.at(-1)?.end(),
            break: () => portal.connections.at(-1)?.end(new Error('lost')),
            'other page': () => look(`page ${portal.connections.length}`),
            hide: () => setVisibility('hidden'),
            'come back': () => setVisibility('visible'),
          };
          let latest: object = {};
          for (const step of taken) {
            if (step.kind === 'show') {
              latest = step.value;
              portal.show('a', latest);
            } else {
              act[step.kind]();
            }
            await jest.advanceTimersByTimeAsync(pauseMs);
          }
          setVisibility('visible');
          await jest.advanceTimersByTimeAsync(40_000);
          expect(live()).toEqual({
            kind: 'current',
            value: JSON.parse(JSON.stringify(latest)),
          });
          await leaveAll();
        },
      ),
      { numRuns: 100 },
    );
  });
});
