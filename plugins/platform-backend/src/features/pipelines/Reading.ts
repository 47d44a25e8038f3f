import { isError } from '@backstage/errors';
import type { CiProblem } from '@pilothouse/plugin-platform-common';
import { ciProblemOf, isNotConfigured } from '@pilothouse/plugin-platform-node';

/** What is known of the answer to a question. */
export interface Known<T> {
  /** When it was asked for the first time. */
  readonly since: string;
  /** The last answer, which may be that there is no such thing. */
  readonly heard?: { readonly value: T | undefined; readonly readAt: string };
  /** Why, and since when, there is no newer one. */
  readonly failure?: {
    readonly since: string;
    readonly because: CiProblem | 'not-configured';
  };
}

/** One question to the CI server: asked by one at a time, and its last answer kept. */
export class Reading<T> {
  #known: Known<T>;
  #asking?: Promise<void>;

  constructor(
    private readonly options: {
      readonly ask: () => Promise<T>;
      /** Hears of every answer, and of every failure. */
      readonly changed: () => void;
      /** Hears of what is no failure of the CI server. */
      readonly onError: (error: unknown) => void;
      readonly now: () => Date;
      /** After so long without an answer what is known counts as stale. */
      readonly slowMs: number;
    },
  ) {
    this.#known = { since: this.#time() };
  }

  get known(): Known<T> {
    return this.#known;
  }

  /** Asks again, unless the question is under way; never rejects. */
  refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<void> {
    const { ask, changed, slowMs } = this.options;
    const seconds = Math.round(slowMs / 1_000);
    const message = `The CI server has not answered for ${seconds} s`;
    const slow = setTimeout(() => {
      this.#failed({ kind: 'slow', message });
      changed();
    }, slowMs).unref();
    try {
      this.#heard(await ask());
    } catch (error) {
      this.#refused(error);
    } finally {
      clearTimeout(slow);
    }
    changed();
  }

  #refused(error: unknown): void {
    if (isError(error) && error.name === 'NotFoundError') {
      this.#heard(undefined);
    } else if (isNotConfigured(error)) {
      this.#failed('not-configured');
    } else {
      if (!isError(error) || error.problem === undefined) {
        this.options.onError(error);
      }
      this.#failed(ciProblemOf(error));
    }
  }

  #heard(value: T | undefined): void {
    const { since } = this.#known;
    this.#known = { since, heard: { value, readAt: this.#time() } };
  }

  #failed(because: CiProblem | 'not-configured'): void {
    const since = this.#known.failure?.since ?? this.#time();
    this.#known = { ...this.#known, failure: { since, because } };
  }

  #time(): string {
    return this.options.now().toISOString();
  }
}
