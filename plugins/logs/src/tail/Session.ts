import type { TailRequest } from '@pilothouse/plugin-platform-common';
import { LogStore } from '../store/LogStore';
import { LogTail, type OpenTail, type TailState } from './LogTail';

/** Rows that a page keeps; older ones leave. */
export const capacity = 100_000;

/** What one page reads: its connection and its rows. */
export class Session {
  readonly store = new LogStore({
    capacity,
    frame: callback => window.requestAnimationFrame(callback),
  });
  readonly #tail: LogTail;
  readonly #listeners = new Set<() => void>();

  constructor(request: TailRequest, open: OpenTail) {
    this.#tail = new LogTail({
      open,
      request,
      hear: heard => this.store.hear(heard),
      changed: () => this.#listeners.forEach(listener => listener()),
    });
  }

  start = (): void => this.#tail.start();
  stop = (): void => this.#tail.stop();
  pause = (): void => this.#tail.pause();

  state = (): TailState => this.#tail.state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
