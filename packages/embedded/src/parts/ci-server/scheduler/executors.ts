import type { ExecutorPool } from '../model.ts';

/** The executors for one build that has begun. */
export interface ExpectedExecutor extends ExecutorPool {
  /** The build takes none for now: it ends, or waits for something else. */
  forget(): void;
}

/** Executors of the server: places for so many builds to work at the same time. */
export class Executors implements ExecutorPool {
  readonly count: number;
  #busy = 0;
  readonly #waiting = new Set<() => void>();
  /** Builds that have begun, and have not asked for an executor yet. */
  readonly #expected = new Set<ExpectedExecutor>();
  #freed: () => void = () => {};

  constructor(count: number) {
    this.count = count;
  }

  /** How many neither are taken nor will be by a build that has begun; may be negative. */
  get free(): number {
    return this.count - this.#busy - this.#expected.size;
  }

  /** @param freed - called whenever more are free than before */
  onFree(freed: () => void): void {
    this.#freed = freed;
  }

  /**
   * Counts a build that begins as if it had taken one, until it asks for its first or is
   * forgotten. Only the queue heeds it: nobody who asks for an executor is kept from it.
   */
  expect(): ExpectedExecutor {
    const expected: ExpectedExecutor = {
      take: (signal, waits) => {
        const taken = this.take(signal, waits);
        expected.forget();
        return taken;
      },
      forget: () => {
        if (this.#expected.delete(expected)) this.#freed();
      },
    };
    this.#expected.add(expected);
    return expected;
  }

  /** How many are taken. */
  get busy(): number {
    return this.#busy;
  }

  async take(signal: AbortSignal, waits: () => void): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#busy < this.count) this.#busy += 1;
    else {
      waits();
      await this.#turn(signal);
    }
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#release();
    };
  }

  /** Resolves when an executor is handed over, which the one before leaves counted. */
  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const heard = new AbortController();
      const go = () => {
        heard.abort();
        resolve();
      };
      const leave = () => {
        this.#waiting.delete(go);
        reject(signal.reason);
      };
      this.#waiting.add(go);
      signal.addEventListener('abort', leave, {
        once: true,
        signal: heard.signal,
      });
    });
  }

  #release(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#busy -= 1;
      this.#freed();
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
