/** Counts by name. */
export class Tally {
  readonly #counts = new Map<string, number>();

  /** All names that were counted, with how often. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }
}
