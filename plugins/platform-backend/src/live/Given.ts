import { LRUCache } from 'lru-cache';
import type { Reads, Source } from './sources/Source';

/** An answer may be large, and few are asked for again and again. */
const maxAnswers = 32;

/** Answers that were given, each until something changes that it was made from. */
export class Given {
  readonly #readers = new Map<string, Set<string>>();
  readonly #answers = new LRUCache<string, { value: unknown; reads: Reads }>({
    max: maxAnswers,
    dispose: ({ reads }, key) => this.#forget(key, reads),
  });

  /** Forgets what is made from a source as soon as that changes; returns how to end that. */
  follow(source: Source): () => void {
    return source.subscribe(marks => {
      for (const mark of marks) {
        const keys = [...(this.#readers.get(mark) ?? [])];
        keys.forEach(key => this.#answers.delete(key));
      }
    });
  }

  /**
   * The answer to a question, made anew only when it may be another one.
   *
   * @param key - of all that the answer depends on besides the sources
   * @throws what making it throws, which is not kept
   */
  get<O>(key: string, make: (reads: Reads) => O): O {
    const known = this.#answers.get(key);
    if (known) return known.value as O;
    const reads: Reads = new Set();
    const value = make(reads);
    this.#answers.set(key, { value, reads });
    for (const mark of reads) {
      this.#readers.set(mark, (this.#readers.get(mark) ?? new Set()).add(key));
    }
    return value;
  }

  #forget(key: string, reads: Reads) {
    for (const mark of reads) {
      const keys = this.#readers.get(mark);
      if (keys?.delete(key) && keys.size === 0) this.#readers.delete(mark);
    }
  }
}
