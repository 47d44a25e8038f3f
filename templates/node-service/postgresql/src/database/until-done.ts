/** How something is tried again. */
export interface Patience {
  readonly onFailure: (error: unknown) => void;
  readonly pause: () => Promise<unknown>;
  readonly signal: AbortSignal;
}

/**
 * Tries something until it succeeds.
 *
 * @returns whether it has; it has not where the signal came first
 */
export async function untilDone(
  attempt: () => Promise<unknown>,
  { onFailure, pause, signal }: Patience,
): Promise<boolean> {
  for (;;) {
    if (signal.aborted) return false;
    try {
      await attempt();
      return true;
    } catch (error) {
      onFailure(error);
    }
    await pause();
  }
}
