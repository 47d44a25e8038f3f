import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultStateRoot } from '../launcher/folders.ts';
import { runningLauncher } from '../launcher/instance.ts';
import { PrerequisiteError } from '../launcher/prerequisite-error.ts';
import { adminKubeconfig } from '../platform/platform.ts';
import { readStatus } from '../platform/status.ts';
import { parsePort, USUAL_PORT } from './options.ts';

/**
 * Port of the instance that a command is for: the one that `PILOTHOUSE_PORT` names, or
 * else the one that must be meant, which is told where there is a choice.
 *
 * @throws PrerequisiteError when it could be any of several, or is no port
 */
export async function portOfInstance(): Promise<number> {
  if (process.env.PILOTHOUSE_PORT) return parsePort();
  const { port, said } = instanceMeant(await embeddedInstances());
  if (said) process.stderr.write(`${said}\n`);
  return port;
}

/**
 * Ports of the instances that run with a cluster of their own, in order.
 *
 * @param root - folder of the states of all instances
 */
export async function embeddedInstances(
  root: string = defaultStateRoot(),
): Promise<number[]> {
  const names = await readdir(root).catch(() => []);
  const ports = names.filter(name => /^\d+$/.test(name)).map(Number);
  const embedded = await Promise.all(
    ports.map(port => hasOwnCluster(join(root, String(port)))),
  );
  return ports.filter((_, at) => embedded[at]).sort((a, b) => a - b);
}

async function hasOwnCluster(stateDir: string): Promise<boolean> {
  if (!(await runningLauncher(stateDir))) return false;
  const status = await readStatus(stateDir).catch(() => undefined);
  const own = adminKubeconfig({ stateDir });
  return (status?.kubeconfig ?? own) === own;
}

/**
 * The instance that is meant when none is named.
 *
 * @param running - ports of those that run
 * @returns its port, and what to say where another could have been meant
 * @throws PrerequisiteError that lists them, when it could be any
 */
export function instanceMeant(running: readonly number[]): {
  readonly port: number;
  readonly said?: string;
} {
  const [first = USUAL_PORT, ...others] = running;
  const port = running.includes(USUAL_PORT) ? USUAL_PORT : first;
  if (port !== USUAL_PORT && others.length > 0) {
    throw new PrerequisiteError(
      `Several instances run, on the ports ${running.join(
        ', ',
      )}. Name the one that is meant by PILOTHOUSE_PORT=${first} before the command`,
    );
  }
  return others.length > 0 || port !== USUAL_PORT
    ? { port, said: `The instance at http://localhost:${port}:` }
    : { port };
}
