import { createServer } from 'node:net';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Addresses, portsOf } from '../platform/addresses.ts';
import { readIfExists } from '../platform/files.ts';
import {
  isRunning,
  processStartTime,
  readProcessTable,
  signalGroup,
  writeProcessTable,
  type ProcessEntry,
} from '../platform/process-table.ts';
import { processTablePath } from '../platform/supervisor.ts';
import { PrerequisiteError } from './prerequisite-error.ts';

const GIB = 1024 ** 3;
const NEEDED_MEMORY_GIB = 3;
const NEEDED_DISK_GIB = 4;

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

/**
 * Makes this process the launcher of the state folder, unless another is.
 *
 * @returns the other one, where there is one
 */
export async function claimInstance(
  stateDir: string,
): Promise<ProcessEntry | undefined> {
  const path = launcherFile(stateDir);
  const startTime = processStartTime(process.pid);
  const own = `${JSON.stringify({
    name: 'launcher',
    pid: process.pid,
    startTime,
  })}\n`;
  for (;;) {
    try {
      await writeFile(path, own, { flag: 'wx', mode: 0o600 });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const other = await runningLauncher(stateDir);
    if (other) return other;
    // Moved aside rather than removed: of two that find it stale, one succeeds.
    const aside = `${path}.${process.pid}.stale`;
    await rename(path, aside).catch(() => {});
    await rm(aside, { force: true });
  }
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
export async function checkPorts(addresses: Addresses): Promise<void> {
  for (const port of portsOf(addresses)) {
    if (!(await canListen(addresses.host, port))) {
      throw new PrerequisiteError(
        `Port ${port} is taken by another program. Stop that program, or start on other ports: npm start -- --port ${
          addresses.portal + 100
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
  if (memory < NEEDED_MEMORY_GIB * GIB) {
    throw new PrerequisiteError(
      `Only ${gib(
        memory,
      )} GiB of memory are free, ${NEEDED_MEMORY_GIB} are needed. Close other programs and start again.`,
    );
  }
  for (const dir of dirs) {
    const { bavail, bsize } = await statfs(dir);
    if (bavail * bsize < NEEDED_DISK_GIB * GIB) {
      throw new PrerequisiteError(
        `Only ${gib(
          bavail * bsize,
        )} GiB are free on the disk of ${dir}, ${NEEDED_DISK_GIB} are needed. Free some and start again.`,
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
