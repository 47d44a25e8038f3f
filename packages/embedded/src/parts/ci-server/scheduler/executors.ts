import type { ExecutorPool } from '../model.ts';

/** Executors of the server: places for so many builds to work at the same time. */
export class Executors implements ExecutorPool {
  readonly count: number;
  #busy = 0;
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.count = count;
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
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
