import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The checkout that this file belongs to. */
export const ROOT = resolve(import.meta.dirname, '../../../..');

/**
 * Folder of one instance's state (XDG Base Directory Specification, `XDG_STATE_HOME`; what is
 * empty counts as not set).
 */
export function defaultStateDir(port: number): string {
  return join(defaultStateRoot(), String(port));
}

/** Folder in which every instance has its own, named by its port. */
export function defaultStateRoot(): string {
  return (
    process.env.PILOTHOUSE_STATE ||
    join(
      process.env.XDG_STATE_HOME || join(homedir(), '.local/state'),
      'pilothouse',
    )
  );
}

/** Folder of what is built once for all clones (`XDG_CACHE_HOME`). */
export function defaultCacheDir(): string {
  return (
    process.env.PILOTHOUSE_CACHE ||
    join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'pilothouse')
  );
}
