import { freemem, homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { readFile, stat, statfs } from 'node:fs/promises';
import { exists } from '../platform/files.ts';
import { PrerequisiteError } from './prerequisite-error.ts';

const GIB = 1024 ** 3;
const NEEDED_MEMORY_GIB = 3;

/** How far something that takes space is. */
export type Made = 'not begun' | 'begun' | 'made';

/** Where things are written to, and what of them is there already. */
export interface Ground {
  readonly root: string;
  readonly cacheDir: string;
  readonly stateDir: string;
  /** Go's cache of what it compiled, and of the modules that it fetched. */
  readonly goCache: string;
  readonly goModules: string;
  readonly packages: Made;
  /** The embedded servers; `made` too where none is needed. */
  readonly servers: Made;
}

/** What a folder will take. */
interface SpaceNeed {
  readonly dir: string;
  readonly gib: number;
}

/** Folders that share a disk, and what is free on it. */
export interface Disk {
  readonly dirs: readonly string[];
  readonly free: number;
  readonly needed: number;
}

/** What each folder will take until everything is up: 12 GiB when nothing is made yet. */
export function spaceNeeds(ground: Ground): SpaceNeed[] {
  const { root, cacheDir, stateDir, goCache, goModules } = ground;
  const take = (made: Made, dir: string, gib: number): SpaceNeed[] => {
    if (made === 'made') return [];
    // What was begun has taken the most of it already.
    return [{ dir, gib: made === 'begun' ? gib / 4 : gib }];
  };
  return [
    { dir: stateDir, gib: 1 },
    ...take(ground.packages, root, 4),
    ...take(ground.servers, goCache, 4),
    ...take(ground.servers, goModules, 1),
    ...take(ground.servers, cacheDir, 2),
  ];
}

/** One sentence about the first disk that is too small; undefined when none is. */
export function spaceProblem(disks: readonly Disk[]): string | undefined {
  const full = disks.find(({ free, needed }) => free < needed * GIB);
  return (
    full &&
    `Only ${inGib(full.free)} GiB are free on the disk of ${full.dirs.join(
      ', ',
    )}, ${full.needed} are needed. Free some and start again.`
  );
}

/** One sentence when that many bytes of memory do not suffice. */
export function memoryProblem(available: number): string | undefined {
  return available < NEEDED_MEMORY_GIB * GIB
    ? `Only ${inGib(
        available,
      )} GiB of memory are free, ${NEEDED_MEMORY_GIB} are needed. Close other programs and start again.`
    : undefined;
}

/**
 * Makes sure that memory and disks suffice.
 *
 * @throws PrerequisiteError
 */
export async function checkCapacity(
  needs: readonly SpaceNeed[],
): Promise<void> {
  const problem =
    memoryProblem(await availableMemory()) ??
    spaceProblem(await disksOf(needs));
  if (problem) throw new PrerequisiteError(problem);
}

/** Go's caches, where its environment does not say otherwise. */
export function goCaches(env: NodeJS.ProcessEnv) {
  const cache = env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const [path] = (env.GOPATH ?? join(homedir(), 'go')).split(':');
  return {
    goCache: env.GOCACHE ?? join(cache, 'go-build'),
    goModules: env.GOMODCACHE ?? join(path ?? '', 'pkg/mod'),
  };
}

async function disksOf(needs: readonly SpaceNeed[]): Promise<Disk[]> {
  const disks = new Map<number, Disk>();
  for (const { dir, gib: more } of needs) {
    const there = await nearest(dir);
    const { dev } = await stat(there);
    const { bavail, bsize } = await statfs(there);
    const { dirs = [], needed = 0 } = disks.get(dev) ?? {};
    disks.set(dev, {
      dirs: [...dirs, dir],
      free: bavail * bsize,
      needed: needed + more,
    });
  }
  return [...disks.values()];
}

/** The folder itself, or the first above it that exists. */
async function nearest(dir: string): Promise<string> {
  return (await exists(dir)) || dir === dirname(dir)
    ? dir
    : nearest(dirname(dir));
}

async function availableMemory(): Promise<number> {
  const info = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const kib = /^MemAvailable:\s+(\d+) kB/m.exec(info)?.[1];
  return kib ? Number(kib) * 1024 : freemem();
}

function inGib(bytes: number): string {
  return (bytes / GIB).toFixed(1);
}
