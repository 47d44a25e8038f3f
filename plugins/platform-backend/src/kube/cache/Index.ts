import type { Entry } from './Entry';

const EMPTY: ReadonlySet<Entry> = new Set();

/** Finds entries by a value that they have. */
export class Index {
  readonly #valuesOf: (entry: Entry) => readonly string[];
  readonly #entries = new Map<string, Set<Entry>>();

  constructor(valuesOf: (entry: Entry) => readonly string[]) {
    this.#valuesOf = valuesOf;
  }

  of(value: string): ReadonlySet<Entry> {
    return this.#entries.get(value) ?? EMPTY;
  }

  add(entry: Entry): void {
    for (const value of this.#valuesOf(entry)) {
      const entries = this.#entries.get(value);
      if (entries) entries.add(entry);
      else this.#entries.set(value, new Set([entry]));
    }
  }

  remove(entry: Entry): void {
    for (const value of this.#valuesOf(entry)) {
      const entries = this.#entries.get(value);
      entries?.delete(entry);
      if (entries?.size === 0) this.#entries.delete(value);
    }
  }
}
