/**
 * Fires once nothing was done for a while. The time that somebody else takes does not
 * count: it is held meanwhile, and begins anew after that.
 */
export class IdleTimer {
  readonly #ms: number;
  readonly #fire: () => void;
  #running = false;
  #held = false;
  #timer?: ReturnType<typeof setTimeout>;

  constructor(ms: number, fire: () => void) {
    this.#ms = ms;
    this.#fire = fire;
  }

  /** Begins to count, unless it does already. */
  start(): void {
    if (!this.#running) {
      this.#running = true;
      this.#wind();
    }
  }

  /** Counts no longer, until it is started again. */
  stop(): void {
    this.#running = false;
    this.#wind();
  }

  /** Somebody else has a turn. */
  hold(): void {
    this.#held = true;
    this.#wind();
  }

  /** That turn is over. */
  release(): void {
    this.#held = false;
    this.#wind();
  }

  #wind(): void {
    clearTimeout(this.#timer);
    this.#timer =
      this.#running && !this.#held
        ? setTimeout(this.#fire, this.#ms)
        : undefined;
  }
}
