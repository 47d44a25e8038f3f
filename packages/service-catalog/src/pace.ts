/** How often and how long things are tried. */
export interface Limits {
  /** First pause after a failure; doubles up to the longest. */
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** First pause between two looks at an asynchronous operation; grows likewise. */
  readonly firstPollMs: number;
  readonly longestPollMs: number;
  /** After that long, failing requests are given up. */
  readonly retryDurationMs: number;
  /** After that long, an asynchronous operation counts as failed where the plan says nothing. */
  readonly pollingDurationMs: number;
  /** How long a catalog is good for where its broker's object says nothing. */
  readonly relistMs: number;
}

export const defaultLimits: Limits = {
  firstRetryMs: 1_000,
  longestRetryMs: 20 * 60_000,
  firstPollMs: 1_000,
  longestPollMs: 30_000,
  retryDurationMs: 7 * 24 * 3_600_000,
  pollingDurationMs: 7 * 24 * 3_600_000,
  relistMs: 15 * 60_000,
};

/** When one may go on with something, and how often it was tried. */
interface Pause {
  readonly generation: number;
  readonly until: number;
  /** By what was waited for: a failure between two polls is no first one. */
  readonly tries: Readonly<Record<string, number>>;
}

/** What one waits for, and how long at first and at most. */
export interface Range {
  readonly why: string;
  readonly first: number;
  readonly longest: number;
}

/**
 * Remembers pauses by key, so that an event on an object does not end its pause. A change of
 * what is wanted does.
 */
export class Pace {
  readonly #pauses = new Map<string, Pause>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Milliseconds until one may go on. */
  left(key: string, generation: number): number {
    const pause = this.#pauses.get(key);
    if (!pause || pause.generation !== generation) return 0;
    return Math.max(0, pause.until - this.#now());
  }

  /**
   * Begins the next pause, twice as long as the one before for the same reason.
   *
   * @param exactly - how long somebody asked one to wait
   * @returns its length
   */
  pause(
    key: string,
    generation: number,
    { why, first, longest }: Range,
    exactly?: number,
  ): number {
    const before = this.#pauses.get(key);
    const tries = before?.generation === generation ? before.tries : {};
    const count = tries[why] ?? 0;
    const ms =
      exactly === undefined
        ? Math.min(longest, first * 2 ** Math.min(count, 30))
        : Math.min(Math.max(exactly, first), 24 * 3_600_000);
    const until = this.#now() + ms;
    this.#pauses.set(key, {
      generation,
      until,
      tries: { ...tries, [why]: count + 1 },
    });
    return ms;
  }

  /** Lets the next pause for a reason be a first one again. */
  restart(key: string, why: string): void {
    const pause = this.#pauses.get(key);
    if (!pause) return;
    this.#pauses.set(key, { ...pause, tries: { ...pause.tries, [why]: 0 } });
  }

  /** Ends a pause, and lets the next one be a first one again, whatever it is for. */
  forget(key: string): void {
    this.#pauses.delete(key);
  }
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** A duration as Kubernetes writes it, for example `15m0s`; undefined for what is none. */
export function durationMs(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  return parts.reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (UNITS[unit] ?? 0),
    0,
  );
}
