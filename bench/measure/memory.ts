import { open, readdir, readFile } from 'node:fs/promises';

const BLOCK = 4 * 1024 * 1024;

/**
 * The writable memory of a process in blocks, as it is at that moment (proc(5), `maps` and
 * `mem`): unlike a snapshot of a heap it has buffers outside of it, texts of any length, and
 * what was let go and not overwritten yet. The process goes on meanwhile.
 */
export async function* memoryOf(pid: number): AsyncGenerator<Buffer, void> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8');
  const memory = await open(`/proc/${pid}/mem`);
  try {
    for (const { start, end } of writableIn(maps)) {
      for (let at = start; at < end; at += BLOCK) {
        const size = Math.min(BLOCK, end - at);
        try {
          const { bytesRead, buffer } = await memory.read({
            buffer: Buffer.alloc(size),
            position: at,
          });
          yield buffer.subarray(0, bytesRead);
        } catch (error) {
          // What was unmapped since cannot be read, and has nothing any more.
          if (!isGone(error)) throw error;
        }
      }
    }
  } finally {
    await memory.close();
  }
}

/** Ranges of addresses that a process may write, by its `maps`. */
export function writableIn(maps: string): { start: number; end: number }[] {
  return maps.split('\n').flatMap(line => {
    const [, from, to, rights = '', name = ''] =
      /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)$/.exec(line) ?? [];
    if (!from || !to || !rights.startsWith('rw') || name.startsWith('/dev/'))
      return [];
    return [{ start: Number.parseInt(from, 16), end: Number.parseInt(to, 16) }];
  });
}

function isGone(error: unknown): boolean {
  return ['EIO', 'EFAULT'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );
}

/** A process with the one that started it, and its arguments. */
export interface Known {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** All processes that may be looked at. */
export async function processes(): Promise<Known[]> {
  const names = await readdir('/proc');
  const known = await Promise.all(
    names
      .filter(name => /^\d+$/.test(name))
      .map(async name => {
        try {
          const stat = await readFile(`/proc/${name}/stat`, 'utf8');
          const command = await readFile(`/proc/${name}/cmdline`, 'utf8');
          const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
          return [{ pid: Number(name), parent: Number(parent), command }];
        } catch {
          return [];
        }
      }),
  );
  return known.flat();
}

/** Those of some processes that one of them has started, itself or through others. */
export function descendantsOf(pid: number, all: readonly Known[]): Known[] {
  const own = all.filter(({ parent }) => parent === pid);
  return [...own, ...own.flatMap(each => descendantsOf(each.pid, all))];
}
