import type { Heard } from '../tail/LogTail';
import type { Matcher } from '../search/matcher';
import { RateMeter } from './RateMeter';
import { countBelow, RowMaker, type Row } from './rows';

/** What a page shows of a store at one moment. */
export interface Shown {
  /** The rows to show: all that are kept, or those that match. Never changed in place by length and start at once. */
  readonly rows: readonly Row[];
  /** Whether rows were taken from the beginning, and only that, since the last time. */
  readonly shifted: boolean;
  /** Rows so far, those that are no longer kept included. */
  readonly total: number;
  /** Sequence numbers of rows that match, in order. */
  readonly matches: readonly number[];
  /** Lines that are kept. */
  readonly kept: number;
}

const spare = 0.05;

/**
 * Keeps the last rows outside of React and tells it of changes once a frame. Rows leave
 * from the beginning many at a time, in a frame of their own, so that a list can keep its
 * place.
 */
export class LogStore {
  readonly rate = new RateMeter();
  readonly maker = new RowMaker();
  readonly #capacity: number;
  readonly #frame: (callback: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #rows: Row[] = [];
  #filtered: Row[] | undefined;
  #matches: number[] = [];
  #waiting: Row[] = [];
  #cut = false;
  #matcher?: Matcher;
  #scheduled = false;
  #total = 0;
  #shown: Shown;

  /** @param frame - calls back when the next frame is drawn */
  constructor(options: {
    capacity: number;
    frame: (callback: () => void) => void;
  }) {
    this.#capacity = options.capacity;
    this.#frame = options.frame;
    this.#shown = this.#look(false);
  }

  snapshot = (): Shown => this.#shown;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes what is heard; it is shown with the next frame. */
  hear(heard: Heard): void {
    const rows = this.maker.rowsOf(heard);
    if (heard.event.kind === 'live') {
      this.rate.begin(Date.now());
    }
    this.rate.count(rows.length, Date.now());
    for (const row of rows) {
      this.#waiting.push(row);
    }
    this.#bound();
    this.#schedule();
  }

  /** Looks for something else from now on. */
  search(matcher: Matcher | undefined, only: boolean): void {
    this.#matcher = matcher;
    this.#matches = [];
    this.#filtered = matcher && only ? [] : undefined;
    this.#match(this.#rows);
    this.#tell(false);
  }

  /** How many rows no frame has taken yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Every row that is kept. */
  all(): readonly Row[] {
    return this.#rows;
  }

  /** Frames may be long in coming; what they would not keep need not wait for them. */
  #bound(): void {
    const excess = this.#waiting.length - this.#capacity;
    if (excess > this.#capacity * spare) {
      this.#waiting.splice(0, excess);
      this.#total += excess;
      this.#cut = true;
    }
  }

  #schedule(): void {
    if (!this.#scheduled) {
      this.#scheduled = true;
      this.#frame(() => {
        this.#scheduled = false;
        this.#advance();
      });
    }
  }

  #advance(): void {
    const going = this.#going();
    this.#cut = false;
    if (going > 0) {
      this.#evict(going);
      this.#tell(true);
      this.#schedule();
      return;
    }
    const rows = this.#waiting.slice(-this.#capacity);
    this.#total += this.#waiting.length;
    this.#waiting = [];
    for (const row of rows) {
      this.#rows.push(row);
    }
    this.#match(rows);
    this.#tell(false);
  }

  /** Rows to take from the beginning: all of them where waiting rows that followed them are gone. */
  #going(): number {
    if (this.#cut) {
      return this.#rows.length;
    }
    const excess = this.#rows.length + this.#waiting.length - this.#capacity;
    return excess > this.#capacity * spare
      ? Math.min(excess, this.#rows.length)
      : 0;
  }

  #evict(count: number): void {
    this.#rows.splice(0, count);
    const first = this.#rows[0]?.seq ?? Number.MAX_SAFE_INTEGER;
    this.#matches.splice(
      0,
      countBelow(this.#matches, first, seq => seq),
    );
    const filtered = this.#filtered;
    filtered?.splice(
      0,
      countBelow(filtered, first, ({ seq }) => seq),
    );
  }

  #match(rows: readonly Row[]): void {
    const matcher = this.#matcher;
    if (!matcher) {
      return;
    }
    for (const row of rows) {
      const matches = row.kind === 'line' && matcher.test(row.text);
      if (matches) {
        this.#matches.push(row.seq);
      }
      if (matches || row.kind !== 'line') {
        this.#filtered?.push(row);
      }
    }
  }

  #look(shifted: boolean): Shown {
    return {
      rows: this.#filtered ?? this.#rows,
      shifted,
      total: this.#total,
      matches: this.#matches,
      kept: this.#rows.length,
    };
  }

  #tell(shifted: boolean): void {
    this.#shown = this.#look(shifted);
    this.#listeners.forEach(listener => listener());
  }
}
