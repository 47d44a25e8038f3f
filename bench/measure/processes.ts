import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/**
 * Resident memory, in MiB, of every process of the platform, its pods included: the sum of
 * the proportional set sizes (proc(5), `smaps_rollup`), which counts a page that several
 * processes share once. The same Node.js program serves many pods.
 */
export function residentMiB(stateDir: string): number {
  return pidsOf(stateDir).reduce((sum, pid) => sum + pssKib(pid), 0) / 1024;
}

/** Processor time that a process has used, in seconds. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Does something while processes stand still, as if they did not exist. */
export async function whileStopped<T>(
  pids: readonly number[],
  work: () => Promise<T>,
): Promise<T> {
  const goOn = () => pids.forEach(pid => signal(pid, 'SIGCONT'));
  // Whoever breaks the bench off finds a platform that works.
  process.once('exit', goOn);
  const ends = ['SIGINT', 'SIGTERM'] as const;
  const end = () => process.exit(1);
  ends.forEach(name => process.once(name, end));
  try {
    pids.forEach(pid => process.kill(pid, 'SIGSTOP'));
    return await work();
  } finally {
    goOn();
    process.off('exit', goOn);
    ends.forEach(name => process.off(name, end));
  }
}

/** A process that has ended needs none. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code !== 'ESRCH') throw error;
  }
}

function pidsOf(stateDir: string): number[] {
  const own = process.pid;
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => pid !== own && belongs(pid, stateDir));
}

/** Programs of ours and of the pods carry the folder in arguments, environment or working directory. */
function belongs(pid: number, stateDir: string): boolean {
  const home = stateDir.slice(0, stateDir.lastIndexOf('/'));
  return ['cmdline', 'environ'].some(file => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(home);
    } catch {
      return false;
    }
  });
}

function pssKib(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
