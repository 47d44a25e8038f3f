import { readFileSync, readdirSync } from 'node:fs';

/** What `/proc/<pid>/stat` says of one process. */
export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
  readonly state: string;
  /** Own processor time, in clock ticks. */
  readonly cpuTicks: number;
  /** Own time and that of its children that have ended and were waited for. */
  readonly cpuTicksWithEnded: number;
  readonly startTicks: number;
  readonly residentPages: number;
}

/**
 * Reads the text of `/proc/<pid>/stat`.
 *
 * @returns undefined when the text is not such a line
 */
export function parseStat(text: string): ProcessStat | undefined {
  const close = text.lastIndexOf(')');
  const fields = text.slice(close + 2).split(' ');
  const at = (field: number) => Number(fields[field - 3]);
  if (close < 0 || fields.length < 22) {
    return undefined;
  }
  const own = at(14) + at(15);
  return {
    pid: Number.parseInt(text, 10),
    state: fields[0] ?? '',
    parent: at(4),
    session: at(6),
    cpuTicks: own,
    cpuTicksWithEnded: own + at(16) + at(17),
    startTicks: at(22),
    residentPages: at(24),
  };
}

/** One process, or undefined when it is gone. */
export function readProcess(pid: number): ProcessStat | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether that process still runs and is no later one with the same id. */
export function isSameProcess(pid: number, startTicks?: number): boolean {
  const found = readProcess(pid);
  return (
    found !== undefined &&
    found.state !== 'Z' &&
    (startTicks === undefined || found.startTicks === startTicks)
  );
}

/** All processes of the machine, by one pass over /proc. */
export function readAllProcesses(): ProcessStat[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => readProcess(Number(name)))
    .filter(found => found !== undefined);
}

/**
 * Processes below `root`, found through the kernel's lists of children; much cheaper than
 * a pass over /proc where few containers run on a busy machine.
 */
export function readDescendants(root: number): ProcessStat[] {
  const found: ProcessStat[] = [];
  const queue = [root];
  for (let pid = queue.shift(); pid !== undefined; pid = queue.shift()) {
    for (const child of childrenOf(pid)) {
      const stat = readProcess(child);
      if (stat) {
        found.push(stat);
        queue.push(child);
      }
    }
  }
  return found;
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap(task =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    );
  } catch {
    return [];
  }
}

/**
 * Resident memory that a process holds for itself, in bytes: what it shares with others
 * through files, such as libraries, is not counted, so that a sum over a tree is true.
 */
export function privateBytes(stat: ProcessStat, pageBytes: number): number {
  try {
    const statm = readFileSync(`/proc/${stat.pid}/statm`, 'utf8');
    return privateBytesOf(statm, pageBytes);
  } catch {
    return 0;
  }
}

/** The same from the text of `/proc/<pid>/statm`, which counts pages. */
export function privateBytesOf(statm: string, pageBytes: number): number {
  const [, resident, shared] = statm.split(' ').map(Number);
  return Math.max(0, (resident ?? 0) - (shared ?? 0)) * pageBytes;
}

/** Seconds since the epoch when the machine booted. */
export function bootTimeSeconds(): number {
  const line = /^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8'));
  return Number(line?.[1] ?? 0);
}
