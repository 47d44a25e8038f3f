const LINE_EVERY_MS = 15_000;
const TICK_MS = 1000;

/** Tells how far something is: in place on a terminal, by a line now and then elsewhere. */
export class Progress {
  #started = Date.now();
  #out;

  /** @param {NodeJS.WriteStream} out */
  constructor(out) {
    this.#out = out;
  }

  /** Since when time is told, in milliseconds since the epoch. */
  get started() {
    return this.#started;
  }

  /** @param {string} text of a line that stays */
  say(text) {
    this.#out.write(`${this.#line(text)}\n`);
  }

  /**
   * Goes on telling until the work is over.
   *
   * @template T
   * @param {() => string} how far it is
   * @param {() => Promise<T>} work
   */
  async during(how, work) {
    const inPlace = this.#out.isTTY;
    const tick = () =>
      inPlace
        ? this.#out.write(`\r\u001b[2K${this.#line(how())}`)
        : this.say(how());
    const timer = setInterval(tick, inPlace ? TICK_MS : LINE_EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      if (inPlace) this.#out.write('\r\u001b[2K');
    }
  }

  /** @param {string} text */
  #line(text) {
    const seconds = Math.round((Date.now() - this.#started) / 1000);
    return `${String(seconds).padStart(4)} s  ${text}`;
  }
}
