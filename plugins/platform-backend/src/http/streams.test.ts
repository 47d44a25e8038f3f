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
