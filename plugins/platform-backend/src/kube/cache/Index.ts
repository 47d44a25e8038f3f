import type { Entry } from './Entry';

const EMPTY: ReadonlySet<Entry> = new Set();

/** Finds entries by a value that they have. */
export class Index {
  readonly #valuesOf: (entry: Entry) => readonly string[];
  /** Most values have one entry, for which a set would take more memory than all else. */
  readonly #entries = new Map<string, Entry | Set<Entry>>();

  constructor(valuesOf: (entry: Entry) => readonly string[]) {
    this.#valuesOf = valuesOf;
  }

  of(value: string): ReadonlySet<Entry> {
    const found = this.#entries.get(value);
    if (found === undefined) return EMPTY;
    return found instanceof Set ? found : new Set([found]);
  }

  add(entry: Entry): void {
    for (const value of this.#valuesOf(entry)) {
      const found = this.#entries.get(value);
      if (found instanceof Set) found.add(entry);
      else if (found === undefined) this.#entries.set(value, entry);
      else if (found !== entry)
        this.#entries.set(value, new Set([found, entry]));
    }
  }

  remove(entry: Entry): void {
    for (const value of this.#valuesOf(entry)) {
      const found = this.#entries.get(value);
      if (found === entry) this.#entries.delete(value);
      if (!(found instanceof Set)) continue;
      found.delete(entry);
      if (found.size === 0) this.#entries.delete(value);
    }
  }
}
