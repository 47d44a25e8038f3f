import { retryDelay } from './retry';

/** What is known of a live value, and how well. */
export type Live<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'current'; readonly value: T }
  | {
      readonly kind: 'stale';
      readonly value: T;
      /** When it was last known to be true, in ISO 8601. */
      readonly since: string;
      readonly because: Error;
    }
  | { readonly kind: 'failed'; readonly because: Error };

/** Opens a stream that tells the whole value first, and again after every change. */
export type OpenStream<T> = (signal: AbortSignal) => Promise<AsyncIterable<T>>;

const lingerMs = 10_000;

/**
 * Follows one stream for all views that look at it, and opens it again when it breaks.
 * It is closed a little after the last view has gone, so that changing pages is free.
 */
export class LiveChannel<T> {
  private state: Live<T> = { kind: 'loading' };
  private readonly listeners = new Set<() => void>();
  private running?: AbortController;
  private closing?: ReturnType<typeof setTimeout>;

  constructor(private readonly open: OpenStream<T>) {}

  /** What is known now; the same object until it changes. */
  snapshot = (): Live<T> => this.state;

  /** Calls back after every change; returns how to end that. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    clearTimeout(this.closing);
    if (!this.running) {
      const controller = new AbortController();
      this.running = controller;
      void this.follow(controller.signal);
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) {
        this.closing = setTimeout(() => this.close(), lingerMs);
      }
    };
  };

  private close() {
    this.running?.abort();
    this.running = undefined;
    this.lose(new Error('No page was looking'));
  }

  private async follow(signal: AbortSignal) {
    let failures = 0;
    while (!signal.aborted) {
      try {
        for await (const value of await this.open(signal)) {
          if (signal.aborted) {
            return;
          }
          failures = 0;
          this.set({ kind: 'current', value });
        }
        this.endedBy(signal, new Error('The portal closed the connection'));
      } catch (error) {
        this.endedBy(signal, toError(error));
      }
      failures += 1;
      await pause(retryDelay(failures, Math.random()), signal);
    }
  }

  private endedBy(signal: AbortSignal, because: Error) {
    if (!signal.aborted) {
      this.lose(because);
    }
  }

  private lose(because: Error) {
    switch (this.state.kind) {
      case 'current':
        this.set({
          kind: 'stale',
          value: this.state.value,
          since: new Date().toISOString(),
          because,
        });
        break;
      case 'stale':
        this.set({ ...this.state, because });
        break;
      default:
        this.set(
          this.running ? { kind: 'failed', because } : { kind: 'loading' },
        );
    }
  }

  private set(state: Live<T>) {
    this.state = state;
    this.listeners.forEach(listener => listener());
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
