import type { Kept } from './kept';

const NOTHING: readonly Kept[] = [];
/**
 * For so few, a set would take more memory and no less time. They are not pushed into their
 * list, as that would take room for 16 more.
 */
const FEW = 16;

/** Finds objects by a value that they have. */
export class Index {
  readonly #valuesOf: (object: Kept) => readonly string[];
  readonly #objects = new Map<string, Kept | Kept[] | Set<Kept>>();

  constructor(valuesOf: (object: Kept) => readonly string[]) {
    this.#valuesOf = valuesOf;
  }

  /** How many have the value. */
  count(value: string): number {
    const found = this.#objects.get(value);
    if (found === undefined) return 0;
    if (Array.isArray(found)) return found.length;
    return found instanceof Set ? found.size : 1;
  }

  /** Those that have the value. */
  of(value: string): Iterable<Kept> {
    const found = this.#objects.get(value);
    if (found === undefined) return NOTHING;
    return Array.isArray(found) || found instanceof Set ? found : [found];
  }

  add(object: Kept): void {
    for (const value of new Set(this.#valuesOf(object))) {
      const found = this.#objects.get(value);
      if (found === undefined) this.#objects.set(value, object);
      else if (found instanceof Set) found.add(object);
      else if (!Array.isArray(found)) this.#objects.set(value, [found, object]);
      else if (found.length < FEW)
        this.#objects.set(value, found.concat(object));
      else this.#objects.set(value, new Set([...found, object]));
    }
  }

  remove(object: Kept): void {
    for (const value of new Set(this.#valuesOf(object))) {
      const found = this.#objects.get(value);
      if (found instanceof Set) found.delete(object);
      else if (Array.isArray(found)) found.splice(found.indexOf(object), 1);
      if (found === object || this.count(value) === 0) {
        this.#objects.delete(value);
      }
    }
  }
}
