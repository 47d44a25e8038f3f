import { join } from 'node:path';
import { rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { readIfExists } from '../platform/files.ts';
import {
  isRunning,
  processStartTime,
  readProcessTable,
  signalGroup,
  writeProcessTable,
  type ProcessEntry,
} from '../platform/process-table.ts';
import { processTablePath } from '../platform/platform.ts';

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
