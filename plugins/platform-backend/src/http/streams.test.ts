import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { untilAborted } from './streams';

describe('untilAborted', () => {
  it('ends a stream that waits, and frees what is behind it', async () => {
    const shutdown = new AbortController();
    const freed = jest.fn();
    async function* waiting(): AsyncGenerator<number> {
      const aborted = new Promise(resolve => {
        shutdown.signal.addEventListener('abort', resolve);
      });
      try {
        yield 1;
        await aborted;
      } finally {
        freed();
      }
    }
    const events = untilAborted(waiting(), shutdown.signal, error => error);
    await events.next();
    const end = events.next();
    shutdown.abort();
    expect((await end).done).toBe(true);
    expect(freed).toHaveBeenCalledTimes(1);
  });

  it('keeps no event that was taken', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc');
    const told: WeakRef<object>[] = [];
    async function* many(): AsyncGenerator<object> {
      for (;;) {
        const event = { text: 'x'.repeat(1000) };
        told.push(new WeakRef(event));
        yield event;
      }
    }
    const open = new AbortController();
    const events = untilAborted(many(), open.signal, error => error);
    for (let taken = 0; taken < 100; taken += 1) await events.next();
    await new Promise(setImmediate);
    collect();
    const kept = told.filter(event => event.deref() !== undefined).length;
    expect(kept).toBeLessThan(5);
    await events.return(undefined);
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
