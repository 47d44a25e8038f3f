import { BadRequest } from './errors.ts';

/** What `tree=` asks of one object: its properties, each with what is asked of its value. */
export interface Tree {
  readonly properties: ReadonlyMap<string, TreeProperty>;
}

export interface TreeProperty {
  readonly tree: Tree;
  readonly range?: Range;
}

/** Indexes into a list: `from` is the first, `to` the first that is left out. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const NOTHING: Tree = { properties: new Map() };

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  atEnd(): boolean {
    this.skipSpace();
    return this.at >= this.text.length;
  }

  sees(mark: string): boolean {
    this.skipSpace();
    return this.text[this.at] === mark;
  }

  takes(mark: string): boolean {
    if (!this.sees(mark)) return false;
    this.at += 1;
    return true;
  }

  name(): string {
    return this.match(/[^[\]{},\s]+/y) ?? this.fail();
  }

  number(): number | undefined {
    const digits = this.match(/\d+/y);
    return digits === undefined ? undefined : Number(digits);
  }

  unexpected(): BadRequest {
    this.skipSpace();
    const found = this.text[this.at];
    return new BadRequest(
      `The parameter tree cannot be read: ${
        found ? `unexpected "${found}"` : 'it ends too early'
      } at character ${this.at + 1}`,
    );
  }

  private fail(): never {
    throw this.unexpected();
  }

  private match(pattern: RegExp): string | undefined {
    this.skipSpace();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }
}

/**
 * Reads the `tree` parameter: names, `*`, nesting in brackets, ranges in braces.
 *
 * @throws BadRequest that says at which character it could not be read
 */
export function parseTree(text: string): Tree {
  const reader = new Reader(text);
  const tree = readProperties(reader);
  if (!reader.atEnd()) throw reader.unexpected();
  return tree;
}

function readProperties(reader: Reader): Tree {
  const properties = new Map<string, TreeProperty>();
  while (!reader.atEnd() && !reader.sees(']')) {
    const name = reader.name();
    const tree = reader.takes('[') ? readNested(reader) : NOTHING;
    const range = reader.takes('{') ? readRange(reader) : undefined;
    properties.set(name, merged(properties.get(name), { tree, range }));
    if (!reader.takes(',')) break;
  }
  return { properties };
}

function readNested(reader: Reader): Tree {
  const tree = readProperties(reader);
  if (!reader.takes(']')) throw reader.unexpected();
  return tree;
}

/** `{3}` is the fourth, `{2,5}` three from the third, `{,5}` and `{2,}` are open. */
function readRange(reader: Reader): Range {
  const from = reader.number();
  const single = !reader.takes(',');
  const to = single ? undefined : reader.number();
  if (!reader.takes('}') || (single && from === undefined))
    throw reader.unexpected();
  if (single) return { from: from ?? 0, to: (from ?? 0) + 1 };
  return { from: from ?? 0, to: to ?? Number.MAX_SAFE_INTEGER };
}

/** `a[b],a[c]` asks for both. */
function merged(
  known: TreeProperty | undefined,
  added: TreeProperty,
): TreeProperty {
  if (!known) return added;
  const properties = new Map(known.tree.properties);
  for (const [name, property] of added.tree.properties) {
    properties.set(name, merged(properties.get(name), property));
  }
  return { tree: { properties }, range: added.range ?? known.range };
}
