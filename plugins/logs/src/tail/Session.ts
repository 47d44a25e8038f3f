import type { TailRequest } from '@pilothouse/plugin-platform-common';
import { LogStore } from '../store/LogStore';
import { LogTail, type OpenTail, type TailState } from './LogTail';

/** Rows that a page keeps; older ones leave. */
export const capacity = 100_000;

/** What a session knows of the page that it is read on. */
type Page = Pick<
  Document,
  'hidden' | 'addEventListener' | 'removeEventListener'
>;

/** What one page reads: its connection and its rows. */
export class Session {
  readonly store = new LogStore({
    capacity,
    frame: callback => window.requestAnimationFrame(callback),
    now: () => performance.now(),
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
  pause = (): void => this.#tail.pause();

  /**
   * Reads while the page is in sight. A hidden one draws no frame, so that what it read
   * would only pile up; it goes on behind the last line when it is seen again.
   *
   * @returns ends it
   */
  readOn = (page: Page): (() => void) => {
    let left = true;
    const look = () => {
      if (!page.hidden && left) {
        left = false;
        this.#tail.start();
      } else if (page.hidden && this.#tail.running) {
        left = true;
        this.#tail.stop();
      }
    };
    page.addEventListener('visibilitychange', look);
    look();
    return () => {
      page.removeEventListener('visibilitychange', look);
      this.#tail.stop();
    };
  };

  state = (): TailState => this.#tail.state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
