import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { ensurePrivateDir } from './files.ts';

/** How a program is run to its end. */
export interface LoggedRun {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Gets all that the program prints; what it held is overwritten. */
  readonly log: string;
}

/**
 * Runs a program to its end with its output in a file.
 *
 * @returns its exit code; null when a signal ended it
 * @throws when it cannot be started
 */
export async function runLogged(
  command: string,
  args: readonly string[],
  { cwd, env, log }: LoggedRun,
): Promise<number | null> {
  await ensurePrivateDir(dirname(log));
  const output = openSync(log, 'w', 0o600);
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
