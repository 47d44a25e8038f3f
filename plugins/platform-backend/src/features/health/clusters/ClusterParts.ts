import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PartsSource } from '@pilothouse/plugin-platform-common';
import {
  ChangeListeners,
  type PlatformParts,
} from '@pilothouse/plugin-platform-node';
import {
  afterRound,
  notYetAsked,
  pauseAfter,
  type Round,
} from './cluster-parts';

/** The connected clusters as parts of the platform, asked again and again. */
export class ClusterParts implements PlatformParts {
  readonly #ask: (signal: AbortSignal) => Promise<Round>;
  readonly #intervalMs: number;
  readonly #listeners: ChangeListeners;
  #source = notYetAsked(new Date());

  /** @param ask - asks all clusters once; reports failures instead of throwing */
  constructor(options: {
    ask: (signal: AbortSignal) => Promise<Round>;
    /** At most, from one round to the next. */
    intervalMs: number;
    logger: LoggerService;
  }) {
    this.#ask = options.ask;
    this.#intervalMs = options.intervalMs;
    this.#listeners = new ChangeListeners(error =>
      options.logger.error(
        `A listener of the clusters' health failed: ${error}`,
      ),
    );
  }

  snapshot(): PartsSource {
    return this.#source;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Asks until aborted. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const round = await this.#ask(signal);
      if (signal.aborted) {
        return;
      }
      const now = new Date();
      this.#source = afterRound(this.#source, round, now);
      this.#listeners.notify();
      const pauseMs = pauseAfter(this.#source, now, this.#intervalMs);
      await delay(pauseMs, undefined, { signal, ref: false }).catch(
        () => undefined,
      );
    }
  }
}
