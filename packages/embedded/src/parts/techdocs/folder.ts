import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What is installed: every package with its version. */
export const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/** Asks for what compiled packages depend on, such as `cpython-311 linux-x86_64`. */
const ASK =
  'import sys, sysconfig; print(sys.implementation.cache_tag, sysconfig.get_platform())';

/**
 * Where MkDocs lies, whether it is installed or not: another Python, or another version of
 * any package, has a folder of its own.
 *
 * @param python - the command that runs Python
 */
export async function techdocsFolder(
  cacheDir: string,
  python = 'python3',
): Promise<string> {
  const { stdout } = await run(python, ['-c', ASK]);
  const key = folderKey(await readFile(REQUIREMENTS, 'utf8'), stdout);
  return join(cacheDir, 'tools', `techdocs-${key}`);
}

/** Tells installations apart. */
export function folderKey(requirements: string, python: string): string {
  return createHash('sha256')
    .update(JSON.stringify([requirements, python]))
    .digest('hex')
    .slice(0, 16);
}
