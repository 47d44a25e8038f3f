import { NeverReady, type BuildProgress, type Part } from '../platform/part.ts';
import type { OwnedPlatform } from './create-platform.ts';
import type { StatusBoard } from '../platform/status-board.ts';
import { ReadyWatch } from './ready-watch.ts';
import { inOrder } from './sequence.ts';

const READY_TIMEOUT_MS = 300_000;
const SIGN_OF_LIFE_MS = 15_000;
const COMING_UP_MS = 60_000;
const QUICK_BUILD_MS = 400;
const PROGRESS_EVERY_MS = 1000;
const CHECK_EVERY_MS = 5000;
/** Whoever waits for a part sees soon that it is back. */
const CHECK_SILENT_EVERY_MS = 1000;
const CHECK_TIMEOUT_MS = 8000;

/** Walks every part through its steps, side by side as far as their needs allow. */
export class Launcher {
  readonly #platform: OwnedPlatform;
  readonly #board: StatusBoard;
  readonly #parts: readonly Part[];
  readonly #abort = new AbortController();
  readonly #ready = new Map<string, Promise<void>>();
  readonly #watch: ReadyWatch<Part>;
  #builds: Promise<void> = Promise.resolve();

  constructor(
    platform: OwnedPlatform,
    parts: readonly Part[],
    board: StatusBoard,
  ) {
    this.#platform = platform;
    this.#parts = inOrder(parts);
    this.#board = board;
    this.#watch = new ReadyWatch({
      parts: this.#parts,
      ask: async (part, limit) => part.ready?.(platform, limit),
      tell: (part, because) =>
        because === undefined
          ? board.set(part.name, { state: 'ready' })
          : this.#silent(part, because),
      pauseMs: (_part, isSilent) =>
        isSilent ? CHECK_SILENT_EVERY_MS : CHECK_EVERY_MS,
      limitMs: CHECK_TIMEOUT_MS,
      signal: this.#abort.signal,
    });
  }

  /** Fires when the launcher stops, for whoever waits along with it. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /**
   * Starts everything.
   *
   * @returns `usable` resolves when every part that is not in the background is ready,
   * `complete` when all are; a failed background part fails only `complete`
   */
  launch(): { usable: Promise<void>; complete: Promise<void> } {
    for (const part of this.#parts) {
      const built = this.#build(part);
      const ready = this.#bringUp(part, built);
      ready.catch(() => {});
      this.#ready.set(part.name, ready);
    }
    setInterval(() => this.#board.touch(), SIGN_OF_LIFE_MS).unref();
    const of = (parts: readonly Part[]) =>
      Promise.all(parts.map(part => this.#ready.get(part.name))).then(() => {});
    const complete = of(this.#parts);
    complete.catch(() => {});
    return {
      usable: of(this.#parts.filter(part => !part.background)),
      complete,
    };
  }

  /** Stops everything, in the reverse order of starting. Parts that fail to stop are passed over. */
  async stop(report: (part: Part, error: unknown) => void): Promise<void> {
    this.#abort.abort(new Error('stopping'));
    for (const part of [...this.#parts].reverse()) {
      try {
        await part.stop?.(this.#platform);
        await this.#platform.processes.end(part.name);
      } catch (error) {
        report(part, error);
      }
      this.#board.set(part.name, { state: 'stopped', pid: undefined });
    }
    await this.#platform.processes.close();
    await Promise.allSettled(this.#ready.values());
    await this.#board.settled();
  }

  /** One build at a time: each uses every core already. */
  #build(part: Part): Promise<void> {
    const { build } = part;
    if (!build) return Promise.resolve();
    const run = async () => {
      this.#abort.signal.throwIfAborted();
      // What lies in the cache already is found at once, and not worth a word.
      const tell = setTimeout(
        () => this.#board.set(part.name, { state: 'building' }),
        QUICK_BUILD_MS,
      );
      try {
        await build.call(part, this.#platform, this.#progressOf(part));
      } finally {
        clearTimeout(tell);
      }
      this.#board.set(part.name, { state: 'waiting' });
    };
    const built = this.#builds.then(run);
    this.#builds = built.catch(() => {});
    return built;
  }

  #progressOf(part: Part): (progress: BuildProgress) => void {
    let told = 0;
    return ({ done, total }) => {
      if (Date.now() - told < PROGRESS_EVERY_MS) return;
      told = Date.now();
      this.#board.set(part.name, {
        progress: done / total,
        detail: `${done} of about ${total} packages compiled`,
      });
    };
  }

  async #bringUp(part: Part, built: Promise<void>): Promise<void> {
    try {
      await built;
      await part.configure?.(this.#platform);
      await this.#needed(part);
      this.#abort.signal.throwIfAborted();
      this.#board.set(part.name, { state: 'starting' });
      await part.start?.(this.#platform);
      await this.#untilReady(part);
      this.#board.set(part.name, {
        state: 'ready',
        pid: this.#platform.processes.state(part.name)?.pid,
      });
      if (!part.settled) void this.#watch.follow(part);
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#fail(part, error);
      throw error;
    }
  }

  /** A part in the background is asked on and on; without the others nothing can be used. */
  async #untilReady(part: Part): Promise<void> {
    for (;;) {
      const limit = AbortSignal.any([
        this.#abort.signal,
        AbortSignal.timeout(READY_TIMEOUT_MS),
      ]);
      try {
        await part.ready?.(this.#platform, limit);
        return;
      } catch (error) {
        if (!part.background || !limit.aborted) throw error;
        this.#abort.signal.throwIfAborted();
        this.#fail(part, limit.reason);
      }
    }
  }

  async #needed(part: Part): Promise<void> {
    await Promise.all(
      part.needs.map(name =>
        this.#ready.get(name)?.catch(() => {
          throw new Error(`it needs ${name}, which failed`);
        }),
      ),
    );
  }

  #silent(part: Part, error: unknown): void {
    const process = this.#platform.processes.state(part.name);
    if (process?.lastExit && Date.now() - process.startedAt < COMING_UP_MS) {
      const detail = `ended with ${process.lastExit}, starts again`;
      this.#board.set(part.name, { state: 'starting', detail });
      return;
    }
    const hopeless = error instanceof NeverReady;
    this.#failed(part, hopeless ? error.message : 'does not answer');
  }

  #fail(part: Part, error: unknown): void {
    if (!(error instanceof DOMException && error.name === 'TimeoutError')) {
      this.#failed(part, error instanceof Error ? error.message : `${error}`);
      return;
    }
    const { lastExit } = this.#platform.processes.state(part.name) ?? {};
    const last = lastExit ? `, last ended with ${lastExit}` : '';
    this.#failed(part, `no answer within ${READY_TIMEOUT_MS / 1000} s${last}`);
  }

  #failed(part: Part, detail: string): void {
    const process = this.#platform.processes.state(part.name);
    const advice = process && `Its last words are in ${process.logFile}`;
    this.#board.set(part.name, { state: 'failed', detail, advice });
  }
}
