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
  const interruption = interruptionBy(signal);
  try {
    while (!signal.aborted) {
      const next = await interruption.orElse(events.next());
      if (next === undefined || next.done) {
        return;
      }
      yield next.value;
    }
  } catch (error) {
    throw fail(error);
  } finally {
    interruption.forget();
    await events.return?.();
  }
}

/**
 * Waits for a promise or the signal. A new wait each time: racing against one promise that
 * lives as long as the stream would keep every event for as long.
 */
function interruptionBy(signal: AbortSignal) {
  let interrupt: () => void = () => undefined;
  const listener = () => interrupt();
  signal.addEventListener('abort', listener, { once: true });
  return {
    orElse: <T>(work: Promise<T>) =>
      new Promise<T | undefined>((resolve, reject) => {
        interrupt = () => resolve(undefined);
        work.then(resolve, reject);
      }),
    forget: () => signal.removeEventListener('abort', listener),
  };
}
