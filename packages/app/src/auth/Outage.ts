import type { SessionState } from './lasting';

const askAgainMs = 5_000;

/** A time in which the session cannot be renewed, as the user center does not answer. */
export class Outage {
  readonly #listeners = new Set<() => void>();
  #since: Date | undefined;

  /** When it began, while it lasts. */
  get since(): Date | undefined {
    return this.#since;
  }

  /** Begins it, and looks again and again whether it is over. */
  begin(probe: () => Promise<SessionState>): void {
    if (this.#since) return;
    this.#set(new Date());
    const look = async () => {
      const state = await probe().catch(() => 'unknown' as const);
      if (state === 'there' || state === 'ended') this.#set(undefined);
      else setTimeout(look, askAgainMs);
    };
    setTimeout(look, askAgainMs);
  }

  /**
   * Calls back when it begins and when it is over.
   *
   * @returns how to hear no more of it
   */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(since: Date | undefined) {
    this.#since = since;
    this.#listeners.forEach(listener => listener());
  }
}

/** Of the session of this tab. */
export const outage = new Outage();
