import { readCall } from './expressions.ts';
import { listed, type Position } from './problem.ts';
import type { Call } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';

/** Reads what stands between braces, an entry at a time. */
export function readEntries(
  reader: TokenReader,
  readEntry: (name: string, at: Position) => void,
  what: string,
): void {
  const open = reader.expect('{');
  reader.skipSemicolons();
  while (!reader.accept('}')) {
    if (reader.next.kind === 'end')
      throw reader.problem("expecting '}' for this '{'", open.at);
    const { next } = reader;
    if (next.kind !== 'word') reader.expectWord(what);
    else readEntry(next.text, next.at);
    reader.skipSemicolons();
  }
}

/** A list of directives that each are a call, such as `options`, without repeats. */
export function readCalls(
  reader: TokenReader,
  readers: Readonly<Record<string, (call: Call) => unknown>>,
  what: { readonly section: string; readonly repeats: boolean },
): void {
  const seen = new Set<string>();
  readEntries(
    reader,
    (name, at) => {
      const known = Object.hasOwn(readers, name) ? readers[name] : undefined;
      if (!known)
        throw reader.problem(
          `Invalid ${what.section} type "${name}". Valid ${
            what.section
          } types: ${listed(Object.keys(readers))}`,
          at,
        );
      if (seen.has(name) && !what.repeats)
        throw reader.problem(`Duplicate ${what.section} name: "${name}"`, at);
      seen.add(name);
      known(readCall(reader));
    },
    `a ${what.section}`,
  );
}

/** Sections of one block: each at most once, and none that is not known. */
export class Sections {
  readonly #seen = new Set<string>();
  readonly #reader: TokenReader;
  readonly #unknown: (name: string) => string;

  constructor(reader: TokenReader, unknown: (name: string) => string) {
    this.#reader = reader;
    this.#unknown = unknown;
  }

  read(
    known: Readonly<Record<string, (() => void) | undefined>>,
    name: string,
    at: Position,
  ): void {
    const read = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!read) throw this.#reader.problem(this.#unknown(name), at);
    if (this.#seen.has(name))
      throw this.#reader.problem(
        `Multiple occurrences of the ${name} section`,
        at,
      );
    this.#seen.add(name);
    this.#reader.take();
    read();
  }

  has(name: string): boolean {
    return this.#seen.has(name);
  }
}
