import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { InputError, isError, toError } from '@backstage/errors';
import { extract } from 'tar-stream';
import { parse } from 'yaml';
import { chartYamlSchema, valuesIn, type Chart } from './Chart';
import { outwardReference } from './references';

const schemaFile = 'values.schema.json';
const wanted = ['Chart.yaml', 'values.yaml', schemaFile, 'README.md'];
const maxFileBytes = 1024 * 1024;
/** What is unpacked of an archive in all, whatever it says of its size. */
const maxBytes = 64 * 1024 * 1024;
/** How deep charts may be packed inside each other. */
const maxDepth = 4;

/**
 * Reads a chart out of its archive.
 *
 * @throws InputError for what is no chart, saying why
 */
export async function readChart(archive: Uint8Array): Promise<Chart> {
  const files = await filesOf(archive, { bytes: 0, depth: 0 });
  const yaml = files.get('Chart.yaml');
  if (yaml === undefined) throw new InputError('it has no Chart.yaml');
  const read = chartYamlSchema.safeParse(parsed('Chart.yaml', yaml));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new InputError(
      `Chart.yaml: ${issue?.path.join('.')}: ${issue?.message}`,
    );
  }
  const schema = files.get(schemaFile);
  const readme = files.get('README.md');
  return {
    ...read.data,
    defaults: valuesIn(parsed('values.yaml', files.get('values.yaml') ?? '')),
    ...(schema !== undefined && {
      schema: valuesIn(parsed(schemaFile, schema)),
    }),
    ...(readme !== undefined && { readme }),
  };
}

function parsed(name: string, text: string): unknown {
  try {
    // A JSON text is one of YAML as well.
    return parse(text, { logLevel: 'error' });
  } catch (error) {
    throw new InputError(`${name}: ${toError(error).message.split('\n')[0]}`);
  }
}

/** What was unpacked so far, charts inside of charts included. */
interface Unpacked {
  bytes: number;
  readonly depth: number;
}

/**
 * Its own files, by name; those of charts inside it lie deeper.
 *
 * @throws InputError also for schemas, of charts inside it too, that lead out of themselves
 */
async function filesOf(
  archive: Uint8Array,
  unpacked: Unpacked,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const gunzip = createGunzip();
  const entries = extract();
  gunzip.on('data', (chunk: Buffer) => {
    unpacked.bytes += chunk.length;
    if (unpacked.bytes > maxBytes) {
      gunzip.destroy(new InputError('it is larger than a chart may be'));
    }
  });
  gunzip.on('error', error => entries.destroy(error));
  Readable.from([archive]).pipe(gunzip).pipe(entries);
  try {
    for await (const entry of entries) {
      const { name, size = 0, type } = entry.header;
      // Helm takes both for separators, and goes by names whatever the type says.
      const path = name.split(/[\\/]+/).filter(part => part !== '.');
      const file = path.at(-1) ?? '';
      const isOwn = path.length === 2;
      if (type !== 'directory' && file === schemaFile) {
        const schema = await schemaOf(entry, { name, size });
        if (isOwn) files.set(file, schema);
      } else if (type !== 'directory' && isPacked(path)) {
        await assertPacked(await buffer(entry), name, unpacked);
      } else if (
        type === 'file' &&
        isOwn &&
        wanted.includes(file) &&
        size <= maxFileBytes
      ) {
        files.set(file, (await buffer(entry)).toString('utf8'));
      } else entry.resume();
    }
  } catch (error) {
    if (isError(error) && error.name === 'InputError') throw error;
    throw new InputError(
      `it is no archive of a chart: ${toError(error).message}`,
    );
  }
  return files;
}

/** A chart inside a chart that is an archive itself. */
function isPacked(path: readonly string[]): boolean {
  return path.includes('charts') && path.at(-1)?.endsWith('.tgz') === true;
}

async function assertPacked(
  archive: Uint8Array,
  name: string,
  unpacked: Unpacked,
): Promise<void> {
  if (unpacked.depth === maxDepth) {
    throw new InputError(`${name}: charts are packed too deep inside charts`);
  }
  const inner = { bytes: unpacked.bytes, depth: unpacked.depth + 1 };
  try {
    await filesOf(archive, inner);
  } catch (error) {
    throw new InputError(`${name}: ${toError(error).message}`);
  }
  unpacked.bytes = inner.bytes;
}

async function schemaOf(
  entry: Parameters<typeof buffer>[0],
  { name, size }: { readonly name: string; readonly size: number },
): Promise<string> {
  if (size > maxFileBytes) {
    throw new InputError(`${name} is larger than a schema may be`);
  }
  const text = (await buffer(entry)).toString('utf8').replace(/^\uFEFF/, '');
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${name}: ${toError(error).message}`);
  }
  const outward = outwardReference(schema);
  if (outward === undefined) return text;
  throw new InputError(
    `${name} refers to something outside of it (${outward}); write what it needs into the schema itself, under $defs`,
  );
}
