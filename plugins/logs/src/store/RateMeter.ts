const windowSeconds = 60;
const firstSeconds = 5;
/** Clocks of nodes are not more apart than that from the portal's. */
const apartSeconds = 2;

/**
 * How many lines a minute come, of those that are new: what a container that could not be
 * read at first, or for a while, has said before comes late and all at once.
 */
export class RateMeter {
  readonly #seconds = new Map<number, number>();
  #began?: number;
  /** By how many ms the clock here is ahead of that of the portal. */
  #ahead = 0;

  /**
   * What is said from now on is new.
   *
   * @param now - in ms
   * @param told - the same moment by the portal's clock, in ISO 8601, where it tells
   */
  begin(now: number, told?: string): void {
    this.#began ??= now;
    this.#ahead = told ? now - Date.parse(told) : 0;
  }

  /**
   * @param times - of the lines that have come, in UTC; empty where none is known
   * @param now - in ms
   */
  count(times: readonly string[], now: number): void {
    if (this.#began === undefined) {
      return;
    }
    const from = this.#newFrom(this.#began, now);
    const lines = times.filter(at => at === '' || at >= from).length;
    if (lines === 0) {
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

  /** From when on lines are new, to be compared as text with their times. */
  #newFrom(began: number, now: number): string {
    const sinceBegan = began - apartSeconds * 1000;
    const inWindow = now - windowSeconds * 1000;
    const from = Math.max(sinceBegan, inWindow) - this.#ahead;
    return new Date(from).toISOString().slice(0, -1);
  }
}
