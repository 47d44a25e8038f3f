import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Fills a folder beside its place and moves it there when it is whole. Drafts that a killed
 * process left there are swept.
 *
 * @param {string} dir
 * @param {(draft: string) => Promise<void>} fill
 */
export async function intoPlace(dir, fill) {
  const draft = `${dir}.${process.pid}.partial`;
  mkdirSync(dirname(dir), { recursive: true, mode: 0o700 });
  const drafts = abandonedDrafts(readdirSync(dirname(dir)), isAlive);
  for (const name of drafts) remove(join(dirname(dir), name));
  mkdirSync(draft, { mode: 0o700 });
  try {
    await fill(draft);
    remove(dir);
    renameSync(draft, dir);
  } finally {
    remove(draft);
  }
}

/**
 * The drafts whose maker is gone.
 *
 * @param {readonly string[]} names of files and folders
 * @param {(pid: number) => boolean} alive
 */
export function abandonedDrafts(names, alive) {
  return names.filter(name => {
    const pid = /\.(\d+)\.partial$/.exec(name)?.[1];
    return pid !== undefined && !alive(Number(pid));
  });
}

/** @param {number} pid */
function isAlive(pid) {
  return pid !== process.pid && existsSync(`/proc/${pid}`);
}

/** @param {string} path */
function remove(path) {
  rmSync(path, { recursive: true, force: true });
}
