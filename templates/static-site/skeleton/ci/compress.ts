/**
 * Puts a compressed copy beside each text of the site, so that the server need not compress
 * anything: node ci/compress.ts <folder>
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXTS = ['.css', '.html', '.js', '.json', '.svg', '.txt', '.xml'];
/** Below this, a packet more or less is all that it would save. */
const LEAST_BYTES = 1000;

const [folder = 'dist/pages'] = process.argv.slice(2);
const entries = await readdir(folder, { recursive: true, withFileTypes: true });
for (const { name, parentPath } of entries) {
  if (!TEXTS.includes(extname(name))) continue;
  const path = join(parentPath, name);
  const content = await readFile(path);
  if (content.length < LEAST_BYTES) continue;
  const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY } = constants;
  const params = { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY };
  await writeFile(
    `${path}.br`,
    await promisify(brotliCompress)(content, { params }),
  );
  await writeFile(
    `${path}.gz`,
    await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  );
}
