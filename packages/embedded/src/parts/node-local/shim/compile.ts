import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SOURCE = join(import.meta.dirname, 'shim.c');

/** Where the program for the present source lies, whether it has been compiled or not. */
export async function shimPath(cacheDir: string): Promise<string> {
  const source = await readFile(SOURCE);
  const key = createHash('sha256').update(source).digest('hex').slice(0, 16);
  return join(cacheDir, 'node-local', `shim-${key}-${process.arch}`);
}

/**
 * Compiles the container shim into the cache, unless it is there.
 *
 * @returns the program's path
 * @throws with a sentence for a person when there is no C compiler or it fails
 */
export async function compileShim(cacheDir: string): Promise<string> {
  const target = await shimPath(cacheDir);
  if (await exists(target)) {
    return target;
  }
  await mkdir(dirname(target), { recursive: true });
  const half = `${target}.${process.pid}`;
  try {
    await run(process.env.CC ?? 'cc', ['-O2', '-s', '-o', half, SOURCE]);
    await rename(half, target);
  } catch (error) {
    await rm(half, { force: true });
    const because = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The container shim could not be compiled. Install a C compiler (Debian: apt-get install gcc libc6-dev), or set CC. ${because}`,
    );
  }
  return target;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
