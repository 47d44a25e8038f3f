import type { LogEvent, TailRequest } from '@pilothouse/plugin-platform-common';
import { eventsOf } from './events';
import { Intake } from './Intake';
import type { Shared } from './Source';

/** What a tail is made from: `kube` holds what the person may see. */
export interface TailDependencies
  extends Pick<Shared, 'kube' | 'logs' | 'reader'> {
  readonly mask: (text: string) => string;
}

/** What comes within that time is told together. */
const paceMs = 40;
/** What one event may weigh. */
const eventWeight = 256 * 1024;
/** So long nothing came, and what comes next is live. */
const quietMs = 100;
/** After that, what is told counts as live, however much comes. */
const liveMs = 2_000;

/**
 * Follows all containers of a workload as one stream of events. No more is read from the
 * cluster than whoever reads the events takes.
 */
export class Tail {
  readonly #mask: TailDependencies['mask'];
  readonly #signal: AbortSignal;
  readonly #intake: Intake;
  readonly #began = Date.now();

  /** @throws NotFoundError when there is no such workload for that person */
  constructor(
    { mask, ...deps }: TailDependencies,
    request: TailRequest,
    signal: AbortSignal,
  ) {
    this.#mask = mask;
    this.#signal = signal;
    this.#intake = new Intake(deps, request);
    signal.addEventListener('abort', this.#close, { once: true });
  }

  /**
   * What there is to tell, as it comes.
   *
   * @throws NotAllowedError when the cluster refuses the logs to that person
   */
  async *events(): AsyncGenerator<LogEvent, void> {
    const { news, announcements, merge } = this.#intake;
    let live = false;
    try {
      while (!this.#signal.aborted) {
        for (let next = announcements.shift(); next; ) {
          yield { kind: 'source', source: next };
          next = announcements.shift();
        }
        const told = this.#intake.take(Date.now(), eventWeight);
        if (told.length > 0) {
          yield* eventsOf(told, this.#mask);
          await this.#pace();
        } else if (this.#intake.failure) {
          throw this.#intake.failure.error;
        } else if (!live && (this.#isLive() || this.#intake.isOver)) {
          live = true;
          yield { kind: 'live', at: new Date().toISOString() };
        } else if (this.#intake.isOver) {
          return;
        } else {
          await news.wait(this.#untilNext(live, merge.dueAt()));
        }
      }
    } finally {
      this.#signal.removeEventListener('abort', this.#close);
      this.#close();
    }
  }

  #close = (): void => {
    this.#intake.close();
    this.#intake.news.fire();
  };

  /** Lets lines gather, unless there are enough for the next event. */
  async #pace(): Promise<void> {
    const { merge, news } = this.#intake;
    const until = Date.now() + paceMs;
    let left = paceMs;
    while (left > 0 && !this.#signal.aborted && merge.weight < eventWeight) {
      await news.wait(left);
      left = until - Date.now();
    }
  }

  #isLive(): boolean {
    const { quietSince } = this.#intake;
    const now = Date.now();
    return (
      quietSince !== undefined &&
      (now - quietSince >= quietMs || now - this.#began >= liveMs)
    );
  }

  #untilNext(live: boolean, dueAt: number | undefined): number | undefined {
    if (dueAt !== undefined) {
      return Math.max(1, dueAt - Date.now());
    }
    return live ? undefined : quietMs;
  }
}
