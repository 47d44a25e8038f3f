import type { Matcher } from '@pilothouse/plugin-platform-react';
import type { Heard } from '../tail/LogTail';
import { RateMeter } from './RateMeter';
import { RowMaker, type Row } from './rows';
import { RowSearch } from './RowSearch';

/** What a page shows of a store at one moment. */
export interface Shown {
  /** The rows to show: all that are kept, or those that match. Never changed in place by length and start at once. */
  readonly rows: readonly Row[];
  /** Whether rows were taken from the beginning, and only that, since the last time. */
  readonly shifted: boolean;
  /** Rows so far, those that are no longer kept included. */
  readonly total: number;
  /** What rows are looked through for. */
  readonly matcher?: Matcher;
  /** Sequence numbers of rows that match, in order. */
  readonly matches: readonly number[];
  /** Whether rows are still to be looked through; there may be more matches. */
  readonly searching: boolean;
  /** Rows that are kept. */
  readonly kept: number;
  /** Those of them that are lines, and not notes between lines. */
  readonly lines: number;
}

const spare = 0.05;

/**
 * Keeps the last rows outside of React and tells it of changes once a frame. Rows leave
 * from the beginning many at a time, in a frame of their own, so that a list can keep its
 * place. A search goes through them for some ms a frame, so that none is long in coming.
 */
export class LogStore {
  readonly rate = new RateMeter();
  readonly maker = new RowMaker();
  readonly #capacity: number;
  readonly #frame: (callback: () => void) => void;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #rows: Row[] = [];
  #waiting: Row[] = [];
  #cut = false;
  #search: RowSearch;
  #scheduled = false;
  #total = 0;
  #lines = 0;
  #shown: Shown;

  /**
   * @param frame - calls back when the next frame is drawn
   * @param now - the present, in ms from anywhere
   */
  constructor(options: {
    capacity: number;
    frame: (callback: () => void) => void;
    now: () => number;
  }) {
    this.#capacity = options.capacity;
    this.#frame = options.frame;
    this.#now = options.now;
    this.#search = this.#searchOf(undefined, false);
    this.#shown = this.#look(false);
  }

  snapshot = (): Shown => this.#shown;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes what is heard; it is shown with the next frame. */
  hear(heard: Heard): void {
    const { event } = heard;
    if (event.kind === 'live') {
      this.rate.begin(Date.now(), event.at);
    }
    if (event.kind === 'lines') {
      const times = event.lines.map(([, at]) => at);
      this.rate.count(times, Date.now());
    }
    for (const row of this.maker.rowsOf(heard)) {
      this.#waiting.push(row);
    }
    this.#bound();
    this.#schedule();
  }

  /** Looks for something else from now on. */
  search(matcher: Matcher | undefined, only: boolean): void {
    this.#search = this.#searchOf(matcher, only);
    this.#lookOn();
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
    const rows = this.#waiting;
    this.#total += rows.length;
    this.#waiting = [];
    for (const row of rows) {
      this.#rows.push(row);
    }
    this.#lines += linesIn(rows);
    this.#lookOn();
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
    this.#lines -= linesIn(this.#rows.splice(0, count));
    this.#search.leave(count, this.#rows);
  }

  /** Looks through what was not looked through yet, the rest of it in frames to come. */
  #lookOn(): void {
    this.#search.advance(this.#rows);
    if (this.#search.isBehind(this.#rows)) {
      this.#schedule();
    }
  }

  #searchOf(matcher: Matcher | undefined, only: boolean): RowSearch {
    return new RowSearch({ matcher, only, now: this.#now });
  }

  #look(shifted: boolean): Shown {
    return {
      rows: this.#search.found ?? this.#rows,
      shifted,
      total: this.#total,
      matcher: this.#search.matcher,
      matches: this.#search.matches,
      searching: this.#search.isBehind(this.#rows),
      kept: this.#rows.length,
      lines: this.#lines,
    };
  }

  #tell(shifted: boolean): void {
    this.#shown = this.#look(shifted);
    this.#listeners.forEach(listener => listener());
  }
}

function linesIn(rows: readonly Row[]): number {
  return rows.reduce((count, { kind }) => count + (kind === 'line' ? 1 : 0), 0);
}
