const longestTimerMs = 2 ** 31 - 1;

/** When a person's credentials end. */
export interface Expiry {
  /** Fires when they have ended. */
  readonly passed: AbortSignal;
  /** Ends the waiting. */
  close(): void;
}

/** Waits for the end of credentials; those without one last. */
export function expiryOf(moment: Date | undefined): Expiry {
  const passed = new AbortController();
  const ms = moment && moment.getTime() - Date.now();
  const timer =
    ms === undefined
      ? undefined
      : setTimeout(
          () => passed.abort(),
          Math.min(Math.max(ms, 0), longestTimerMs),
        );
  return { passed: passed.signal, close: () => clearTimeout(timer) };
}
