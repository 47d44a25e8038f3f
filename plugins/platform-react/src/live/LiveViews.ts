import { failed, lost, type Live } from './live';
import type { Update, WantedView } from './LiveStream';
import { ViewError } from './ViewError';

const lingerMs = 10_000;
/** As many as one connection carries. */
const mostViews = 64;

interface Entry {
  readonly id: string;
  readonly query: string;
  readonly input: unknown;
  readonly listeners: Set<() => void>;
  live: Live<unknown>;
  revision?: string;
  forgetting?: ReturnType<typeof setTimeout>;
}

const loading: Live<never> = { kind: 'loading' };

/**
 * What the pages of a tab look at, each thing once, with what is known of it. Something
 * stays for a little after the last page has left it, so that going back is instant.
 */
export class LiveViews {
  private readonly entries = new Map<string, Entry>();
  private made = 0;

  /** @param changed - called when something else is wanted than before */
  constructor(private readonly changed: () => void) {}

  get isEmpty(): boolean {
    return this.entries.size === 0;
  }

  /** What is known; the same object until it changes. */
  snapshot(key: string): Live<unknown> {
    return this.entries.get(key)?.live ?? loading;
  }

  /**
   * Looks at something, and calls back after every change.
   *
   * @param key - the same for the same query and input
   * @returns how to look no longer
   */
  look(
    key: string,
    asked: { query: string; input: unknown },
    listener: () => void,
  ): () => void {
    const entry = this.entries.get(key) ?? this.add(key, asked);
    const call = () => listener();
    clearTimeout(entry.forgetting);
    entry.listeners.add(call);
    return () => {
      entry.listeners.delete(call);
      if (entry.listeners.size === 0) {
        clearTimeout(entry.forgetting);
        entry.forgetting = setTimeout(() => this.forget(key), lingerMs);
      }
    };
  }

  /** What a connection is to be asked for; what is on no page any more comes last. */
  wanted(): WantedView[] {
    const entries = [...this.entries.values()];
    const wanted = [
      ...entries.filter(({ listeners }) => listeners.size > 0),
      ...entries.filter(({ listeners }) => listeners.size === 0),
    ];
    wanted
      .slice(mostViews)
      .forEach(entry =>
        this.set(entry, { kind: 'failed', because: tooMany() }),
      );
    return wanted
      .slice(0, mostViews)
      .map(({ id, query, input, revision, live }) => ({
        id,
        query,
        input,
        ...(revision !== undefined && 'value' in live
          ? { revision, value: live.value }
          : {}),
      }));
  }

  /** Takes what a connection told. */
  tell(update: Update): void {
    const entry = [...this.entries.values()].find(
      ({ id }) => id === update.view,
    );
    if (!entry) {
      return;
    }
    if (update.kind === 'failed') {
      entry.revision = undefined;
      const now = new Date().toISOString();
      this.set(entry, failed(entry.live, now, update.because));
    } else {
      const { revision, value } = update;
      const same = entry.revision === revision && 'value' in entry.live;
      entry.revision = revision;
      this.set(entry, {
        kind: 'current',
        value: same && 'value' in entry.live ? entry.live.value : value,
      });
    }
  }

  /** Nothing can be followed any more. */
  lose(because: Error, since = new Date().toISOString()): void {
    this.entries.forEach(entry =>
      this.set(entry, lost(entry.live, since, because)),
    );
  }

  /** What has never been told cannot be had at the moment; the rest goes on. */
  loseUntold(because: Error): void {
    this.entries.forEach(entry => {
      if (!('value' in entry.live)) {
        this.set(entry, { kind: 'failed', because });
      }
    });
  }

  private add(key: string, asked: { query: string; input: unknown }): Entry {
    this.made += 1;
    const entry: Entry = {
      id: String(this.made),
      ...asked,
      listeners: new Set(),
      live: loading,
    };
    this.entries.set(key, entry);
    this.changed();
    return entry;
  }

  private forget(key: string) {
    this.entries.delete(key);
    this.changed();
  }

  private set(entry: Entry, live: Live<unknown>) {
    const before = entry.live;
    const same =
      before.kind === 'current' &&
      live.kind === 'current' &&
      before.value === live.value;
    if (!same) {
      entry.live = live;
      entry.listeners.forEach(listener => listener());
    }
  }
}

function tooMany(): Error {
  return new ViewError({
    name: 'TooManyViewsError',
    message: `A tab can look at ${mostViews} things at once; close some`,
  });
}
