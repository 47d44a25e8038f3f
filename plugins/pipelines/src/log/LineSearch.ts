import type { Matcher } from '@pilothouse/plugin-platform-react';
import { readable } from './lines';
import type { LogLine } from './LogText';

/** The lines that have a text, kept up to date as lines come and leave at both ends. */
export class LineSearch {
  #matches: readonly number[] = [];
  /** First line that was looked through, and the first after those that were. */
  #first = 0;
  #next = 0;

  constructor(readonly wanted: Matcher) {}

  /** Numbers of the lines that have it; each line is looked through once. */
  in(rows: readonly LogLine[]): readonly number[] {
    const first = rows[0]?.seq ?? 0;
    const end = first + rows.length;
    // The last line may have grown since.
    const known = Math.max(first, Math.min(this.#next - 1, end));
    const isNew = this.#next === this.#first || known < this.#first;
    const from = isNew ? end : Math.max(first, this.#first);
    const to = isNew ? end : Math.max(from, known);
    this.#matches = [
      ...this.#look(rows, first, from),
      ...this.#matches.filter(seq => seq >= from && seq < to),
      ...this.#look(rows.slice(to - first), to, end),
    ];
    this.#first = first;
    this.#next = end;
    return this.#matches;
  }

  /** Numbers of the lines from the first of the rows up to that number which have it. */
  #look(rows: readonly LogLine[], first: number, end: number): number[] {
    return rows
      .slice(0, end - first)
      .filter(({ text }) => this.wanted.test(readable(text)))
      .map(({ seq }) => seq);
  }
}
