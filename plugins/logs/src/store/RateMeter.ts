const windowSeconds = 60;
const firstSeconds = 5;

/** How many lines a minute come, of those that are new. */
export class RateMeter {
  readonly #seconds = new Map<number, number>();
  #began?: number;

  /** What comes from now on is new; in ms. */
  begin(now: number): void {
    this.#began ??= now;
  }

  count(lines: number, now: number): void {
    if (this.#began === undefined || lines === 0) {
      return;
    }
    const second = Math.floor(now / 1000);
    this.#seconds.set(second, (this.#seconds.get(second) ?? 0) + lines);
    for (const old of this.#seconds.keys()) {
      if (old > second - windowSeconds) {
        break;
      }
      this.#seconds.delete(old);
    }
  }

  /** Lines a minute over the last minute; undefined while it is too early to say. */
  perMinute(now: number): number | undefined {
    const elapsed = this.#began === undefined ? 0 : (now - this.#began) / 1000;
    if (elapsed < firstSeconds) {
      return undefined;
    }
    const from = Math.floor(now / 1000) - windowSeconds;
    let lines = 0;
    this.#seconds.forEach((count, second) => {
      lines += second > from ? count : 0;
    });
    return Math.round(
      (lines * windowSeconds) / Math.min(elapsed, windowSeconds),
    );
  }
}
