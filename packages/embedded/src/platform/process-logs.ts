import { openSync, renameSync, statSync } from 'node:fs';
import { copyFile, stat, truncate } from 'node:fs/promises';

const LIMIT_BYTES = 20 * 1024 * 1024;

/** Opens a log for appending; one that has grown too long is put aside as `.1` first. */
export function openLog(path: string): number {
  try {
    if (statSync(path).size > LIMIT_BYTES) renameSync(path, `${path}.1`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return openSync(path, 'a', 0o600);
}

/**
 * Puts the content of a log aside while its program goes on writing: it appends, and so
 * begins anew in the emptied file. What it writes between the two steps is lost.
 */
export async function limitLog(path: string): Promise<void> {
  const { size } = await stat(path);
  if (size <= LIMIT_BYTES) return;
  await copyFile(path, `${path}.1`);
  await truncate(path);
}
