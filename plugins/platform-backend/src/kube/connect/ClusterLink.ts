import { EventEmitter, once, setMaxListeners } from 'node:events';
import type { SilenceReason } from '@pilothouse/plugin-platform-common';
import { linkSignals } from '@pilothouse/plugin-platform-node';
import { backoffMs } from './backoff';
import { offsetMinutes, steadyOffset } from './clock';
import { pause } from './pause';
import { ClusterFailure } from './ClusterFailure';

const HEARTBEAT_MS = 3_000;
/** One that is not ready for so long, and yet answers, is asked all the same. */
const PATIENCE = 12;

/** Whether an API server can be asked; times in milliseconds since the epoch. */
export type LinkState =
  | { readonly kind: 'unknown'; readonly since: number }
  | { readonly kind: 'up' }
  | {
      readonly kind: 'down';
      readonly since: number;
      readonly because: string;
      readonly reason?: SilenceReason;
      readonly failure: ClusterFailure['kind'];
    };

/** What {@link ClusterLink} needs. */
export interface ClusterLinkOptions {
  /**
   * Asks for a sign of life, or, of one that was lost, whether it is ready, and tells by how
   * many ms its clock is ahead where that is known.
   */
  readonly probe: (mustBeReady: boolean) => Promise<number | undefined>;
  readonly changed: () => void;
  readonly now?: () => number;
  readonly random?: () => number;
}

/**
 * Knows whether one API server can be asked, by a sign of life every few seconds, so that
 * one request finds out what otherwise every watch would try for itself.
 */
export class ClusterLink {
  readonly #options: Required<ClusterLinkOptions>;
  readonly #woken = new EventEmitter();
  #state: LinkState;
  #heardAt: number | undefined;
  #lostAt: number | undefined;
  #clockOffset: number | undefined;
  #session = new AbortController();
  #suspected = false;

  constructor(options: ClusterLinkOptions) {
    this.#options = { now: Date.now, random: Math.random, ...options };
    this.#state = { kind: 'unknown', since: this.#options.now() };
    this.#woken.setMaxListeners(0);
    setMaxListeners(0, this.#session.signal);
  }

  get state(): LinkState {
    return this.#state;
  }

  /** When the API server was last heard. */
  get heardAt(): number | undefined {
    return this.#heardAt;
  }

  /** When the API server was heard before it was last lost. */
  get lostAt(): number | undefined {
    return this.#lostAt;
  }

  /** By how many minutes its clock is ahead; undefined where it is right. */
  get clockMinutes(): number | undefined {
    return offsetMinutes(this.#clockOffset);
  }

  /** Says that something came from the API server. */
  heard(): void {
    this.#heardAt = this.#options.now();
  }

  /** Asks for a sign of life at once, because something failed. */
  suspect(): void {
    this.#suspected = true;
    this.#woken.emit('suspected');
  }

  /**
   * Waits until the API server can be asked.
   *
   * @returns a signal that is aborted when that is no longer so
   */
  async up(signal: AbortSignal): Promise<AbortSignal> {
    while (this.#state.kind !== 'up') {
      await once(this.#woken, 'up', { signal });
    }
    return this.#session.signal;
  }

  /** Watches over the API server until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const startedAt = this.#options.now();
      this.#suspected = false;
      const failure = await this.#probe(failures < PATIENCE);
      if (signal.aborted) return;
      if (failure && !this.#excused(failure, startedAt)) {
        failures += 1;
        this.#goDown(failure);
        await pause(backoffMs(failures, this.#options.random()), signal);
      } else {
        failures = 0;
        if (!failure) this.#goUp();
        await this.#nextHeartbeat(signal);
      }
    }
  }

  async #probe(patient: boolean): Promise<ClusterFailure | undefined> {
    try {
      const mustBeReady = patient && this.#state.kind !== 'up';
      this.#readClock(await this.#options.probe(mustBeReady));
      return undefined;
    } catch (error) {
      return error instanceof ClusterFailure
        ? error
        : new ClusterFailure('network', 'it does not answer', 'no-answer');
    }
  }

  #readClock(measured: number | undefined): void {
    const before = this.clockMinutes;
    this.#clockOffset = steadyOffset(this.#clockOffset, measured);
    if (this.clockMinutes !== before) this.#options.changed();
  }

  /** A slow answer says nothing when something else came meanwhile. */
  #excused(failure: ClusterFailure, startedAt: number): boolean {
    return (
      this.#state.kind === 'up' &&
      failure.message === 'it does not answer' &&
      (this.#heardAt ?? 0) >= startedAt
    );
  }

  #goUp(): void {
    this.heard();
    if (this.#state.kind === 'up') return;
    this.#state = { kind: 'up' };
    this.#options.changed();
    this.#woken.emit('up');
  }

  #goDown({ message: because, kind: failure, reason }: ClusterFailure): void {
    const since =
      this.#state.kind === 'down'
        ? this.#state.since
        : this.#heardAt ?? this.#options.now();
    const same = this.#state.kind === 'down' && this.#state.because === because;
    this.#state = { kind: 'down', since, because, reason, failure };
    this.#lostAt = since;
    if (same) return;
    this.#session.abort();
    this.#session = new AbortController();
    setMaxListeners(0, this.#session.signal);
    this.#options.changed();
  }

  async #nextHeartbeat(signal: AbortSignal): Promise<void> {
    if (this.#suspected) return;
    const early = new AbortController();
    const wake = () => early.abort();
    this.#woken.once('suspected', wake);
    const either = linkSignals(signal, early.signal);
    await pause(HEARTBEAT_MS, either.signal);
    either.release();
    this.#woken.off('suspected', wake);
  }
}
