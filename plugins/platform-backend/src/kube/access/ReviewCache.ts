import { LRUCache } from 'lru-cache';
import type { Question, Verdict } from './reviews';
import type { RightsChange } from './RightsChanges';

/** What a cluster says to a question. */
export interface Answer {
  readonly verdict: Verdict;
  /** Until when it need not be asked again; in the past for one that serves meanwhile. */
  readonly freshUntil: number;
}

/** What was answered to one question, and whether that still holds. */
interface Entry {
  readonly cluster: string;
  readonly namespace: string;
  /** The last that the cluster said. */
  known?: Verdict;
  /** When it said so. */
  answeredAt: number;
  /** Until when it need not be asked again. */
  freshUntil: number;
  /**
   * Whether rights have changed since, so that the answer serves nobody any longer, or may
   * have, so that it serves only as long as the cluster cannot say.
   */
  forgotten: false | 'changed' | 'unheard';
  asking?: Promise<Answer>;
}

/** What the cache needs of its surroundings. */
export interface ReviewCacheOptions {
  ask(question: Question): Promise<Verdict>;
  /** When the cluster was heard last, in ms; undefined while it answers. */
  silentSince(cluster: string): number | undefined;
  /** Called when a cluster says something else than before. */
  changed(): void;
  /** Called when a cluster could not say; it may be asked again after that time. */
  failed(retryMs: number): void;
  /** How long an answer is fresh. */
  readonly ttlMs: number;
  now(): number;
}

const maxEntries = 50_000;
const retryMs = 5_000;
/** An answer is believed for so many times as long as it is fresh. */
const lifetimes = 2;

/**
 * What people may do in the clusters, as these said it. An answer serves until rights have
 * changed there, and once more after it was fresh, for as long as it takes to ask again;
 * one that is older than twice that time serves nobody before it was asked anew. Of a
 * cluster that cannot be asked, the last answer is believed if it was that young when the
 * cluster fell silent, and no rights were seen to change since.
 */
export class ReviewCache {
  readonly #entries = new LRUCache<string, Entry>({ max: maxEntries });
  readonly #options: ReviewCacheOptions;
  #version = 0;

  constructor(options: ReviewCacheOptions) {
    this.#options = options;
  }

  /** Another one whenever answers are believed no longer before they are old. */
  get version(): number {
    return this.#version;
  }

  /** What the cluster says; what it never said is `unknown`. */
  async ask(question: Question): Promise<Verdict> {
    return (await this.answer(question)).verdict;
  }

  /** As {@link ask}, and for how long that holds unless the version changes. */
  async answer(question: Question): Promise<Answer> {
    const entry = this.#entryOf(question);
    const { known, freshUntil } = entry;
    const { now, silentSince } = this.#options;
    if (known && now() < freshUntil) {
      return { verdict: known, freshUntil };
    }
    const silent = silentSince(question.cluster);
    if (silent !== undefined) {
      const because = 'the cluster does not answer';
      const last = this.#believed(entry, silent);
      return { verdict: last ?? { kind: 'unknown', because }, freshUntil };
    }
    const asking = entry.asking ?? this.#ask(question, entry);
    const last = this.#believed(entry, now());
    const serves = !entry.forgotten && last?.kind !== 'unknown';
    return serves && last ? { verdict: last, freshUntil } : asking;
  }

  /**
   * Believes no answer of a cluster any longer that may depend on what has changed there.
   * Where that is seen, it is not believed either while the cluster cannot be asked.
   */
  forget({ cluster, namespace, unheard = false }: RightsChange): void {
    this.#version += 1;
    for (const entry of this.#entries.values()) {
      const concerned =
        entry.cluster === cluster &&
        (namespace === undefined || entry.namespace === namespace);
      if (concerned) {
        entry.forgotten =
          unheard && entry.forgotten !== 'changed' ? 'unheard' : 'changed';
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
    const entry: Entry = {
      cluster,
      namespace,
      answeredAt: 0,
      freshUntil: 0,
      forgotten: false,
    };
    this.#entries.set(key, entry);
    return entry;
  }

  /** The last answer, unless it was too old at that time, or is known to hold no more. */
  #believed(
    { answeredAt, forgotten, known }: Entry,
    at: number,
  ): Verdict | undefined {
    if (forgotten === 'changed') return undefined;
    const age = at - answeredAt;
    return age <= lifetimes * this.#options.ttlMs ? known : undefined;
  }

  #ask(question: Question, entry: Entry): Promise<Answer> {
    const asking = this.#options.ask(question).then(said => {
      // Where rights have changed in between, it is asked again by whoever is told so.
      if (entry.asking !== asking) {
        return { verdict: said, freshUntil: 0 };
      }
      entry.asking = undefined;
      const verdict = this.#learn(entry, said);
      return { verdict, freshUntil: entry.freshUntil };
    });
    entry.asking = asking;
    return asking;
  }

  #learn(entry: Entry, said: Verdict): Verdict {
    const { now, ttlMs, changed, failed } = this.#options;
    const before = entry.known;
    if (said.kind === 'unknown') {
      entry.known = this.#believed(entry, now()) ?? said;
      entry.freshUntil = now() + retryMs;
      failed(retryMs);
      return entry.known;
    }
    entry.known = said;
    entry.answeredAt = now();
    entry.forgotten = false;
    entry.freshUntil = now() + ttlMs;
    if (before && before.kind !== said.kind) {
      changed();
    }
    return said;
  }
}
