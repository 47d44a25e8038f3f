import type { LogPiece, LogRequest } from '@pilothouse/plugin-platform-common';
import { problemOf, retryDelay } from '@pilothouse/plugin-platform-react';

/** How the reading of a log is. */
export type ReadingState =
  | { readonly kind: 'reading' }
  /** What there was has been read; what comes is new. */
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting'; readonly because: Error }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly because: Error };

/** Asks the portal for a piece of the log. */
export type AskPiece = (
  piece: Pick<LogRequest, 'start' | 'tailBytes'>,
  signal: AbortSignal,
) => Promise<LogPiece>;

/** As much as is read of a log's end at first. */
export const tailBytes = 512 * 1024;
/** How often a run that goes on is asked for more, in ms. */
const everyMs = 1_000;

/** Reads a log from near its end on, and goes on behind what it has after any break. */
export class LogReader {
  #running?: AbortController;
  #next?: number;
  #state: ReadingState = { kind: 'reading' };

  constructor(
    private readonly options: {
      readonly ask: AskPiece;
      readonly hear: (piece: LogPiece) => void;
      readonly changed: () => void;
    },
  ) {}

  get state(): ReadingState {
    return this.#state;
  }

  /** Begins, or goes on where it was; a log that has ended is not read again. */
  start = (): void => {
    if (!this.#running && this.#state.kind !== 'ended') {
      this.#running = new AbortController();
      if (this.#state.kind === 'failed') {
        this.#set({ kind: 'reading' });
      }
      void this.#read(this.#running.signal);
    }
  };

  /** Leaves off without a word. */
  stop = (): void => {
    this.#running?.abort();
    this.#running = undefined;
  };

  async #read(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const heard = await this.#ask(signal);
      if (signal.aborted) {
        return;
      }
      if (heard instanceof Error) {
        if (isFinal(heard)) {
          this.#end({ kind: 'failed', because: heard });
          return;
        }
        failures += 1;
        this.#set({ kind: 'reconnecting', because: heard });
        await pause(retryDelay(failures, Math.random()), signal);
      } else {
        failures = 0;
        this.#next = heard.to;
        this.options.hear(heard);
        if (heard.more === 'no') {
          this.#end({ kind: 'ended' });
          return;
        }
        this.#set({ kind: heard.more === 'now' ? 'reading' : 'live' });
        await pause(heard.more === 'now' ? 0 : everyMs, signal);
      }
    }
  }

  async #ask(signal: AbortSignal): Promise<LogPiece | Error> {
    try {
      return await this.options.ask(
        this.#next === undefined ? { tailBytes } : { start: this.#next },
        signal,
      );
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #end(state: ReadingState): void {
    this.#running = undefined;
    this.#set(state);
  }

  #set(state: ReadingState): void {
    if (state.kind !== this.#state.kind || 'because' in state) {
      this.#state = state;
      this.options.changed();
    }
  }
}

/** Whether trying again by itself cannot help. */
function isFinal(error: Error): boolean {
  return ['not-allowed', 'gone', 'refused'].includes(problemOf(error));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const left = new AbortController();
    const leave = () => {
      left.abort();
      resolve();
    };
    const timer = setTimeout(leave, ms);
    left.signal.addEventListener('abort', () => clearTimeout(timer));
    signal.addEventListener('abort', leave, { signal: left.signal });
  });
}
