import { setTimeout as sleep } from 'node:timers/promises';
import { Slots } from '@pilothouse/plugin-platform-node';
import { LRUCache } from 'lru-cache';
import type { Source } from '../../live/sources/Source';
import { Reading, type Known } from './Reading';

/** A question to the CI server. */
export interface Question<T> {
  /** The same for the same question. */
  readonly key: string;
  /** Full name of the job that it is about. */
  readonly job: string;
  ask(): Promise<T>;
  /** How soon it is asked again while somebody looks at the answer. */
  everyMs(value: T | undefined): number;
}

/** How patient readings are, in milliseconds. */
export interface Pace {
  /** After so long without an answer what is known counts as stale. */
  readonly slowMs: number;
  /** An answer that is younger is not asked for again. */
  readonly freshMs: number;
  /** Who asks once waits so long for an answer, where an older one is known. */
  readonly patienceMs: number;
  /** A look is believed to last so long, unless it is renewed. */
  readonly lookMs: number;
  /** A question that failed is not asked again sooner. */
  readonly afterFailureMs: number;
  /** How many times as long as usual a question rests. */
  readonly stretch: number;
}

/** How patient readings usually are. */
export const usualPace: Pace = {
  slowMs: 4_000,
  freshMs: 1_500,
  patienceMs: 5_000,
  lookMs: 45_000,
  afterFailureMs: 5_000,
  stretch: 1,
};

const maxReadings = 2_000;
/** Questions that are under way at the same time. */
const maxAtOnce = 6;

interface Entry {
  readonly reading: Reading<unknown>;
  readonly question: Question<unknown>;
  lookedAtUntil: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** The mark of a question among what live views read. */
export function markOf({ key }: Pick<Question<unknown>, 'key'>): string {
  return `pipelines/${key}`;
}

/**
 * What is known of the CI server. A question is asked again and again as long as somebody
 * looks at its answer: whoever does is told of each answer, and looks once more.
 */
export class Readings implements Source {
  readonly #entries = new LRUCache<string, Entry>({
    max: maxReadings,
    dispose: ({ timer }) => clearTimeout(timer),
  });
  readonly #listeners = new Set<(marks: readonly string[]) => void>();
  readonly #slots = new Slots(maxAtOnce);
  readonly #pace: Pace;
  #closed = false;

  constructor(
    private readonly options: {
      readonly onError: (error: unknown) => void;
      readonly now?: () => Date;
      readonly pace?: Partial<Pace>;
    },
  ) {
    this.#pace = { ...usualPace, ...options.pace };
  }

  subscribe(listener: (marks: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is known now, whether anybody looks or not. */
  known<T>(question: Question<T>): Known<T> {
    return this.#entryOf(question).reading.known as Known<T>;
  }

  /** What is known now; the question is asked as long as somebody looks. */
  look<T>(question: Question<T>): Known<T> {
    const entry = this.#entryOf(question);
    entry.lookedAtUntil = this.#now() + this.#pace.lookMs;
    if (entry.timer === undefined) this.#askAgain(entry);
    return entry.reading.known as Known<T>;
  }

  /** Resolves once the answer is known from just now, or is late and an older one is known. */
  async ask(question: Question<unknown>): Promise<void> {
    const { reading } = this.#entryOf(question);
    const { heard, failure } = reading.known;
    if (heard && !failure && this.#ageOf(heard.readAt) <= this.#pace.freshMs) {
      return;
    }
    const answered = reading.refresh();
    // Where nothing is known, there is nothing better to do than to wait.
    await (heard ? within(answered, this.#pace.patienceMs) : answered);
  }

  /** Asks again all that is known of a job and its branches, as something was ordered. */
  hasten(job: string): void {
    for (const { question, reading } of this.#entries.values()) {
      if (isWithin(question.job, job) || isWithin(job, question.job)) {
        void reading.refresh();
      }
    }
  }

  /** Asks no more. */
  close(): void {
    this.#closed = true;
    this.#entries.clear();
  }

  #entryOf<T>(question: Question<T>): Entry {
    const { key } = question;
    const known = this.#entries.get(key);
    if (known) return known;
    const reading = new Reading<unknown>({
      ask: () => this.#slots.use(() => question.ask()),
      changed: () => this.#tell(question),
      onError: this.options.onError,
      now: this.options.now ?? (() => new Date()),
      slowMs: this.#pace.slowMs,
    });
    const made: Entry = {
      reading,
      question: question as Question<unknown>,
      lookedAtUntil: 0,
    };
    this.#entries.set(key, made);
    return made;
  }

  #askAgain(entry: Entry): void {
    if (this.#closed) return;
    const { heard } = entry.reading.known;
    const due = heard
      ? Math.max(0, this.#pauseOf(entry) - this.#ageOf(heard.readAt))
      : 0;
    entry.timer = setTimeout(() => void this.#poll(entry), due);
    entry.timer.unref();
  }

  async #poll(entry: Entry): Promise<void> {
    await entry.reading.refresh();
    entry.timer = undefined;
    const { key } = entry.question;
    const isKept = this.#entries.peek(key) === entry;
    if (this.#closed || !isKept || this.#now() > entry.lookedAtUntil) return;
    const pause = this.#pauseOf(entry);
    entry.timer = setTimeout(() => void this.#poll(entry), pause);
    entry.timer.unref();
  }

  #pauseOf({ question, reading }: Entry): number {
    const { heard, failure } = reading.known;
    const usual = question.everyMs(heard?.value) * this.#pace.stretch;
    return failure ? Math.max(usual, this.#pace.afterFailureMs) : usual;
  }

  #tell(question: Pick<Question<unknown>, 'key'>): void {
    const marks = [markOf(question)];
    this.#listeners.forEach(listener => listener(marks));
  }

  #ageOf(moment: string): number {
    return this.#now() - Date.parse(moment);
  }

  #now(): number {
    return (this.options.now?.() ?? new Date()).getTime();
  }
}

/** Whether a job is another one, or lies in it. */
export function isWithin(job: string, other: string): boolean {
  return job === other || job.startsWith(`${other}/`);
}

async function within(answered: Promise<void>, ms: number): Promise<void> {
  const ended = new AbortController();
  const { signal } = ended;
  const late = sleep(ms, undefined, { signal, ref: false }).catch(() => {});
  await Promise.race([answered, late]);
  ended.abort();
}
