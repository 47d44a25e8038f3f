import { addressesFor } from '../platform/addresses.ts';
import type { Platform } from '../platform/platform.ts';
import { Supervisor, type ProcessListener } from '../platform/supervisor.ts';
import { ROOT, defaultCacheDir, defaultStateDir } from './folders.ts';

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
