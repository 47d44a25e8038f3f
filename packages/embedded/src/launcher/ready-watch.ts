import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '../platform/part.ts';

/** What a {@link ReadyWatch} asks, and whom it tells. */
export interface ReadyWatchOptions<P> {
  /** All parts, for what they need of each other. */
  readonly parts: readonly P[];
  /** Rejects where a part does not answer. */
  readonly ask: (part: P, signal: AbortSignal) => Promise<void>;
  /** Told what came of each question: why a part does not answer, or nothing. */
  readonly tell: (part: P, because?: unknown) => void;
  /** How long until a part is asked again. */
  readonly pauseMs: (part: P, isSilent: boolean) => number;
  /** How long an answer may take. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

interface Followed<P> {
  readonly part: P;
  isSilent: boolean;
  /** How often it has answered again. */
  returns: number;
  asking?: Promise<void>;
  /** Ends the pause before the next question; absent while there is none. */
  wake?: () => void;
}

/**
 * Goes on asking parts whether they answer. What one needs is told of before it, whichever
 * was asked first, and those that need one are asked at once when it falls silent or
 * answers again.
 */
export class ReadyWatch<P extends Pick<Part, 'name' | 'needs'>> {
  readonly #options: ReadyWatchOptions<P>;
  readonly #parts: ReadonlyMap<string, P>;
  readonly #followed = new Map<string, Followed<P>>();

  constructor(options: ReadyWatchOptions<P>) {
    this.#options = options;
    this.#parts = new Map(options.parts.map(part => [part.name, part]));
  }

  /** Asks a part, which answers, until the signal is aborted. Does not reject. */
  async follow(part: P): Promise<void> {
    const { signal, pauseMs } = this.#options;
    const followed: Followed<P> = { part, isSilent: false, returns: 0 };
    this.#followed.set(part.name, followed);
    while (!signal.aborted) {
      const isWoken = await this.#pause(
        followed,
        pauseMs(part, followed.isSilent),
      );
      if (signal.aborted) return;
      // Whoever is woken asks nobody in turn, so that no change can come round in a circle.
      await this.#look(followed, isWoken ? [] : this.#neededBy(part));
    }
  }

  /** @returns whether it was ended before its time */
  async #pause(followed: Followed<P>, ms: number): Promise<boolean> {
    const woken = new AbortController();
    followed.wake = () => woken.abort();
    const over = AbortSignal.any([this.#options.signal, woken.signal]);
    await sleep(ms, undefined, { signal: over }).catch(() => {});
    followed.wake = undefined;
    return woken.signal.aborted;
  }

  /** Whoever looks meanwhile hears of the same answer. */
  #look(followed: Followed<P>, needed: readonly Followed<P>[]): Promise<void> {
    followed.asking ??= this.#ask(followed, needed).finally(() => {
      followed.asking = undefined;
    });
    return followed.asking;
  }

  async #ask(
    followed: Followed<P>,
    needed: readonly Followed<P>[],
  ): Promise<void> {
    const { ask, limitMs, signal, tell } = this.#options;
    const { part } = followed;
    const before = this.#returnsNeededBy(part);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    const because = await ask(part, limit).then(
      () => undefined,
      (error: unknown) => error ?? new Error('no answer'),
    );
    const isSilent = because !== undefined;
    if (isSilent && !followed.isSilent) {
      await Promise.all(
        needed.map(each => this.#look(each, this.#neededBy(each.part))),
      );
      // It was silent for want of what is back by now, and is told of as it is since.
      if (this.#returnsNeededBy(part) !== before) {
        return this.#ask(followed, []);
      }
    }
    if (signal.aborted) return;
    tell(part, because);
    if (followed.isSilent === isSilent) return;
    followed.isSilent = isSilent;
    if (!isSilent) followed.returns += 1;
    for (const other of this.#followed.values()) {
      if (this.#neededBy(other.part).includes(followed)) other.wake?.();
    }
  }

  #returnsNeededBy(part: P): number {
    return this.#neededBy(part).reduce((sum, { returns }) => sum + returns, 0);
  }

  /** What is followed of that which a part needs, directly and through others. */
  #neededBy(part: P): Followed<P>[] {
    const names = new Set(part.needs);
    // What is added while it goes on is come to as well.
    for (const name of names) {
      this.#parts.get(name)?.needs.forEach(needed => names.add(needed));
    }
    return [...names].flatMap(name => this.#followed.get(name) ?? []);
  }
}
