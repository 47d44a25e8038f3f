/** Listeners of one source; what one of them throws keeps no other from hearing. */
export class ChangeListeners {
  readonly #listeners = new Set<{ readonly call: () => void }>();
  readonly #onError: (error: unknown) => void;

  /** @param onError - hears what a listener threw */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Adds a listener; the same one may be added twice. */
  add(listener: () => void): () => void {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  /** Calls every listener. */
  notify(): void {
    for (const { call } of [...this.#listeners]) {
      try {
        call();
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
