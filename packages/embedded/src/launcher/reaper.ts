import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Platform } from '../platform/platform.ts';

/** Ends everything when the launcher dies without having done so itself. */
export interface Reaper {
  /** The launcher stopped everything; there is nothing left to do. */
  dismiss(): void;
}

/**
 * Starts a small process that holds a pipe to this one. The pipe breaks when this process
 * dies in whatever way, SIGKILL included; the reaper then ends all that was recorded.
 */
export function startReaper(platform: Platform): Reaper {
  const main = join(import.meta.dirname, 'reaper-main.ts');
  const child: ChildProcess = spawn(
    platform.node,
    [main, platform.stateDir, String(platform.addresses.portal)],
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: platform.root },
  );
  child.unref();
  const { stdin } = child;
  stdin?.on('error', () => {});
  if (stdin && 'unref' in stdin && typeof stdin.unref === 'function')
    stdin.unref();
  return { dismiss: () => void stdin?.end('dismissed') };
}
