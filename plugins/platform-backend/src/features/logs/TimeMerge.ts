/** One thing that a source tells, with what it weighs in memory. */
export interface Told<T> {
  /** Time that it is ordered by; empty to stand directly behind what was told before. */
  readonly at: string;
  readonly weight: number;
  readonly value: T;
}

interface Waiting<T> {
  readonly key: string;
  readonly arrived: number;
  readonly weight: number;
  readonly value: T;
}

/** Things of one source that wait for those of others. */
class Queue<T> {
  items: Waiting<T>[] = [];
  head = 0;
  weight = 0;
  /** Latest time so far: what a source tells stays in its own order. */
  latest = '';
  /** Whether others wait for it while it has nothing to tell. */
  expected = true;
  /** Whether it tells nothing more. */
  ended = false;

  first(): Waiting<T> | undefined {
    return this.items[this.head];
  }

  shift(): Waiting<T> | undefined {
    const item = this.items[this.head];
    this.head += 1;
    this.weight -= item?.weight ?? 0;
    if (this.head > 1_024 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return item;
  }
}

interface Candidate<T> {
  readonly source: number;
  readonly queue: Queue<T>;
  readonly item: Waiting<T>;
}

/**
 * Many sources as one, in the order of their times. A thing is given away when every other
 * source has told something later, or when it has waited for `holdMs`; so a source that is
 * silent, or slow, delays the others by no more than that. What has the same time comes in
 * the order in which the sources were added, and nothing is lost or told twice.
 *
 * Clocks of sources may be far apart, and then one that tells without a pause would always
 * be the earlier. Nothing is therefore passed over for what came `patienceMs` later. How long
 * things wait for whoever takes them changes no order.
 */
export class TimeMerge<T> {
  readonly #holdMs: number;
  readonly #patienceMs: number;
  readonly #queues = new Map<number, Queue<T>>();
  #weight = 0;

  constructor(options: { holdMs: number; patienceMs: number }) {
    this.#holdMs = options.holdMs;
    this.#patienceMs = options.patienceMs;
  }

  /** A source that others wait for from now on. */
  add(source: number): void {
    this.#queues.set(source, new Queue());
  }

  /** Whether the source is connected, so that others wait for what it may tell. */
  expect(source: number, expected: boolean): void {
    const queue = this.#queues.get(source);
    if (queue) {
      queue.expected = expected;
    }
  }

  /** A source tells nothing more; it is forgotten when all that it told is taken. */
  end(source: number): void {
    const queue = this.#queues.get(source);
    if (queue) {
      queue.expected = false;
      queue.ended = true;
      this.#forget(source, queue);
    }
  }

  /** How many sources tell something, or did that is not taken yet. */
  get sources(): number {
    return this.#queues.size;
  }

  /** Adds what a source tells, in the order in which it tells it. */
  push(source: number, told: readonly Told<T>[], now: number): void {
    const queue = this.#queues.get(source);
    if (!queue) {
      return;
    }
    for (const { at, weight, value } of told) {
      if (at > queue.latest) {
        queue.latest = at;
      }
      queue.items.push({ key: queue.latest, arrived: now, weight, value });
      queue.weight += weight;
      this.#weight += weight;
    }
  }

  /** How much of all sources waits. */
  get weight(): number {
    return this.#weight;
  }

  /** How much of the source waits, by weight. */
  weightOf(source: number): number {
    return this.#queues.get(source)?.weight ?? 0;
  }

  /** What may be given away now, up to a weight. */
  take(now: number, maxWeight: number): T[] {
    const taken: T[] = [];
    let weight = 0;
    const oldest = this.#oldest();
    const hasWaited = oldest && now - oldest.item.arrived >= this.#patienceMs;
    while (weight < maxWeight) {
      // Nothing can have come so much later than what has not waited for so long itself.
      const next = hasWaited ? this.#fairest() : this.#earliest();
      if (!next || !this.#mayGo(next.item, now)) {
        break;
      }
      next.queue.shift();
      this.#forget(next.source, next.queue);
      taken.push(next.item.value);
      weight += next.item.weight;
    }
    this.#weight -= weight;
    return taken;
  }

  /** When something can be taken at the latest; undefined when nothing waits. */
  dueAt(): number | undefined {
    const next = this.#earliest();
    return next && next.item.arrived + this.#holdMs;
  }

  #forget(source: number, queue: Queue<T>): void {
    if (queue.ended && !queue.first()) this.#queues.delete(source);
  }

  #earliest(): Candidate<T> | undefined {
    return this.#first((one, other) => one.key < other.key);
  }

  #oldest(): Candidate<T> | undefined {
    return this.#first((one, other) =>
      one.arrived === other.arrived
        ? one.key < other.key
        : one.arrived < other.arrived,
    );
  }

  /** The earliest, unless something came so much sooner that it is its turn. */
  #fairest(): Candidate<T> | undefined {
    const earliest = this.#earliest();
    const oldest = this.#oldest();
    const isPassedOver =
      earliest &&
      oldest &&
      earliest.item.arrived - oldest.item.arrived >= this.#patienceMs;
    return isPassedOver ? oldest : earliest;
  }

  #first(
    isBefore: (one: Waiting<T>, other: Waiting<T>) => boolean,
  ): Candidate<T> | undefined {
    let found: Candidate<T> | undefined;
    for (const [source, queue] of this.#queues) {
      const item = queue.first();
      if (item && (!found || isBefore(item, found.item))) {
        found = { source, queue, item };
      }
    }
    return found;
  }

  #mayGo({ arrived }: Waiting<T>, now: number): boolean {
    return now - arrived >= this.#holdMs || !this.#isAwaited();
  }

  /** Whether a source that is connected has told nothing yet that could be compared. */
  #isAwaited(): boolean {
    for (const queue of this.#queues.values()) {
      if (queue.expected && !queue.first()) {
        return true;
      }
    }
    return false;
  }
}
