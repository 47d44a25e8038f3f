import { readable } from './lines';
import type { LogLine } from './LogText';

const maxRanges = 200;

/** Finds a text in a line, whatever its letters' case unless the text has capital ones. */
export class Wanted {
  readonly #text: string;
  readonly #exact: boolean;

  constructor(text: string) {
    this.#exact = text !== text.toLocaleLowerCase();
    this.#text = text;
  }

  /** Where it is found, as [start, end), in order and without overlap. */
  ranges(line: string): [number, number][] {
    const found: [number, number][] = [];
    const searched = this.#searched(line);
    let at = searched.indexOf(this.#text);
    while (at >= 0 && found.length < maxRanges) {
      found.push([at, at + this.#text.length]);
      at = searched.indexOf(this.#text, at + this.#text.length);
    }
    return found;
  }

  test(line: string): boolean {
    return this.#searched(line).includes(this.#text);
  }

  #searched(line: string): string {
    return this.#exact ? line : line.toLocaleLowerCase();
  }
}

/** The lines that have a text, kept up to date as lines come and leave at both ends. */
export class LineSearch {
  #matches: readonly number[] = [];
  /** First line that was looked through, and the first after those that were. */
  #first = 0;
  #next = 0;

  constructor(readonly wanted: Wanted) {}

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

/** The match behind or before a line; the search begins again at the other end. */
export function neighbor(
  matches: readonly number[],
  seq: number | undefined,
  direction: 1 | -1,
): number | undefined {
  if (seq === undefined) return direction === 1 ? matches[0] : matches.at(-1);
  return direction === 1
    ? matches.find(match => match > seq) ?? matches[0]
    : matches.findLast(match => match < seq) ?? matches.at(-1);
}
