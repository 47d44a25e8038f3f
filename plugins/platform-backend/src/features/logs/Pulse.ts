/** Lets any number of waiters go on when something happens, or after a while. */
export class Pulse {
  readonly #waiting = new Set<() => void>();

  /** Something happened: all that wait go on. */
  fire = (): void => {
    [...this.#waiting].forEach(wake => wake());
  };

  /** Waits for the next time, but no longer than that. */
  wait(ms?: number): Promise<void> {
    return new Promise(resolve => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      if (ms !== undefined) {
        timer = setTimeout(wake, ms);
      }
      this.#waiting.add(wake);
    });
  }
}
