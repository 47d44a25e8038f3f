import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { InputError, toError } from '@backstage/errors';
import { extract } from 'tar-stream';
import { parse } from 'yaml';
import { chartYamlSchema, valuesIn, type Chart } from './Chart';

const wanted = ['Chart.yaml', 'values.yaml', 'values.schema.json', 'README.md'];
const maxFileBytes = 1024 * 1024;
/** What is unpacked of an archive in all, whatever it says of its size. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Reads a chart out of its archive.
 *
 * @throws InputError for what is no chart, saying why
 */
export async function readChart(archive: Uint8Array): Promise<Chart> {
  const files = await filesOf(archive);
  const yaml = files.get('Chart.yaml');
  if (yaml === undefined) throw new InputError('it has no Chart.yaml');
  const read = chartYamlSchema.safeParse(parsed('Chart.yaml', yaml));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new InputError(
      `Chart.yaml: ${issue?.path.join('.')}: ${issue?.message}`,
    );
  }
  const schema = files.get('values.schema.json');
  const readme = files.get('README.md');
  return {
    ...read.data,
    defaults: valuesIn(parsed('values.yaml', files.get('values.yaml') ?? '')),
    ...(schema !== undefined && {
      schema: valuesIn(parsed('values.schema.json', schema)),
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

/** Its own files, by name; those of charts inside it lie deeper. */
async function filesOf(
  archive: Uint8Array,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const gunzip = createGunzip();
  const entries = extract();
  let bytes = 0;
  gunzip.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      gunzip.destroy(new InputError('it is larger than a chart may be'));
    }
  });
  gunzip.on('error', error => entries.destroy(error));
  Readable.from([archive]).pipe(gunzip).pipe(entries);
  try {
    for await (const entry of entries) {
      const { name, size = 0, type } = entry.header;
      const [, file, ...deeper] = name.split('/');
      const isWanted =
        type === 'file' &&
        file !== undefined &&
        deeper.length === 0 &&
        wanted.includes(file) &&
        size <= maxFileBytes;
      if (isWanted) files.set(file, (await buffer(entry)).toString('utf8'));
      else entry.resume();
    }
  } catch (error) {
    throw new InputError(
      `it is no archive of a chart: ${toError(error).message}`,
    );
  }
  return files;
}
