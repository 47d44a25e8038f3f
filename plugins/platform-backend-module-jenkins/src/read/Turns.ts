import { LRUCache } from 'lru-cache';

const maxKnown = 10_000;

/**
 * Whose turn it is where only one can be asked at a time: what was asked the longest ago, so
 * that what never answers keeps nothing else from its turn.
 */
export class Turns {
  readonly #last = new LRUCache<string, number>({ max: maxKnown });
  #turn = 0;

  /** Of those that were asked equally long ago, or never, the first. */
  next<T extends { readonly key: string }>(
    candidates: readonly T[],
  ): T | undefined {
    const [next] = candidates.toSorted(
      (a, b) => this.#lastOf(a) - this.#lastOf(b),
    );
    return next;
  }

  /** They have had their turn. */
  took(all: readonly { readonly key: string }[]): void {
    this.#turn += 1;
    all.forEach(({ key }) => this.#last.set(key, this.#turn));
  }

  #lastOf({ key }: { readonly key: string }): number {
    return this.#last.peek(key) ?? 0;
  }
}
