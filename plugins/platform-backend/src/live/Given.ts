import { LRUCache } from 'lru-cache';
import { keepJson, keptJson } from '../http/json-bytes';
import type { Reads, Source } from './sources/Source';

/** Some hundred services, or a few that are large. */
const defaultMaxBytes = 64 * 1024 * 1024;
/** An answer is kept as objects and as their JSON; the objects take about three times as much. */
const bytesOfJsonByte = 4;
/** Of a mark that an answer has read, with its places in two sets. */
const bytesOfMark = 100;

/** Answers that were given, each until something changes that it was made from. */
export class Given {
  readonly #readers = new Map<string, Set<string>>();
  readonly #answers: LRUCache<string, { value: object; reads: Reads }>;

  /** @param maxBytes - of all answers together, as estimated; the oldest go first */
  constructor(maxBytes = defaultMaxBytes) {
    this.#answers = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ value, reads }, key) =>
        key.length +
        bytesOfMark * reads.size +
        bytesOfJsonByte * (keptJson(value)?.byteLength ?? 0),
      dispose: ({ reads }, key) => this.#forget(key, reads),
    });
  }

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
   * The answer to a question, made anew only when it may be another one. It must never change
   * any more, as its JSON is kept with it.
   *
   * @param key - of all that the answer depends on besides the sources
   * @throws what making it throws, which is not kept
   */
  get<O extends object>(key: string, make: (reads: Reads) => O): O {
    const known = this.#answers.get(key);
    if (known) return known.value as O;
    const reads: Reads = new Set();
    const value = make(reads);
    keepJson(value);
    this.#answers.set(key, { value, reads });
    // One that is larger than all that may be kept is not.
    if (!this.#answers.has(key)) return value;
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
