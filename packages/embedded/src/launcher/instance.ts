import { createServer } from 'node:net';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { readFile, statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { PORTS_PER_INSTANCE } from '../platform/addresses.ts';
import { readIfExists, writeAtomic } from '../platform/files.ts';
import {
  isRunning,
  processStartTime,
  readProcessTable,
  signalGroup,
  writeProcessTable,
  type ProcessEntry,
} from '../platform/process-table.ts';
import { processTablePath } from '../platform/supervisor.ts';

const GIB = 1024 ** 3;

/** Something about this machine that keeps the platform from starting; says what to do. */
export class PrerequisiteError extends Error {
  override readonly name = 'PrerequisiteError';
}

function launcherFile(stateDir: string): string {
  return join(stateDir, 'launcher.json');
}

/** The launcher that runs on this state folder, if one does. */
export async function runningLauncher(
  stateDir: string,
): Promise<ProcessEntry | undefined> {
  const text = await readIfExists(launcherFile(stateDir));
  if (!text) return undefined;
  try {
    const entry: ProcessEntry = JSON.parse(text);
    return isRunning(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

/** Records that this process is the launcher of the state folder. */
export async function recordLauncher(stateDir: string): Promise<void> {
  const startTime = processStartTime(process.pid);
  const entry = { name: 'launcher', pid: process.pid, startTime };
  await writeAtomic(launcherFile(stateDir), `${JSON.stringify(entry)}\n`);
}

/**
 * Ends every recorded process that still runs, politely first.
 *
 * @returns the names of what was ended
 */
export async function endLeftovers(stateDir: string): Promise<string[]> {
  const path = processTablePath(stateDir);
  const left = (await readProcessTable(path)).filter(isRunning);
  for (const entry of left) signalGroup(entry.pid, 'SIGTERM');
  const deadline = Date.now() + 3000;
  while (left.some(isRunning) && Date.now() < deadline) await sleep(50);
  for (const entry of left) signalGroup(entry.pid, 'SIGKILL');
  while (left.some(isRunning)) await sleep(20);
  await writeProcessTable(path, []);
  return left.map(entry => entry.name);
}

/**
 * Makes sure that every port of the instance can be had.
 *
 * @throws PrerequisiteError that names the first port that is taken
 */
export async function checkPorts(host: string, first: number): Promise<void> {
  for (let port = first; port < first + PORTS_PER_INSTANCE; port += 1) {
    if (!(await canListen(host, port))) {
      throw new PrerequisiteError(
        `Port ${port} is taken by another program. Stop that program, or start on other ports: npm start -- --port ${
          first + 100
        }`,
      );
    }
  }
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/**
 * Makes sure that memory and disk suffice.
 *
 * @param dirs - folders that will be written to; they exist
 * @throws PrerequisiteError
 */
export async function checkCapacity(dirs: readonly string[]): Promise<void> {
  const memory = await availableMemory();
  if (memory < 2.5 * GIB) {
    throw new PrerequisiteError(
      `Only ${gib(
        memory,
      )} GiB of memory are free, 2.5 are needed. Close other programs and start again.`,
    );
  }
  for (const dir of dirs) {
    const { bavail, bsize } = await statfs(dir);
    if (bavail * bsize < 4 * GIB) {
      throw new PrerequisiteError(
        `Only ${gib(
          bavail * bsize,
        )} GiB are free on the disk of ${dir}, 4 are needed. Free some and start again.`,
      );
    }
  }
}

async function availableMemory(): Promise<number> {
  const info = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const kib = /^MemAvailable:\s+(\d+) kB/m.exec(info)?.[1];
  return kib ? Number(kib) * 1024 : freemem();
}

function gib(bytes: number): string {
  return (bytes / GIB).toFixed(1);
}
