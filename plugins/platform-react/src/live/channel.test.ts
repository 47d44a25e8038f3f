import { LiveChannel, type Live } from './channel';

/** A stream that a test feeds by hand. */
function handFed() {
  const opened: {
    send: (value: number) => void;
    fail: (error: Error) => void;
    signal: AbortSignal;
  }[] = [];
  const open = async (signal: AbortSignal) => {
    let send: (value: number) => void = () => undefined;
    let fail: (error: Error) => void = () => undefined;
    const next = () =>
      new Promise<number>((resolve, reject) => {
        send = resolve;
        fail = reject;
      });
    let waiting = next();
    opened.push({
      signal,
      send: value => send(value),
      fail: error => fail(error),
    });
    return (async function* values() {
      for (;;) {
        const value = await waiting;
        waiting = next();
        yield value;
      }
    })();
  };
  return { open, opened };
}

const settle = () => jest.advanceTimersByTimeAsync(0);

describe('LiveChannel', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2031-04-01T08:00:00.000Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('tells every value to all views over one stream', async () => {
    const { open, opened } = handFed();
    const channel = new LiveChannel(open);
    const seen: Live<number>[] = [];
    channel.subscribe(() => seen.push(channel.snapshot()));
    channel.subscribe(() => undefined);
    expect(channel.snapshot()).toEqual({ kind: 'loading' });

    await settle();
    opened[0]?.send(1);
    await settle();
    opened[0]?.send(2);
    await settle();

    expect(opened).toHaveLength(1);
    expect(seen).toEqual([
      { kind: 'current', value: 1 },
      { kind: 'current', value: 2 },
    ]);
  });

  it('keeps the last value, dated, while it connects again', async () => {
    const { open, opened } = handFed();
    const channel = new LiveChannel(open);
    channel.subscribe(() => undefined);
    await settle();
    opened[0]?.send(1);
    await settle();
    opened[0]?.fail(new Error('connection lost'));
    await settle();

    expect(channel.snapshot()).toEqual({
      kind: 'stale',
      value: 1,
      since: '2031-04-01T08:00:00.000Z',
      because: new Error('connection lost'),
    });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(opened).toHaveLength(2);
    opened[1]?.send(2);
    await settle();
    expect(channel.snapshot()).toEqual({ kind: 'current', value: 2 });
  });

  it('does not move the date when it fails again', async () => {
    const { open, opened } = handFed();
    const channel = new LiveChannel(open);
    channel.subscribe(() => undefined);
    await settle();
    opened[0]?.send(1);
    await settle();
    opened[0]?.fail(new Error('first'));
    await jest.advanceTimersByTimeAsync(1_000);
    opened[1]?.fail(new Error('second'));
    await settle();
    expect(channel.snapshot()).toMatchObject({
      since: '2031-04-01T08:00:00.000Z',
      because: new Error('second'),
    });
  });

  it('says why when there never was a value', async () => {
    const channel = new LiveChannel<number>(() =>
      Promise.reject(new Error('refused')),
    );
    channel.subscribe(() => undefined);
    await settle();
    expect(channel.snapshot()).toEqual({
      kind: 'failed',
      because: new Error('refused'),
    });
  });

  it('closes the stream when nobody has looked for a while, not at once', async () => {
    const { open, opened } = handFed();
    const channel = new LiveChannel(open);
    const leave = channel.subscribe(() => undefined);
    await settle();
    leave();
    await jest.advanceTimersByTimeAsync(5_000);
    const leaveAgain = channel.subscribe(() => undefined);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(opened).toHaveLength(1);
    expect(opened[0]?.signal.aborted).toBe(false);

    leaveAgain();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(opened[0]?.signal.aborted).toBe(true);
  });
});
