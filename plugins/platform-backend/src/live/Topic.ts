import { keepJson } from '../http/json-bytes';
import type { Reads } from './sources/Source';
import { revisionOf } from './revision';
import { share } from './share';

/** An error as the browser is told of it. */
export interface ToldError {
  readonly name: string;
  readonly message: string;
}

/** What a view says. */
export type ViewState =
  | {
      readonly kind: 'value';
      readonly value: unknown;
      readonly revision: string;
    }
  | { readonly kind: 'failed'; readonly error: ToldError };

/** How soon a view follows the first change after a rest, so that one burst is one change. */
const promptMs = 10;
/** How long a view rests between two evaluations at least. */
const restMs = 100;
/** A costly one rests so many times as long as it took, and so takes a fifth of the time. */
const restPerCost = 4;
const longestRestMs = 1_000;

/** One view, evaluated once for all connections that look at it. */
export class Topic {
  #state?: ViewState;
  #previous?: unknown;
  #reads: Reads = new Set();
  #due?: ReturnType<typeof setTimeout>;
  #rested = -Infinity;
  #closed = false;
  /** Nobody looks; what it says is not worked out again before somebody does. */
  #resting = false;
  #outdated = false;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly options: {
      evaluate: (reads: Reads) => unknown;
      /** Runs a task when its turn comes. */
      queue: (task: () => void) => void;
      /** Hears what was read this time and the time before. */
      read: (now: Reads, before: Reads) => void;
      failure: (error: unknown) => ToldError;
    },
  ) {
    options.queue(this.#evaluate);
  }

  /** Missing until it has been evaluated, for the first time or after a rest. */
  get state(): ViewState | undefined {
    return this.#outdated ? undefined : this.#state;
  }

  /** How many look at it. */
  get audience(): number {
    return this.#listeners.size;
  }

  /** Calls the listener whenever the state has changed. */
  subscribe(listener: () => void): () => void {
    const call = () => listener();
    this.#listeners.add(call);
    return () => this.#listeners.delete(call);
  }

  /** Keeps what it says, for whoever looks next, and notes only whether that still holds. */
  rest(): void {
    this.#resting = true;
    if (this.#due !== undefined) {
      clearTimeout(this.#due);
      this.#due = undefined;
      this.#outdated = true;
    }
  }

  /** Somebody looks again. */
  wake(): void {
    this.#resting = false;
    if (!this.state) this.options.queue(this.#evaluate);
  }

  /** Something that it read has changed. */
  touch(): void {
    if (this.#resting) {
      this.#outdated = true;
    } else if (this.#due === undefined) {
      const rest = this.#rested - performance.now();
      this.#due = setTimeout(
        () => this.options.queue(this.#evaluate),
        Math.max(promptMs, rest),
      );
    }
  }

  /** Follows changes no longer. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#due);
    this.#listeners.clear();
    this.options.read(new Set(), this.#reads);
    this.#reads = new Set();
  }

  readonly #evaluate = () => {
    if (this.#closed) {
      return;
    }
    if (this.#resting) {
      this.#outdated = true;
      return;
    }
    // What was about to be looked at again is looked at now.
    clearTimeout(this.#due);
    this.#due = undefined;
    const began = performance.now();
    const reads: Reads = new Set();
    const state = this.#judge(reads);
    const cost = performance.now() - began;
    const rest = Math.max(restMs, Math.min(cost * restPerCost, longestRestMs));
    this.#rested = began + rest;
    this.options.read(reads, this.#reads);
    this.#reads = reads;
    if (this.#outdated || !isSame(this.#state, state)) {
      this.#outdated = false;
      this.#state = state;
      this.#listeners.forEach(listener => listener());
    }
  };

  #judge(reads: Reads): ViewState {
    try {
      const value = share(this.#previous, this.options.evaluate(reads));
      this.#previous = value;
      keepJson(value);
      return { kind: 'value', value, revision: revisionOf(value) };
    } catch (error) {
      return { kind: 'failed', error: this.options.failure(error) };
    }
  }
}

function isSame(before: ViewState | undefined, now: ViewState): boolean {
  if (before?.kind === 'failed' && now.kind === 'failed') {
    return (
      before.error.name === now.error.name &&
      before.error.message === now.error.message
    );
  }
  return (
    before?.kind === 'value' &&
    now.kind === 'value' &&
    before.revision === now.revision
  );
}
