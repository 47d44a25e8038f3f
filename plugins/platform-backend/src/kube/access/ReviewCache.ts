import { LRUCache } from 'lru-cache';
import type { Question, Verdict } from './reviews';

/** What was answered to one question, and whether that still holds. */
interface Entry {
  readonly cluster: string;
  readonly namespace: string;
  /** The last that the cluster said. */
  known?: Verdict;
  /** Until when it need not be asked again. */
  freshUntil: number;
  /** Whether rights have changed since, so that the answer serves nobody any longer. */
  forgotten: boolean;
  asking?: Promise<Verdict>;
}

/** What the cache needs of its surroundings. */
export interface ReviewCacheOptions {
  ask(question: Question): Promise<Verdict>;
  /** Whether the cluster answers at present. */
  reachable(cluster: string): boolean;
  /** Called when a cluster says something else than before. */
  changed(): void;
  /** Called when a cluster could not say; it may be asked again after that time. */
  failed(retryMs: number): void;
  readonly ttlMs: number;
  now(): number;
}

const maxEntries = 50_000;
const retryMs = 5_000;

/**
 * What people may do in the clusters, as these said it. An answer serves until rights have
 * changed there, and a while longer than it is fresh, for as long as it takes to ask again.
 * Of a cluster that cannot be asked, the last answer is believed.
 */
export class ReviewCache {
  readonly #entries = new LRUCache<string, Entry>({ max: maxEntries });
  readonly #options: ReviewCacheOptions;

  constructor(options: ReviewCacheOptions) {
    this.#options = options;
  }

  /** What the cluster says; what it never said is `unknown`. */
  async ask(question: Question): Promise<Verdict> {
    const entry = this.#entryOf(question);
    const { now, reachable } = this.#options;
    if (entry.known && now() < entry.freshUntil) {
      return entry.known;
    }
    if (!reachable(question.cluster)) {
      const because = 'the cluster does not answer';
      return entry.known ?? { kind: 'unknown', because };
    }
    const asking = entry.asking ?? this.#ask(question, entry);
    const serves = !entry.forgotten && entry.known?.kind !== 'unknown';
    return (serves && entry.known) || asking;
  }

  /**
   * Believes no answer of a cluster any longer that may depend on what has changed there.
   *
   * @param namespace - where rights have changed; undefined means everywhere
   */
  forget(cluster: string, namespace?: string): void {
    for (const entry of this.#entries.values()) {
      const concerned =
        entry.cluster === cluster &&
        (namespace === undefined || entry.namespace === namespace);
      if (concerned) {
        entry.forgotten = true;
        entry.freshUntil = 0;
        entry.asking = undefined;
      }
    }
  }

  #entryOf(question: Question): Entry {
    const key = JSON.stringify(question);
    const known = this.#entries.get(key);
    if (known) {
      return known;
    }
    const { cluster, namespace } = question;
    const entry = { cluster, namespace, freshUntil: 0, forgotten: false };
    this.#entries.set(key, entry);
    return entry;
  }

  #ask(question: Question, entry: Entry): Promise<Verdict> {
    const asking = this.#options.ask(question).then(said => {
      // Where rights have changed in between, it is asked again by whoever is told so.
      if (entry.asking !== asking) {
        return said;
      }
      entry.asking = undefined;
      return this.#learn(entry, said);
    });
    entry.asking = asking;
    return asking;
  }

  #learn(entry: Entry, said: Verdict): Verdict {
    const { now, ttlMs, changed, failed } = this.#options;
    const before = entry.known;
    if (said.kind === 'unknown') {
      entry.known = before ?? said;
      entry.freshUntil = now() + retryMs;
      failed(retryMs);
      return entry.known;
    }
    entry.known = said;
    entry.forgotten = false;
    entry.freshUntil = now() + ttlMs;
    if (before && before.kind !== said.kind) {
      changed();
    }
    return said;
  }
}
