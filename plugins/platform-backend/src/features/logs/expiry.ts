const longestTimerMs = 2 ** 31 - 1;

/** When a person's credentials end. */
export interface Expiry {
  /** Fires when they have ended. */
  readonly passed: AbortSignal;
  /** Ends the waiting. */
  close(): void;
}

/** Waits for the end of credentials, until one leaves; those without one last. */
export function expiryOf(moment: Date | undefined, leave: AbortSignal): Expiry {
  const passed = new AbortController();
  const ms = moment && moment.getTime() - Date.now();
  const timer =
    ms === undefined || leave.aborted
      ? undefined
      : setTimeout(
          () => passed.abort(),
          Math.min(Math.max(ms, 0), longestTimerMs),
        );
  const close = () => {
    leave.removeEventListener('abort', close);
    clearTimeout(timer);
  };
  leave.addEventListener('abort', close);
  return { passed: passed.signal, close };
}
