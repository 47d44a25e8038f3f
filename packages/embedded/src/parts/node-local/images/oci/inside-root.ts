import { lstat, mkdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stats } from 'node:fs';

const MOST_LINKS = 40;

/**
 * The names on the way to an entry of an archive; a leading `/` means the image's root.
 *
 * @throws Error when it would climb
 */
export function entryParts(name: string): string[] {
  const parts = name.split('/').filter(part => part !== '' && part !== '.');
  if (parts.includes('..') || name.includes('\0')) {
    throw new Error(`"${name}" leaves the image's folder`);
  }
  return parts;
}

/**
 * A folder below a root, made where it is missing. Links on the way are followed as the
 * image's own programs would follow them: `/` is the root, and `..` does not leave it.
 *
 * @throws Error when a file is in the way, or links go in a circle
 */
export async function folderInside(
  root: string,
  parts: readonly string[],
): Promise<string> {
  const left = [...parts];
  let at: string[] = [];
  let links = 0;
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    if (name === '..') at.pop();
    if (['', '.', '..'].includes(name)) continue;
    const path = join(root, ...at, name);
    const found = await lstatIfExists(path);
    if (found?.isSymbolicLink()) {
      links += 1;
      if (links > MOST_LINKS) throw new Error(`"${name}" links in a circle`);
      const target = await readlink(path);
      if (target.startsWith('/')) at = [];
      left.unshift(...target.split('/'));
      continue;
    }
    if (!found) await mkdir(path);
    else if (!found.isDirectory()) {
      throw new Error(`"${[...at, name].join('/')}" is no folder`);
    }
    at.push(name);
  }
  return join(root, ...at);
}

/** What is at a path, links not followed; undefined where there is nothing. */
export async function lstatIfExists(path: string): Promise<Stats | undefined> {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
