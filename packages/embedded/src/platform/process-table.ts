import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readIfExists, writeAtomic } from './files.ts';

const entrySchema = z.object({
  name: z.string(),
  pid: z.number().int().positive(),
  /** Clock ticks since boot, from `/proc/<pid>/stat`: tells a process from a later one of the same id. */
  startTime: z.string(),
});

/** A process that this platform started, recorded so that a later run can find it. */
export type ProcessEntry = z.infer<typeof entrySchema>;

/**
 * Start time of a process in clock ticks since boot (proc(5), `/proc/[pid]/stat` field 22).
 *
 * @returns undefined when there is no such process, or only its zombie is left
 */
export function processStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** Whether the recorded process still runs, and is not another one with its id. */
export function isRunning(
  entry: Pick<ProcessEntry, 'pid' | 'startTime'>,
): boolean {
  return processStartTime(entry.pid) === entry.startTime;
}

/** Reads the table; a damaged one counts as empty, because it only serves cleaning up. */
export async function readProcessTable(path: string): Promise<ProcessEntry[]> {
  const text = await readIfExists(path);
  if (text === undefined) return [];
  try {
    return z.array(entrySchema).parse(JSON.parse(text));
  } catch {
    return [];
  }
}

export async function writeProcessTable(
  path: string,
  entries: readonly ProcessEntry[],
): Promise<void> {
  await writeAtomic(path, `${JSON.stringify(entries)}\n`);
}

/** Sends a signal to the whole process group; false when the group is gone. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
