/** A signal that follows others until it is let go. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Follows them no longer; may be called again. */
  release(): void;
}

/**
 * Makes a signal that is aborted with the first of some others. Of one by `AbortSignal.any`
 * with a timeout, or to which something listens, Node.js keeps something for as long as the
 * others live: where one of them lives as long as the process, it only gets more
 * (nodejs/node#54614). Of this one nothing is kept once it is aborted or let go.
 */
export function linkSignals(...followed: readonly AbortSignal[]): LinkedSignal {
  const controller = new AbortController();
  const release = () =>
    followed.forEach(one => one.removeEventListener('abort', follow));
  function follow() {
    release();
    controller.abort(followed.find(({ aborted }) => aborted)?.reason);
  }
  if (followed.some(({ aborted }) => aborted)) follow();
  else followed.forEach(one => one.addEventListener('abort', follow));
  return { signal: controller.signal, release };
}
