import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PartsSource } from '@pilothouse/plugin-platform-common';
import {
  ChangeListeners,
  type PlatformParts,
} from '@pilothouse/plugin-platform-node';
import { afterRound, notYetAsked, type Round } from './cluster-parts';

/** The connected clusters as parts of the platform, asked again and again. */
export class ClusterParts implements PlatformParts {
  readonly #ask: (signal: AbortSignal) => Promise<Round>;
  readonly #intervalMs: number;
  readonly #listeners: ChangeListeners;
  #source = notYetAsked(new Date());

  /** @param ask - asks all clusters once; reports failures instead of throwing */
  constructor(options: {
    ask: (signal: AbortSignal) => Promise<Round>;
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
      this.#source = afterRound(this.#source, round, new Date());
      this.#listeners.notify();
      await delay(this.#intervalMs, undefined, { signal, ref: false }).catch(
        () => undefined,
      );
    }
  }
}
