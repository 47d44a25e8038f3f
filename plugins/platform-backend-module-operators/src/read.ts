import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InputError, toError } from '@backstage/errors';
import type { DefinitionFault } from '@pilothouse/plugin-platform-common';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { definitionSchema, type Definition } from './schema';

/** A definition, and where each of its parts stands. */
export interface DefinitionFile {
  readonly definition: Definition;
  /** Line of a part; the first is 1. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
  /** File and line of a part, for messages. */
  readonly whereIs: (path: readonly PropertyKey[]) => string;
}

type Read =
  | { readonly kind: 'definition'; readonly file: DefinitionFile }
  | { readonly kind: 'faulty'; readonly faults: readonly DefinitionFault[] };

/**
 * Reads a definition, or tells everything that is wrong with it.
 *
 * @param file - its name, for messages
 */
export function readDefinition(file: string, text: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ message, pos }) => ({
      line: lines.linePos(pos[0]).line,
      field: '',
      message: message.split('\n')[0] ?? message,
    }));
    return { kind: 'faulty', faults };
  }
  const line = (path: readonly PropertyKey[]) => lineOf(document, lines, path);
  const parsed = definitionSchema.safeParse(plainOf(document));
  if (parsed.success) {
    const whereIs = (path: readonly PropertyKey[]) => `${file}:${line(path)}`;
    const { data: definition } = parsed;
    return { kind: 'definition', file: { definition, lineOf: line, whereIs } };
  }
  const faults = parsed.error.issues.map(({ path, message }) => ({
    line: line(path),
    field: path.map(String).join('.'),
    message,
  }));
  return { kind: 'faulty', faults };
}

/** What a document says; nothing where its aliases stand for more than one may write. */
function plainOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/**
 * Reads a definition.
 *
 * @param file - its name, for messages
 * @throws InputError naming file, line and field of everything that is wrong
 */
export function parseDefinition(file: string, text: string): DefinitionFile {
  const read = readDefinition(file, text);
  if (read.kind === 'definition') return read.file;
  throw new InputError(
    read.faults
      .map(({ line, field, message }) =>
        [`${file}:${line}`, ...(field ? [field] : []), message].join(': '),
      )
      .join('\n'),
  );
}

/** The line of a part, or of the nearest part around it that is there. */
function lineOf(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    const range =
      typeof node === 'object' && node !== null && 'range' in node
        ? node.range
        : undefined;
    if (Array.isArray(range)) return lines.linePos(Number(range[0])).line;
  }
  return 1;
}

/**
 * Reads all definitions of a folder.
 *
 * @throws InputError for a folder that cannot be read, and for all that is wrong in its files
 */
export async function readDefinitions(
  folder: string,
): Promise<DefinitionFile[]> {
  const names = await readdir(folder).catch(error => {
    throw new InputError(
      `The definitions of operators in ${folder} cannot be read: ${
        toError(error).message
      }`,
    );
  });
  const files = names.filter(name => /\.ya?ml$/.test(name)).sort();
  const read = await Promise.all(
    files.map(async name => {
      const path = join(folder, name);
      return parseDefinition(path, await readFile(path, 'utf8'));
    }),
  );
  assertDistinct(read);
  return read;
}

function assertDistinct(files: readonly DefinitionFile[]): void {
  const first = new Map<string, DefinitionFile>();
  for (const file of files) {
    const { name } = file.definition;
    const other = first.get(name);
    if (other) {
      throw new InputError(
        `${file.whereIs([
          'name',
        ])}: name: ${name} is already the name of ${basename(
          other.whereIs(['name']),
        )}`,
      );
    }
    first.set(name, file);
  }
}
