const MOST_ENTRIES = 1000;

/** Remembers promises for a while; one that fails is forgotten at once. */
export class ExpiringMap<T extends Promise<unknown>> {
  readonly #entries = new Map<string, { value: T; until: number }>();
  readonly #keepMs: number;
  readonly #now: () => number;

  /** @param keepMs - how long a value is good, in milliseconds */
  constructor(keepMs: number, now: () => number) {
    this.#keepMs = keepMs;
    this.#now = now;
  }

  /** The remembered value, or a new one. */
  getOrMake(key: string, make: () => T): T {
    const known = this.#entries.get(key);
    if (known && known.until > this.#now()) return known.value;
    if (this.#entries.size >= MOST_ENTRIES) this.#entries.clear();
    const value = make();
    this.#entries.set(key, { value, until: this.#now() + this.#keepMs });
    value.catch(() => this.#entries.delete(key));
    return value;
  }
}
