import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes a file or folder beside its place and moves it there when it is whole. Drafts that
 * a killed process left there are swept. A folder that another process has put there meanwhile
 * stays.
 *
 * @param make - makes what is to lie at `path` at the path of a draft that it is given
 */
export async function intoPlace(
  path: string,
  make: (draft: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const left = abandonedDrafts(await readdir(folder), isAlive);
  await Promise.all(left.map(name => remove(join(folder, name))));
  const draft = `${path}.${process.pid}.partial`;
  try {
    await make(draft);
    await rename(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (!isTaken(error)) throw error;
    });
  } finally {
    await remove(draft);
  }
}

/** Whether a folder lies there that is not empty. */
function isTaken({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ENOTEMPTY' || code === 'EEXIST';
}

/** The drafts whose maker is gone. */
export function abandonedDrafts(
  names: readonly string[],
  alive: (pid: number) => boolean,
): string[] {
  return names.filter(name => {
    const pid = /\.(\d+)\.partial$/.exec(name)?.[1];
    return pid !== undefined && !alive(Number(pid));
  });
}

/** Another draft of this process may be in the making at the same time. */
function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

function remove(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true });
}
