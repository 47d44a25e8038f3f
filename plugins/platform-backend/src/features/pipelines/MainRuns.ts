import { isDeepStrictEqual } from 'node:util';
import type { CiServerReader } from '@pilothouse/plugin-platform-node';
import type { Source } from '../../live/sources/Source';
import { readMain, type MainState } from './main-runs';
import { Reading, type Known } from './Reading';
import { isWithin, usualPace, type Pace } from './Readings';

/** A job that is read is not read again sooner. */
const restMs = 15_000;
/** All jobs together are read no more often than that. */
const betweenMs = 100;
/** Jobs that are read at the same time. */
const atOnce = 2;

/** The mark of what is known of all main branches. */
export const mainRunsMark = 'pipelines/main';

interface Followed {
  readonly reading: Reading<MainState>;
  /** When it was asked for last; long ago when it is to be asked for at once. */
  askedAt: number;
  asking: boolean;
  lookedAtUntil: number;
  told?: Known<MainState>;
}

/**
 * Reads the main branches of all jobs that somebody looks at, one after the other and again
 * from the beginning: each once, however many look, and at a pace that follows from their
 * number alone. A CI server that does not answer at all is asked by one question at a time
 * until it does.
 */
export class MainRuns implements Source {
  readonly #jobs = new Map<string, Followed>();
  readonly #listeners = new Set<(marks: readonly string[]) => void>();
  readonly #pace: Pace;
  #asking = 0;
  #silence?: Known<MainState>['failure'];
  #silentUntil = 0;
  #toldAt = 0;
  #timer?: ReturnType<typeof setTimeout>;
  #closed = false;

  constructor(
    private readonly options: {
      readonly ci: CiServerReader;
      readonly onError: (error: unknown) => void;
      readonly now?: () => Date;
      readonly pace?: Partial<Pace>;
    },
  ) {
    this.#pace = { ...usualPace, ...options.pace };
  }

  subscribe(listener: (marks: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is known of these jobs now; they are read as long as somebody looks. */
  look(jobs: readonly string[]): ReadonlyMap<string, Known<MainState>> {
    const until = this.#now() + this.#pace.lookMs;
    const known = new Map(
      jobs.map(job => {
        const followed = this.#follow(job);
        followed.lookedAtUntil = until;
        return [job, this.#knownOf(followed)];
      }),
    );
    this.#goOn();
    return known;
  }

  /** Reads next what is known of a job and its branches, as something was ordered. */
  hasten(job: string): void {
    for (const [name, followed] of this.#jobs) {
      if (isWithin(name, job) || isWithin(job, name)) followed.askedAt = 0;
    }
    this.#goOn();
  }

  /** Reads no more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#jobs.clear();
  }

  #follow(job: string): Followed {
    const known = this.#jobs.get(job);
    if (known) return known;
    const { ci, onError, now = () => new Date() } = this.options;
    const reading: Reading<MainState> = new Reading<MainState>({
      ask: () => readMain(ci, job, reading.known.heard?.value),
      changed: () => this.#heard(job),
      onError,
      now,
      slowMs: this.#pace.slowMs,
    });
    const made: Followed = {
      reading,
      askedAt: 0,
      asking: false,
      lookedAtUntil: 0,
    };
    this.#jobs.set(job, made);
    return made;
  }

  #knownOf({ reading: { known } }: Followed): Known<MainState> {
    return known.failure || !this.#silence
      ? known
      : { ...known, failure: this.#silence };
  }

  /** Asks for what is due, and sets a timer for what will be. */
  #goOn(): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    const now = this.#now();
    for (const [job, { lookedAtUntil, asking }] of this.#jobs) {
      if (now > lookedAtUntil && !asking) this.#jobs.delete(job);
    }
    const most = this.#silence ? 1 : atOnce;
    while (this.#asking < most) {
      const next = this.#next();
      if (!next) return;
      const wait = this.#dueAt(next) - now;
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#goOn(), wait);
        this.#timer.unref();
        return;
      }
      void this.#ask(next);
    }
  }

  #next(): Followed | undefined {
    let next: Followed | undefined;
    for (const followed of this.#jobs.values()) {
      if (followed.asking) continue;
      if (!next || followed.askedAt < next.askedAt) next = followed;
    }
    return next;
  }

  #dueAt({ askedAt }: Followed): number {
    if (this.#silence) return this.#silentUntil;
    const round = Math.max(restMs, this.#jobs.size * betweenMs);
    return askedAt + round * this.#pace.stretch;
  }

  async #ask(followed: Followed): Promise<void> {
    followed.asking = true;
    followed.askedAt = this.#now();
    this.#asking += 1;
    await followed.reading.refresh();
    this.#asking -= 1;
    followed.asking = false;
    this.#goOn();
  }

  #heard(job: string): void {
    const followed = this.#jobs.get(job);
    if (!followed) return;
    const { known } = followed.reading;
    const wasSilent = this.#silence !== undefined;
    this.#judge(known);
    const isNews =
      wasSilent !== (this.#silence !== undefined) ||
      !saysTheSame(known, followed.told);
    followed.told = known;
    // What says nothing new is only read later, which is told now and then.
    if (isNews || this.#now() - this.#toldAt >= restMs) {
      this.#toldAt = this.#now();
      this.#listeners.forEach(listener => listener([mainRunsMark]));
    }
  }

  /** Whether the CI server answers anybody. */
  #judge({ failure }: Known<MainState>): void {
    if (!failure) {
      if (this.#silence) {
        for (const other of this.#jobs.values()) {
          if (other.reading.known.failure) other.askedAt = 0;
        }
      }
      this.#silence = undefined;
      return;
    }
    if (isOfAll(failure)) {
      this.#silence ??= failure;
      this.#silentUntil = this.#now() + this.#pace.afterFailureMs;
    }
  }

  #now(): number {
    return (this.options.now?.() ?? new Date()).getTime();
  }
}

function isOfAll({
  because,
}: NonNullable<Known<MainState>['failure']>): boolean {
  return (
    because !== 'not-configured' &&
    (because.kind === 'unreachable' || because.kind === 'unauthenticated')
  );
}

function saysTheSame(
  now: Known<MainState>,
  before: Known<MainState> | undefined,
): boolean {
  return (
    Boolean(now.heard) === Boolean(before?.heard) &&
    isDeepStrictEqual(now.heard?.value, before?.heard?.value) &&
    isDeepStrictEqual(now.failure, before?.failure)
  );
}
