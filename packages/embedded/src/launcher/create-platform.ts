import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { addressesFor } from '../platform/addresses.ts';
import type { Platform } from '../platform/platform.ts';
import { Supervisor, type ProcessListener } from '../platform/supervisor.ts';

/** The checkout that this file belongs to. */
export const ROOT = resolve(import.meta.dirname, '../../../..');

export interface PlatformOptions {
  /** The portal's port; every other port follows from it. */
  readonly port: number;
  /** Default: `pilothouse/<port>` below the user's state folder. */
  readonly stateDir?: string;
  readonly onProcess?: ProcessListener;
}

/** A platform as its launcher holds it, which alone may close it. */
export interface OwnedPlatform extends Platform {
  readonly processes: Supervisor;
}

/** Folder of one instance's state (XDG Base Directory Specification, `XDG_STATE_HOME`). */
export function defaultStateDir(port: number): string {
  const base =
    process.env.PILOTHOUSE_STATE ??
    join(
      process.env.XDG_STATE_HOME ?? join(homedir(), '.local/state'),
      'pilothouse',
    );
  return join(base, String(port));
}

/** Folder of what is built once for all clones (`XDG_CACHE_HOME`). */
export function defaultCacheDir(): string {
  return (
    process.env.PILOTHOUSE_CACHE ??
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'pilothouse')
  );
}

/** Puts together what the parts of one instance share. */
export function createPlatform(options: PlatformOptions): OwnedPlatform {
  const stateDir = options.stateDir ?? defaultStateDir(options.port);
  return {
    root: ROOT,
    stateDir,
    cacheDir: defaultCacheDir(),
    addresses: addressesFor(options.port),
    node: process.execPath,
    processes: new Supervisor(stateDir, options.onProcess ?? (() => {})),
  };
}
