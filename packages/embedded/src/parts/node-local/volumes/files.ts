import {
  chmod,
  mkdir,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

/** One file of a volume that is made of API objects. */
export interface VolumeFile {
  /** Relative to the volume. */
  readonly path: string;
  readonly content: Buffer;
  /** Permission bits. */
  readonly mode: number;
}

const DATA = '..data';
const NEXT = '..data_next';

/**
 * Writes the files of a volume so that all of them change at one moment, as the kubelet
 * does: they lie in a folder of their own, `..data` points to it, and each visible name is a
 * link through `..data`. Content that is the same is not written again; what a write that
 * was cut short has left undone is mended. Two writes of one folder must not overlap.
 *
 * @returns whether anything changed
 * @throws when a path leaves the volume
 */
export async function writeVolume(
  folder: string,
  files: readonly VolumeFile[],
): Promise<boolean> {
  for (const { path } of files) {
    if (path.startsWith('/') || normalize(path).startsWith('..')) {
      throw new Error(`The path "${path}" leaves its volume.`);
    }
  }
  await mkdir(folder, { recursive: true });
  const before = await readlink(join(folder, DATA)).catch(() => undefined);
  if (before && (await isSame(join(folder, before), files))) {
    await linkNames(folder, files);
    await removeOthers(folder, before);
    return false;
  }
  const next = `..${Date.now()}_${process.hrtime.bigint() % 1_000_000n}`;
  await writeAll(join(folder, next), files);
  const link = join(folder, NEXT);
  await rm(link, { recursive: true, force: true });
  await symlink(next, link);
  await rename(link, join(folder, DATA));
  await linkNames(folder, files);
  await removeOthers(folder, next);
  return true;
}

/** Removes what earlier writes left, also those that were cut short. */
async function removeOthers(folder: string, current: string) {
  for (const name of await readdir(folder)) {
    if (name.startsWith('..') && name !== DATA && name !== current) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

async function writeAll(folder: string, files: readonly VolumeFile[]) {
  await mkdir(folder, { recursive: true });
  for (const { path, content, mode } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content, { mode: 0o600 });
    await chmod(target, mode);
  }
}

async function linkNames(folder: string, files: readonly VolumeFile[]) {
  const wanted = new Set(files.map(({ path }) => path.split('/')[0] ?? ''));
  const present = new Set(
    (await readdir(folder)).filter(name => !name.startsWith('..')),
  );
  for (const name of wanted) {
    if (!present.has(name)) {
      await symlink(join(DATA, name), join(folder, name));
    }
  }
  for (const name of present) {
    if (!wanted.has(name)) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

async function isSame(folder: string, files: readonly VolumeFile[]) {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  if (entries.filter(entry => entry.isFile()).length !== files.length) {
    return false;
  }
  for (const { path, content } of files) {
    const old = await readFile(join(folder, path)).catch(() => undefined);
    if (!old?.equals(content)) {
      return false;
    }
  }
  return true;
}
