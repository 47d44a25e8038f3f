/** Moments this near to each other are told as one. */
const SAME_MS = 1_000;

/** A clock that all who look at it share. Moments in ms since the epoch. */
export class Clock {
  #now = 0;
  #timer?: ReturnType<typeof setInterval>;
  readonly #followers = new Set<(now: number) => void>();

  constructor(private readonly everyMs: number) {}

  /** What it shows: the moment that all others see who follow it. */
  read(): number {
    const now = Date.now();
    const isStopped = this.#followers.size === 0;
    if (isStopped && Math.abs(now - this.#now) >= SAME_MS) {
      this.#now = now;
    }
    return this.#now;
  }

  /**
   * Tells what it shows, now and whenever it moves on; returns how to end that. Who comes
   * later moves it on for all, as what they came for may have happened since.
   */
  follow(follower: (now: number) => void): () => void {
    this.#followers.add(follower);
    if (Date.now() - this.#now >= SAME_MS) this.#moveOn();
    else follower(this.#now);
    this.#timer ??= setInterval(() => this.#moveOn(), this.everyMs);
    return () => {
      this.#followers.delete(follower);
      if (this.#followers.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    };
  }

  #moveOn(): void {
    this.#now = Date.now();
    this.#followers.forEach(each => each(this.#now));
  }
}

const clocks = new Map<number, Clock>();

/** The one clock that moves on every so many milliseconds. */
export function clockOf(everyMs: number): Clock {
  const known = clocks.get(everyMs) ?? new Clock(everyMs);
  clocks.set(everyMs, known);
  return known;
}
