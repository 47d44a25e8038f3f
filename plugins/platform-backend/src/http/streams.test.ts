import { latest, untilAborted } from './streams';

function source() {
  const listeners = new Set<() => void>();
  let value = 0;
  return {
    read: () => value,
    subscribe: (changed: () => void) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    set(next: number) {
      value = next;
      listeners.forEach(changed => changed());
    },
    listeners,
  };
}

describe('latest', () => {
  it('begins with what is known and tells fast changes once', async () => {
    const { read, subscribe, set } = source();
    const events = latest(read, subscribe, new AbortController().signal);
    expect((await events.next()).value).toBe(0);
    set(1);
    set(2);
    set(3);
    expect((await events.next()).value).toBe(3);
    const waiting = events.next();
    set(4);
    expect((await waiting).value).toBe(4);
    await events.return();
  });

  it('ends and unsubscribes when the reader goes while it waits', async () => {
    const { read, subscribe, listeners } = source();
    const reader = new AbortController();
    const events = latest(read, subscribe, reader.signal);
    await events.next();
    const waiting = events.next();
    reader.abort();
    expect((await waiting).done).toBe(true);
    expect(listeners.size).toBe(0);
  });
});

describe('untilAborted', () => {
  it('ends a stream that waits, and frees what is behind it', async () => {
    const shutdown = new AbortController();
    const { read, subscribe, listeners } = source();
    const events = untilAborted(
      latest(read, subscribe, shutdown.signal),
      shutdown.signal,
      error => error,
    );
    await events.next();
    const waiting = events.next();
    shutdown.abort();
    expect((await waiting).done).toBe(true);
    expect(listeners.size).toBe(0);
  });

  it('hands errors over before they leave', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error('inside');
    }
    const events = untilAborted(
      broken(),
      new AbortController().signal,
      () => new Error('outside'),
    );
    await events.next();
    await expect(events.next()).rejects.toThrow('outside');
  });
});
