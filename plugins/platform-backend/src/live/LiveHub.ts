import { LRUCache } from 'lru-cache';
import type { Perspective } from './Outlook';
import type { Reads, Source } from './sources/Source';
import { Topic, type ToldError, type ViewState } from './Topic';
import { Turns } from './Turns';

/** What was looked at is worth keeping for whoever looks next, and may be large. */
const maxResting = 32;

/** A view that somebody looks at. */
export interface Look {
  /** Missing until it has been evaluated for the first time. */
  state(): ViewState | undefined;
  leave(): void;
}

/** Numbers of what the hub does, for whoever measures it. */
export interface LiveFigures {
  /** Views that are looked at now, each counted once. */
  readonly views: number;
  /** Evaluations since the start. */
  readonly evaluations: number;
  /** Evaluations since the start that threw. */
  readonly failures: number;
}

/**
 * Keeps the views that are looked at as the sources say: evaluates each once for all who
 * see it alike, and again only when something has changed that it read.
 */
export class LiveHub {
  readonly #topics = new Map<string, Topic>();
  readonly #resting = new LRUCache<string, Topic>({
    max: maxResting,
    dispose: (topic, _key, reason) => {
      if (reason === 'evict') topic.close();
    },
  });
  readonly #readers = new Map<string, Set<Topic>>();
  readonly #turns = new Turns();
  readonly #failure: (error: unknown) => ToldError;
  readonly #figures = { evaluations: 0, failures: 0 };

  /** @param failure - logs an error of a view and returns what the browser is told */
  constructor(failure: (error: unknown) => ToldError) {
    this.#failure = failure;
  }

  get figures(): LiveFigures {
    return { views: this.#topics.size, ...this.#figures };
  }

  /** Follows a source; returns how to end that. */
  follow(source: Source): () => void {
    return source.subscribe(marks => {
      for (const mark of marks) {
        this.#readers.get(mark)?.forEach(topic => topic.touch());
      }
    });
  }

  /**
   * Looks at a view.
   *
   * @param input - valid input of the query
   * @param changed - called whenever the state has changed
   */
  look<I, O>(
    view: { query: string; perspective: Perspective<I, O>; input: I },
    changed: () => void,
  ): Look {
    const { query, perspective, input } = view;
    const key = JSON.stringify([query, perspective.key, input]);
    const topic =
      this.#topics.get(key) ??
      this.#woken(key) ??
      this.#open(key, reads => perspective.evaluate(input, reads));
    const leave = topic.subscribe(changed);
    return {
      state: () => topic.state,
      leave: () => {
        leave();
        if (topic.audience === 0 && this.#topics.get(key) === topic) {
          this.#topics.delete(key);
          this.#keep(key, topic);
        }
      },
    };
  }

  #keep(key: string, topic: Topic) {
    if (topic.state?.kind === 'value') {
      topic.rest();
      this.#resting.set(key, topic);
    } else {
      topic.close();
    }
  }

  /** The view that the last one left whoever looked at it. */
  #woken(key: string): Topic | undefined {
    const topic = this.#resting.get(key);
    if (!topic) return undefined;
    this.#resting.delete(key);
    this.#topics.set(key, topic);
    topic.wake();
    return topic;
  }

  #open(key: string, evaluate: (reads: Reads) => unknown): Topic {
    const topic: Topic = new Topic({
      evaluate: reads => {
        this.#figures.evaluations += 1;
        return evaluate(reads);
      },
      queue: task => this.#turns.add(task),
      read: (now, before) => this.#index(topic, now, before),
      failure: error => {
        this.#figures.failures += 1;
        return this.#failure(error);
      },
    });
    this.#topics.set(key, topic);
    return topic;
  }

  #index(topic: Topic, now: Reads, before: Reads) {
    for (const mark of now) {
      if (!before.has(mark)) {
        const readers = this.#readers.get(mark) ?? new Set();
        this.#readers.set(mark, readers.add(topic));
      }
    }
    for (const mark of before) {
      const readers = now.has(mark) ? undefined : this.#readers.get(mark);
      if (readers?.delete(topic) && readers.size === 0) {
        this.#readers.delete(mark);
      }
    }
  }
}
