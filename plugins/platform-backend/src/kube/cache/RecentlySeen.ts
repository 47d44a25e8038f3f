const KEPT = 1_000;

/** Remembers the last things that were seen, to tell a repetition from something new. */
export class RecentlySeen {
  readonly #keys = new Set<string>();

  /** @returns whether it was seen a short while ago; it counts as seen from now on */
  repeats(key: string): boolean {
    if (this.#keys.has(key)) return true;
    this.#keys.add(key);
    if (this.#keys.size > KEPT) {
      for (const oldest of this.#keys) {
        this.#keys.delete(oldest);
        break;
      }
    }
    return false;
  }

  clear(): void {
    this.#keys.clear();
  }
}
