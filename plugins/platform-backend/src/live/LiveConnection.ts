import type { LiveEvent } from '@pilothouse/plugin-platform-common';
import type { ConnectedView } from './ConnectedView';

/** How long a browser may take nothing of what waits for it. */
const patienceMs = 30_000;
const longestTimerMs = 2 ** 31 - 1;

/** A view that is not looked at before somebody listens. */
export interface PlannedView {
  readonly id: string;
  /** @param changed - to be called when there may be something to tell */
  open(changed: () => void): ConnectedView;
}

/** One browser tab: tells it what it looks at, no faster than it takes it. */
export class LiveConnection {
  readonly #planned: readonly PlannedView[];
  readonly #views = new Map<string, ConnectedView>();
  readonly #changed = new Set<string>();
  #wake: () => void = () => undefined;
  #state: 'open' | 'dropped' | 'ended' = 'open';

  constructor(views: readonly PlannedView[]) {
    this.#planned = views;
  }

  /**
   * What is to be told, as long as the browser looks. A change of what has not been taken
   * yet is told in its place, so nothing piles up. Whoever takes nothing for long is
   * dropped.
   *
   * @param until - when the connection has to end, by the person's credentials
   * @param abandon - cuts off a browser that does not even take the news of being dropped
   * @param dropped - hears of it when the browser is dropped
   * @param patience - how long it may take nothing of what waits for it, in milliseconds
   */
  async *events(options: {
    signal: AbortSignal;
    until?: Date;
    abandon: () => void;
    dropped?: () => void;
    patience?: number;
  }): AsyncGenerator<LiveEvent, void> {
    const { signal, until } = options;
    const end = () => this.#leave('ended');
    const expiry = until && setTimeout(end, timerUntil(until));
    signal.addEventListener('abort', end);
    try {
      this.#planned.forEach(view => this.#open(view));
      while (this.#state === 'open' && !signal.aborted) {
        const event = this.#next();
        if (event) {
          const impatience = this.#losePatience(options);
          try {
            yield event;
          } finally {
            impatience.forget();
          }
        } else {
          await this.#woken();
        }
      }
      if (this.#state === 'dropped') {
        yield { kind: 'dropped' };
      }
    } finally {
      clearTimeout(expiry);
      signal.removeEventListener('abort', end);
      this.#leave('ended');
    }
  }

  #open({ id, open }: PlannedView) {
    const changed = () => {
      this.#changed.add(id);
      this.#wake();
    };
    this.#views.set(id, open(changed));
    changed();
  }

  #next(): LiveEvent | undefined {
    for (const id of this.#changed) {
      this.#changed.delete(id);
      const event = this.#views.get(id)?.take();
      if (event) {
        return event;
      }
    }
    return undefined;
  }

  #losePatience({
    abandon,
    dropped,
    patience = patienceMs,
  }: {
    abandon: () => void;
    dropped?: () => void;
    patience?: number;
  }) {
    let timer = setTimeout(() => {
      dropped?.();
      this.#leave('dropped');
      timer = setTimeout(abandon, patience);
    }, patience);
    return { forget: () => clearTimeout(timer) };
  }

  #woken(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve;
    });
  }

  #leave(state: 'dropped' | 'ended') {
    this.#state = this.#state === 'open' ? state : this.#state;
    this.#views.forEach(view => view.leave());
    this.#views.clear();
    this.#changed.clear();
    this.#wake();
  }
}

function timerUntil(moment: Date): number {
  const ms = moment.getTime() - Date.now();
  return Math.min(Math.max(ms, 0), longestTimerMs);
}
