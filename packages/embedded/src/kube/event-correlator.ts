/** What is said of something, and how it is told apart. */
export interface Said {
  /** What it is said of, whichever part of that. */
  readonly subject: string;
  /** Everything but the message by which one event is like another. */
  readonly kind: string;
  readonly message: string;
}

/** What becomes of an event: one with the same key is the same event, seen again. */
export interface Correlated {
  readonly key: string;
  readonly message: string;
  /** How often it was seen, this time included. */
  readonly count: number;
  readonly firstAt: number;
  /** Whether too much was said of its subject lately. It counts all the same. */
  readonly dropped: boolean;
}

interface Similar {
  readonly messages: Set<string>;
  at: number;
}

interface Seen {
  count: number;
  firstAt: number;
  at: number;
}

interface Allowance {
  left: number;
  at: number;
}

const WINDOW_MS = 600_000;
const MOST_SIMILAR = 10;
const BURST = 25;
const REFILL_MS = 300_000;

/**
 * Which events are told, by the rules of Kubernetes' own recorder: the same one again
 * raises a count; of ten that differ in their words only, the tenth and what follows
 * within ten minutes count as one; and of one subject no more is told than 25 at once and
 * one in five minutes.
 */
export class EventCorrelator {
  readonly #similar = new Map<string, Similar>();
  readonly #seen = new Map<string, Seen>();
  readonly #allowances = new Map<string, Allowance>();

  /** @param now - milliseconds since the epoch */
  see({ subject, kind, message }: Said, now: number): Correlated {
    this.#forget(now);
    const alike = `${subject} ${kind}`;
    const combined = this.#isOneOfMany(alike, message, now);
    const key = combined ? alike : `${alike} ${message}`;
    const seen = this.#seen.get(key) ?? { count: 0, firstAt: now, at: now };
    seen.count += 1;
    seen.at = now;
    this.#seen.set(key, seen);
    return {
      key,
      message: combined
        ? `(combined from similar events): ${message}`
        : message,
      count: seen.count,
      firstAt: seen.firstAt,
      dropped: !this.#isAllowed(subject, now),
    };
  }

  #isOneOfMany(alike: string, message: string, now: number): boolean {
    const similar = this.#similar.get(alike) ?? {
      messages: new Set(),
      at: now,
    };
    this.#similar.set(alike, similar);
    similar.at = now;
    if (similar.messages.size < MOST_SIMILAR - 1) similar.messages.add(message);
    else return !similar.messages.has(message);
    return false;
  }

  #isAllowed(subject: string, now: number): boolean {
    const known = this.#allowances.get(subject) ?? { left: BURST, at: now };
    const left = Math.min(BURST, known.left + (now - known.at) / REFILL_MS);
    const isAllowed = left >= 1;
    this.#allowances.set(subject, {
      left: isAllowed ? left - 1 : left,
      at: now,
    });
    return isAllowed;
  }

  #forget(now: number): void {
    for (const kept of [this.#similar, this.#seen]) {
      for (const [key, { at }] of kept) {
        if (now - at > WINDOW_MS) kept.delete(key);
      }
    }
    for (const [subject, { at }] of this.#allowances) {
      if (now - at > BURST * REFILL_MS) this.#allowances.delete(subject);
    }
  }
}
