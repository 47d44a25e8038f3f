import { isError } from '@backstage/errors';
import type { LogMark } from '@pilothouse/plugin-platform-common';
import type { LogSelection, LogText } from '@pilothouse/plugin-platform-node';
import { backoff } from './backoff';
import { nextRead, type Read } from './reads';
import type { Run, Runs } from './runs';
import { Thread } from './Thread';
import type { Told } from './told';

/** What a follower has of its surroundings. */
export interface Surroundings {
  open(selection: LogSelection, signal: AbortSignal): Promise<LogText>;
  /** `gone` when the pod is; `unknown` while it cannot be said. */
  runs(): Runs | 'gone' | 'unknown';
  /** Waits until the runs may have changed, but no longer than that. */
  changed(ms: number): Promise<void>;
  pause(ms: number): Promise<void>;
  /** Told whether lines may come at any moment. */
  expect(lines: boolean): void;
  /** ISO 8601. */
  now(): string;
  /** Between 0 and 1. */
  chance(): number;
  /** Fires when connections that are open must no longer be trusted. */
  distrust(): AbortSignal;
  readonly signal: AbortSignal;
}

/** From where on a container is followed. */
export interface Beginning {
  /** Where an earlier reader has got; without it, `selection` says where to begin. */
  readonly mark?: LogMark;
  readonly selection: Pick<LogSelection, 'tailLines' | 'sinceSeconds'>;
  /** Reads the run before the latest one instead, to its end. */
  readonly previous?: boolean;
}

/** Refusals in a row that count also for who has read before. */
const confirmed = 2;
const untilChange = 60_000;
/** How long the status of a pod may take to tell why its log ended, and roles to be known. */
const settleMs = 2_000;

/**
 * Follows the log of one container over restarts and broken connections. Whatever
 * happens, it goes on behind the last line that it told: a log is always read again from a
 * little earlier, and what is known is left out.
 */
export class ContainerFollower {
  readonly #around: Surroundings;
  readonly #beginning: Beginning;
  readonly #thread: Thread;
  #completed?: string;
  #dropped?: string;
  #failures = 0;
  #refusals = 0;
  #isGone = false;

  constructor(around: Surroundings, beginning: Beginning) {
    this.#around = around;
    this.#beginning = beginning;
    this.#thread = new Thread({
      mark: beginning.mark,
      sinceSeconds: beginning.selection.sinceSeconds,
      now: around.now,
    });
  }

  /** Where it has got. */
  get mark(): LogMark | undefined {
    return this.#thread.mark;
  }

  /** Whether it ended because the pod is gone. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** What there is to tell, as it comes. Ends when the pod is gone. */
  async *follow(): AsyncGenerator<readonly Told[]> {
    const { signal, runs, expect, changed } = this.#around;
    while (!signal.aborted) {
      const known = runs();
      if (known === 'gone') {
        break;
      }
      if (known === 'unknown') {
        yield* this.#forgotten();
        continue;
      }
      const read = nextRead(known, {
        mark: this.#thread.mark,
        opened: this.#thread.opened,
        completed: this.#completed,
        dropped: this.#dropped,
        previousOnly: this.#beginning.previous ?? false,
      });
      if (read === 'finished') {
        return;
      }
      expect(read !== 'wait');
      if (read === 'wait') {
        await changed(untilChange);
      } else {
        yield* this.#attempt(read);
      }
    }
    this.#isGone = runs() === 'gone';
    if (this.#isGone) {
      yield this.#thread.giveUp();
    }
  }

  /** Nothing can be read before the cluster is known again. */
  async *#forgotten(): AsyncGenerator<readonly Told[]> {
    this.#around.expect(false);
    if (this.#thread.opened !== this.#completed) {
      yield this.#thread.lose('cluster-not-known');
    }
    await this.#around.changed(untilChange);
  }

  async *#attempt(read: Read): AsyncGenerator<readonly Told[]> {
    const { signal, distrust, open, changed } = this.#around;
    const connection = AbortSignal.any([signal, distrust()]);
    try {
      const text = await open(this.#selection(read), connection);
      this.#refusals = 0;
      for await (const news of this.#thread.tell(read, text, connection)) {
        this.#failures = news.length > 0 ? 0 : this.#failures;
        yield news;
      }
      connection.throwIfAborted();
    } catch (error) {
      yield* this.#failed(error, read);
      return;
    }
    if (read.run.ended) {
      this.#completed = read.run.id;
      yield [this.#endOf(read.run)];
    } else if (!this.#isEnded(read)) {
      this.#around.expect(false);
      await changed(Math.max(settleMs, this.#wait()));
      this.#failures += 1;
    }
  }

  #endOf({ ended = {} }: Run): Told {
    const { at = this.#around.now(), exitCode, reason } = ended;
    return { kind: 'ended', at, exitCode, reason };
  }

  /** Whether the status tells meanwhile that the run has ended. */
  #isEnded({ run }: Read): boolean {
    const known = this.#around.runs();
    const latest = typeof known === 'string' ? undefined : known.latest;
    return latest?.id !== run.id || latest.ended !== undefined;
  }

  #selection({ run, previous }: Read): LogSelection {
    const from = this.#thread.selection ?? this.#beginning.selection;
    return { ...from, previous, follow: !previous && !run.ended };
  }

  async *#failed(error: unknown, read: Read): AsyncGenerator<readonly Told[]> {
    const { signal, changed, pause, expect } = this.#around;
    if (signal.aborted) {
      return;
    }
    const { name, message } = isError(error) ? error : new Error(`${error}`);
    if (name === 'NotAllowedError' && this.#isRefused()) {
      throw error;
    }
    expect(false);
    if (name === 'ConflictError' && read.previous) {
      this.#dropped = read.run.id;
      // Who goes on with the next run is told there that something may be missing.
      if (this.#beginning.previous) {
        const at = this.#around.now();
        yield [{ kind: 'gap', at, because: 'rotated' }, this.#endOf(read.run)];
      }
      return;
    }
    const wait = this.#wait();
    this.#failures += 1;
    if (name === 'NotFoundError' || name === 'ConflictError') {
      await changed(Math.max(settleMs, wait));
      return;
    }
    if (this.#failures > 1) {
      yield this.#thread.lose('unreachable', message);
    }
    await pause(this.#refusals > 0 ? Math.max(settleMs, wait) : wait);
  }

  /**
   * Whether a refusal counts. Of somebody who has read before, one alone may come from an API
   * server that starts and does not know its roles yet.
   */
  #isRefused(): boolean {
    this.#refusals += 1;
    return this.#thread.selection === undefined || this.#refusals >= confirmed;
  }

  #wait(): number {
    return backoff(this.#failures, this.#around.chance());
  }
}
