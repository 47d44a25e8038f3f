/**
 * Ends a stream of events when the signal fires, so that open pages do not hold back a
 * shutdown, and hands its errors to `fail` first, because nothing else sees them.
 *
 * @param fail - logs the error and returns what the browser is told
 */
export async function* untilAborted<T>(
  events: AsyncIterator<T>,
  signal: AbortSignal,
  fail: (error: unknown) => unknown,
): AsyncGenerator<T, void> {
  const aborted = onceAborted(signal);
  try {
    while (!signal.aborted) {
      const next = await Promise.race([events.next(), aborted.promise]);
      if (next === undefined || next.done) {
        return;
      }
      yield next.value;
    }
  } catch (error) {
    throw fail(error);
  } finally {
    aborted.forget();
    await events.return?.();
  }
}

function onceAborted(signal: AbortSignal) {
  let listener: () => void = () => undefined;
  const promise = new Promise<undefined>(resolve => {
    listener = () => resolve(undefined);
    signal.addEventListener('abort', listener, { once: true });
  });
  return {
    promise,
    forget: () => signal.removeEventListener('abort', listener),
  };
}
