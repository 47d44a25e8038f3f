import type { Log } from '../../../platform/log.ts';

/** What {@link Sweeper} needs of its surroundings. */
export interface SweeperOptions {
  /** Removes all blobs that no manifest names. */
  readonly sweep: () => Promise<void>;
  /** In milliseconds. */
  readonly now: () => number;
  /** How long nobody must have pushed, in milliseconds. */
  readonly restMs: number;
  readonly log: Log;
}

/**
 * Frees the space of what was deleted. A push sends blobs before the manifest that names them:
 * so nothing is swept while somebody pushes or has just done so, and pushes wait meanwhile.
 */
export class Sweeper {
  readonly #options: SweeperOptions;
  /** Also at first: what was deleted before a restart may not have been swept. */
  #isDue = true;
  #pushes = 0;
  #lastPush = Number.NEGATIVE_INFINITY;
  #sweeping: Promise<void> | undefined;

  constructor(options: SweeperOptions) {
    this.#options = options;
  }

  /** Tells that something was deleted. */
  deleted(): void {
    this.#isDue = true;
  }

  /** Does something that may be a part of a push. */
  async push<T>(act: () => Promise<T>): Promise<T> {
    while (this.#sweeping) await this.#sweeping;
    this.#pushes += 1;
    try {
      return await act();
    } finally {
      this.#pushes -= 1;
      this.#lastPush = this.#options.now();
    }
  }

  /** Sweeps, at first and if something was deleted, when nobody pushes. One that fails is due again. */
  async sweepIfDue(): Promise<void> {
    const { log, now, restMs, sweep } = this.#options;
    const isQuiet = this.#pushes === 0 && now() - this.#lastPush >= restMs;
    if (!this.#isDue || !isQuiet || this.#sweeping) return;
    this.#isDue = false;
    this.#sweeping = sweep().catch(error => {
      this.#isDue = true;
      this.#lastPush = now();
      log('failed', { what: 'sweep', error: String(error) });
    });
    await this.#sweeping;
    this.#sweeping = undefined;
  }
}
