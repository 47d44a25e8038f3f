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

/**
 * What is known now, and then again after every change. Changes that come faster than
 * the reader takes them are told once, as the latest state.
 *
 * @param subscribe - calls back after every change; returns how to end that
 * @param signal - ends the waiting, and with it the stream
 */
export async function* latest<T>(
  read: () => T,
  subscribe: (changed: () => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<T, void> {
  const wake = pulse();
  let changed = true;
  const unsubscribe = subscribe(() => {
    changed = true;
    wake.fire();
  });
  signal.addEventListener('abort', wake.fire);
  try {
    while (!signal.aborted) {
      if (changed) {
        changed = false;
        yield read();
      } else {
        await wake.next();
      }
    }
  } finally {
    signal.removeEventListener('abort', wake.fire);
    unsubscribe();
  }
}

/** Lets one wait for the next time that something happens. */
function pulse() {
  let resolveNext: () => void = () => undefined;
  return {
    next: () =>
      new Promise<void>(resolve => {
        resolveNext = resolve;
      }),
    fire: () => resolveNext(),
  };
}
