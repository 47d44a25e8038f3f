import { countBelow, type Matcher } from '@pilothouse/plugin-platform-react';
import { isFound } from '../line/found';
import type { Row } from './rows';

/** How long rows are looked through at once, in ms. */
const sliceMs = 6;
/** How many rows are looked through before the time is looked at. */
const sliceRows = 200;

/** A search through rows that come at the end and leave from the beginning, a slice at a time. */
export class RowSearch {
  readonly matches: number[] = [];
  /** Rows that match and notes among them; missing when all are shown. */
  readonly found: Row[] | undefined;
  /** How many rows were looked through. */
  #done = 0;

  /**
   * @param only - whether only what matches is shown
   * @param now - the present, in ms from anywhere
   */
  constructor(
    private readonly options: {
      readonly matcher: Matcher | undefined;
      readonly only: boolean;
      readonly now: () => number;
    },
  ) {
    this.found = options.matcher && options.only ? [] : undefined;
  }

  get matcher(): Matcher | undefined {
    return this.options.matcher;
  }

  /** Whether there are rows among these that were not looked through. */
  isBehind(rows: readonly Row[]): boolean {
    return this.#done < rows.length;
  }

  /** Looks through some more of the rows. */
  advance(rows: readonly Row[]): void {
    const { matcher, now } = this.options;
    if (!matcher) {
      this.#done = rows.length;
      return;
    }
    const until = now() + sliceMs;
    do {
      const next = this.#done + sliceRows;
      this.#match(matcher, rows.slice(this.#done, next));
      this.#done = Math.min(next, rows.length);
    } while (this.isBehind(rows) && now() < until);
  }

  /** Forgets the rows that have left from the beginning; these are the rest. */
  leave(count: number, rows: readonly Row[]): void {
    this.#done = Math.max(0, this.#done - count);
    const first = rows[0]?.seq ?? Number.MAX_SAFE_INTEGER;
    this.matches.splice(
      0,
      countBelow(this.matches, first, seq => seq),
    );
    this.found?.splice(
      0,
      countBelow(this.found, first, ({ seq }) => seq),
    );
  }

  #match(matcher: Matcher, rows: readonly Row[]): void {
    for (const row of rows) {
      const matches = row.kind === 'line' && isFound(matcher, row.text);
      if (matches) {
        this.matches.push(row.seq);
      }
      if (matches || row.kind !== 'line') {
        this.found?.push(row);
      }
    }
  }
}
