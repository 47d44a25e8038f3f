const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

interface Item {
  running: boolean;
  again: boolean;
  failures: number;
  timer?: NodeJS.Timeout;
}

/**
 * Works on keys, each at most once at a time. A key that is named while it is worked on is
 * worked on again; one whose work fails, after a growing pause.
 */
export class WorkQueue {
  readonly #work: (key: string) => Promise<void>;
  readonly #failed: (key: string, error: unknown) => void;
  readonly #items = new Map<string, Item>();
  #closed = false;

  constructor(
    work: (key: string) => Promise<void>,
    failed: (key: string, error: unknown) => void,
  ) {
    this.#work = work;
    this.#failed = failed;
  }

  add(key: string): void {
    if (this.#closed) return;
    const item = this.#item(key);
    clearTimeout(item.timer);
    item.timer = undefined;
    if (item.running) item.again = true;
    else void this.#run(key, item);
  }

  /** Adds the key after a pause, unless it is added before. */
  later(key: string, ms: number): void {
    if (this.#closed) return;
    const item = this.#item(key);
    clearTimeout(item.timer);
    // Longer ones than a timer can count are looked at in between.
    const pause = Math.min(Math.max(ms, 0), 2 ** 31 - 1);
    item.timer = setTimeout(() => this.add(key), pause);
  }

  close(): void {
    this.#closed = true;
    for (const { timer } of this.#items.values()) clearTimeout(timer);
  }

  #item(key: string): Item {
    const item = this.#items.get(key) ?? {
      running: false,
      again: false,
      failures: 0,
    };
    this.#items.set(key, item);
    return item;
  }

  async #run(key: string, item: Item): Promise<void> {
    item.running = true;
    item.again = false;
    try {
      await this.#work(key);
      item.failures = 0;
    } catch (error) {
      this.#failed(key, error);
      const pause = FIRST_RETRY_MS * 2 ** item.failures;
      item.failures = Math.min(item.failures + 1, 10);
      this.later(key, Math.min(pause, LAST_RETRY_MS));
    }
    item.running = false;
    if (item.again) this.add(key);
    else if (!item.timer && item.failures === 0) this.#items.delete(key);
  }
}
