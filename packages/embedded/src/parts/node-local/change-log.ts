/** Says what fails repeatedly, without a line for each repetition. */
export class ChangeLog {
  readonly #log: (message: string) => void;
  #last: string | undefined;

  constructor(log: (message: string) => void) {
    this.#log = log;
  }

  /** Logs a message that differs from the one before. */
  say(message: string): void {
    if (message !== this.#last) {
      this.#last = message;
      this.#log(message);
    }
  }

  /** All is well again: the next message is new, whatever it says. */
  clear(): void {
    this.#last = undefined;
  }
}

/** What went wrong, for a line of the log. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
