import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exists } from '../../../platform/files.ts';
import { intoPlace } from '../../../platform/into-place.ts';

const run = promisify(execFile);

/** Something of ours in C, compiled at the first start. */
interface Compiled {
  readonly source: string;
  readonly name: string;
  readonly flags: readonly string[];
}

const SHIM: Compiled = { source: 'shim.c', name: 'shim', flags: ['-O2', '-s'] };

/** It needs no library by name, so that programs of any libc can load it. */
const OWN_ADDRESS: Compiled = {
  source: 'own-address.c',
  name: 'own-address.so',
  flags: ['-O2', '-s', '-shared', '-fPIC', '-nostdlib', '-fno-stack-protector'],
};

/** Where the container shim for the present source lies, whether it is compiled or not. */
export function shimPath(cacheDir: string): Promise<string> {
  return pathOf(SHIM, cacheDir);
}

/** Where the library lies that gives a pod's programs the pod's own address. */
export function ownAddressPath(cacheDir: string): Promise<string> {
  return pathOf(OWN_ADDRESS, cacheDir);
}

/**
 * Compiles the container shim into the cache, unless it is there.
 *
 * @returns the program's path
 * @throws with a sentence for a person when there is no C compiler or it fails
 */
export function compileShim(cacheDir: string): Promise<string> {
  return compile(SHIM, cacheDir);
}

/**
 * Compiles the library that pods' programs load first, unless it is in the cache.
 *
 * @returns the library's path
 * @throws as `compileShim` does
 */
export function compileOwnAddress(cacheDir: string): Promise<string> {
  return compile(OWN_ADDRESS, cacheDir);
}

const sourceOf = ({ source }: Compiled) => join(import.meta.dirname, source);

async function pathOf(what: Compiled, cacheDir: string): Promise<string> {
  const key = createHash('sha256')
    .update(await readFile(sourceOf(what)))
    .update(what.flags.join(' '))
    .digest('hex')
    .slice(0, 16);
  return join(cacheDir, 'node-local', `${what.name}-${key}-${process.arch}`);
}

async function compile(what: Compiled, cacheDir: string): Promise<string> {
  const target = await pathOf(what, cacheDir);
  if (await exists(target)) return target;
  try {
    await intoPlace(target, async draft => {
      const args = [...what.flags, '-o', draft, sourceOf(what)];
      await run(process.env.CC ?? 'cc', args);
    });
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The node's ${what.name} could not be compiled. Install a C compiler (Debian: apt-get install gcc libc6-dev), or set CC. ${because}`,
    );
  }
  return target;
}
