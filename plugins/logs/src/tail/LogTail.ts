import { toError } from '@backstage/errors';
import type {
  LogEvent,
  LogPosition,
  LogSource,
  TailRequest,
} from '@pilothouse/plugin-platform-common';
import { advance } from '@pilothouse/plugin-platform-common';
import { retryDelay } from '@pilothouse/plugin-platform-react';
import { isFinal } from './failure';

/** How a tail is. */
export type TailState =
  | { readonly kind: 'connecting' }
  /** What there was has been told; what comes is new. */
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting'; readonly because: Error }
  | { readonly kind: 'paused' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly because: Error };

/** Opens a stream of a tail. */
export type OpenTail = (
  request: TailRequest,
  signal: AbortSignal,
) => Promise<AsyncIterable<LogEvent>>;

/** An event with the source that it is about, whatever connection it came over. */
export interface Heard {
  readonly event: LogEvent;
  readonly sources: ReadonlyMap<number, LogSource>;
}

/** As many as the portal takes. */
const maxPositions = 500;

const keyOf = ({ uid, container }: LogSource) => `${uid}/${container}`;

/**
 * Follows the logs of a workload, and goes on where it was when the connection breaks or
 * after a pause: it remembers behind which line of each container it is.
 */
export class LogTail {
  readonly #positions = new Map<string, LogPosition>();
  /** Containers whose end was told. */
  readonly #ended = new Set<string>();
  /** Whether what there was at the beginning has been told. */
  #caughtUp = false;
  #running?: AbortController;
  #state: TailState = { kind: 'connecting' };

  constructor(
    private readonly options: {
      readonly open: OpenTail;
      readonly request: TailRequest;
      readonly hear: (heard: Heard) => void;
      readonly changed: (state: TailState) => void;
    },
  ) {}

  get state(): TailState {
    return this.#state;
  }

  /** Whether it is connected, or about to be. */
  get running(): boolean {
    return this.#running !== undefined;
  }

  /** Begins, or goes on after a pause or a failure. */
  start(): void {
    if (!this.#running) {
      this.#running = new AbortController();
      this.#set({ kind: 'connecting' });
      void this.#follow(this.#running.signal);
    }
  }

  /** Leaves the connection; it goes on behind the last line of each container that is left. */
  pause(): void {
    this.stop();
    this.#set({ kind: 'paused' });
  }

  /** Leaves the connection without a word. */
  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  async #follow(signal: AbortSignal): Promise<void> {
    for (let failures = 1; !signal.aborted; failures += 1) {
      const because = await this.#connect(signal, () => {
        failures = 0;
      }).catch(toError);
      if (signal.aborted) {
        return;
      }
      if (!because || isFinal(because)) {
        this.#running = undefined;
        this.#set(because ? { kind: 'failed', because } : { kind: 'ended' });
        return;
      }
      this.#set({ kind: 'reconnecting', because });
      await pause(retryDelay(failures + 1, Math.random()), signal);
    }
  }

  /** @returns why it must be opened again, if it must */
  async #connect(
    signal: AbortSignal,
    heard: () => void,
  ): Promise<Error | undefined> {
    const { open, request, hear } = this.options;
    const sources = new Map<number, LogSource>();
    const positions = [...this.#positions.values()];
    const events = await open(
      positions.length > 0
        ? { ...request, positions, unfinished: !this.#caughtUp }
        : request,
      signal,
    );
    for await (const event of events) {
      if (signal.aborted) {
        return undefined;
      }
      heard();
      this.#remember(event, sources);
      hear({ event, sources });
      if (event.kind === 'live') {
        this.#caughtUp = true;
        this.#tellGone(sources);
      }
      if (event.kind === 'live' || this.#state.kind === 'reconnecting') {
        this.#set({ kind: 'live' });
      }
    }
    return request.previous
      ? undefined
      : new Error('The portal closed the connection');
  }

  #remember(event: LogEvent, sources: Map<number, LogSource>): void {
    if (event.kind === 'source') {
      sources.set(event.source.index, event.source);
    }
    if (event.kind === 'ended') {
      const source = sources.get(event.source);
      if (source) this.#ended.add(keyOf(source));
    }
    if (event.kind !== 'lines') {
      return;
    }
    for (const [index, at] of event.lines) {
      const source = sources.get(index);
      if (source) {
        this.#advance(source, at);
      }
    }
    this.#forget();
  }

  /** Of too many positions, those of ended containers go first, then those that were silent longest. */
  #forget(): void {
    const surplus = this.#positions.size - maxPositions;
    if (surplus <= 0) return;
    const keys = [...this.#positions.keys()];
    const ended = keys.filter(key => this.#ended.has(key));
    const others = keys.filter(key => !this.#ended.has(key));
    [...ended, ...others]
      .slice(0, surplus)
      .forEach(key => this.#positions.delete(key));
  }

  /** Tells of containers that have gone while nobody listened. */
  #tellGone(sources: ReadonlyMap<number, LogSource>): void {
    const there = new Set([...sources.values()].map(keyOf));
    for (const [key, { pod, uid, container, at }] of this.#positions) {
      if (there.has(key) || this.#ended.has(key)) continue;
      this.#ended.add(key);
      const source = { index: 0, pod, uid, container };
      this.options.hear({
        event: { kind: 'gap', source: 0, at, because: 'gone' },
        sources: new Map([[0, source]]),
      });
    }
  }

  #advance(source: LogSource, at: string): void {
    const key = keyOf(source);
    this.#ended.delete(key);
    const before = this.#positions.get(key);
    const mark = advance(before, at);
    if (mark) {
      const { pod, uid, container } = source;
      this.#positions.delete(key);
      this.#positions.set(key, { pod, uid, container, ...mark });
    }
  }

  #set(state: TailState): void {
    this.#state = state;
    this.options.changed(state);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    const leave = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', leave, { once: true });
  });
}
