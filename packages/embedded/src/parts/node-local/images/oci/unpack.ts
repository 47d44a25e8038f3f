import { createWriteStream } from 'node:fs';
import {
  chmod,
  link,
  lstat,
  mkdir,
  readdir,
  rm,
  symlink,
} from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Readable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Extract } from 'tar-stream';
import { entryParts, folderInside, lstatIfExists } from './inside-root.ts';

type Entry = Extract extends AsyncIterable<infer T> ? T : never;

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
/** Whoever runs the node must be able to copy and remove what it unpacks. */
const OWNER_FOLDER = 0o700;
const OWNER_FILE = 0o600;
/** Neither set-uid nor sticky: no process here is more than the person who started it. */
const PERMISSIONS = 0o777;

/**
 * Lays a layer over what is in a folder already. Nothing outside of the folder is
 * touched, wherever names and links in the layer point.
 *
 * @param layer - where the layer is read, and what makes a plain tar archive of it
 * @throws Error that names the entry which cannot be had, such as a device
 */
export async function applyLayer(
  layer: readonly [Readable, ...Duplex[]],
  root: string,
): Promise<void> {
  const archive = extract();
  // Reading and unpacking break each other; what broke first is the cause.
  const causes: unknown[] = [];
  const blame = (error: unknown) => void causes.push(error);
  archive.once('error', blame);
  const outcomes = await Promise.allSettled([
    pipeline([...layer, archive]),
    applyEntries(archive, root, blame),
  ]);
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed) throw causes[0] ?? new Error('the layer cannot be read');
}

async function applyEntries(
  archive: AsyncIterable<Entry>,
  root: string,
  blame: (error: unknown) => void,
): Promise<void> {
  const added = new Set<string>();
  for await (const entry of archive) {
    await applyNamed(entry, root, added).catch((error: unknown) => {
      blame(error);
      throw error;
    });
    entry.resume();
  }
}

async function applyNamed(
  entry: Entry,
  root: string,
  added: Set<string>,
): Promise<void> {
  const parts = entryParts(entry.header.name);
  const name = parts.pop();
  if (name === undefined) return;
  const folder = await folderInside(root, parts);
  if (name.startsWith(WHITEOUT)) {
    await applyWhiteout(folder, name, added);
  } else {
    await applyEntry(entry, root, join(folder, name));
    remember(root, join(folder, name), added);
  }
}

/** Also the folders above: they are of this layer as well as of those below it. */
function remember(root: string, path: string, added: Set<string>): void {
  const parts = relative(root, path).split('/');
  parts.forEach((_, at) => added.add(join(root, ...parts.slice(0, at + 1))));
}

async function applyWhiteout(
  folder: string,
  name: string,
  added: ReadonlySet<string>,
): Promise<void> {
  if (name === OPAQUE) return removeLower(folder, added);
  const hidden = name.slice(WHITEOUT.length);
  if (['', '.', '..'].includes(hidden)) {
    throw new Error(`"${name}" hides no file`);
  }
  const path = join(folder, hidden);
  if (!added.has(path)) await rm(path, { recursive: true, force: true });
  return undefined;
}

/** Removes what layers below have put into a folder, and keeps what this one has. */
async function removeLower(
  folder: string,
  added: ReadonlySet<string>,
): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!added.has(path)) await rm(path, { recursive: true, force: true });
    else if (entry.isDirectory()) await removeLower(path, added);
  }
}

async function applyEntry(
  entry: Entry,
  root: string,
  path: string,
): Promise<void> {
  const { type, linkname, name } = entry.header;
  const mode = (entry.header.mode ?? 0) & PERMISSIONS;
  switch (type) {
    case 'directory':
      return makeFolder(path, mode | OWNER_FOLDER);
    case 'file':
    case 'contiguous-file': {
      await rm(path, { recursive: true, force: true });
      const options = { flags: 'wx', mode: OWNER_FILE };
      // An entry may have been destroyed before it is read; as an iterable it then ends.
      await pipeline(Readable.from(entry), createWriteStream(path, options));
      return chmod(path, mode | OWNER_FILE);
    }
    case 'symlink':
      await rm(path, { recursive: true, force: true });
      return symlink(linkname ?? '', path);
    case 'link':
      return makeHardLink(root, linkname ?? '', path);
    default:
      throw new Error(
        `"${name}" is a ${type}; a node of plain processes unpacks files, folders and links only`,
      );
  }
}

async function makeFolder(path: string, mode: number): Promise<void> {
  const found = await lstatIfExists(path);
  if (!found?.isDirectory()) {
    await rm(path, { recursive: true, force: true });
    await mkdir(path);
  }
  await chmod(path, mode);
}

async function makeHardLink(
  root: string,
  target: string,
  path: string,
): Promise<void> {
  const parts = entryParts(target);
  const name = parts.pop() ?? '';
  const source = join(await folderInside(root, parts), name);
  if (!(await lstat(source)).isFile()) {
    throw new Error(`"${target}" is linked to and is no file`);
  }
  if (source === path) return;
  await rm(path, { recursive: true, force: true });
  await link(source, path);
}
