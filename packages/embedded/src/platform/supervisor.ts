import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePrivateDir } from './files.ts';
import {
  type ProcessEntry,
  processStartTime,
  signalGroup,
  writeProcessTable,
} from './process-table.ts';
import type { Processes, ProcessSpec, ProcessState } from './processes.ts';

const LOG_LIMIT_BYTES = 20 * 1024 * 1024;
const BACKOFF_MS = [300, 1000, 2000, 5000, 10_000] as const;
const STEADY_AFTER_MS = 60_000;

interface Kept {
  spec: ProcessSpec;
  child?: ChildProcess;
  entry?: ProcessEntry;
  restarts: number;
  quickFailures: number;
  startedAt: number;
  ending: boolean;
  timer?: NodeJS.Timeout;
  lastExit?: string;
}

/** Told whenever a process starts or ends. */
export type ProcessListener = (state: ProcessState) => void;

/** How long to wait before the next start, after that many ends in quick succession. */
export function restartDelay(quickFailures: number): number {
  const index = Math.min(quickFailures, BACKOFF_MS.length) - 1;
  return BACKOFF_MS[Math.max(index, 0)] ?? 0;
}

/**
 * Keeps programs running: each in a process group of its own, its output in a log file,
 * restarted with a growing delay when it dies, recorded in a table that outlives us.
 */
export class Supervisor implements Processes {
  readonly #kept = new Map<string, Kept>();
  readonly #logDir: string;
  readonly #tablePath: string;
  readonly #listener: ProcessListener;
  #tableWrite: Promise<void> = Promise.resolve();

  constructor(stateDir: string, listener: ProcessListener) {
    this.#logDir = join(stateDir, 'logs');
    this.#tablePath = processTablePath(stateDir);
    this.#listener = listener;
  }

  async run(spec: ProcessSpec): Promise<void> {
    if (this.#kept.has(spec.name)) return;
    await ensurePrivateDir(this.#logDir);
    const kept: Kept = {
      spec,
      restarts: 0,
      quickFailures: 0,
      startedAt: 0,
      ending: false,
    };
    this.#kept.set(spec.name, kept);
    this.#spawn(kept);
    await this.#record();
  }

  async end(name: string): Promise<void> {
    const kept = this.#kept.get(name);
    if (!kept) return;
    kept.ending = true;
    clearTimeout(kept.timer);
    if (
      kept.child &&
      kept.child.exitCode === null &&
      kept.child.signalCode === null
    ) {
      await endChild(kept.child, kept.spec);
    }
    this.#kept.delete(name);
    await this.#record();
  }

  state(name: string): ProcessState | undefined {
    const kept = this.#kept.get(name);
    return kept && this.#describe(kept);
  }

  /** Names of what runs, the latest started last. */
  names(): string[] {
    return [...this.#kept.keys()];
  }

  #describe(kept: Kept): ProcessState {
    return {
      name: kept.spec.name,
      pid: kept.entry?.pid,
      restarts: kept.restarts,
      logFile: this.#logFile(kept.spec.name),
      lastExit: kept.lastExit,
    };
  }

  #logFile(name: string): string {
    return join(this.#logDir, `${name}.log`);
  }

  #spawn(kept: Kept): void {
    const { spec } = kept;
    const log = openLog(this.#logFile(spec.name));
    kept.startedAt = Date.now();
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: { ...cleanEnvironment(), ...spec.env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    kept.child = child;
    kept.entry = undefined;
    if (child.pid !== undefined) {
      const startTime = processStartTime(child.pid);
      if (startTime)
        kept.entry = { name: spec.name, pid: child.pid, startTime };
    }
    child.once('error', error => this.#ended(kept, error.message));
    child.once('exit', (code, signal) =>
      this.#ended(kept, signal ? `signal ${signal}` : `exit code ${code}`),
    );
    this.#listener(this.#describe(kept));
  }

  #ended(kept: Kept, how: string): void {
    if (kept.child?.pid !== undefined) signalGroup(kept.child.pid, 'SIGKILL');
    kept.entry = undefined;
    kept.lastExit = how;
    if (kept.ending) return;
    const steady = Date.now() - kept.startedAt > STEADY_AFTER_MS;
    kept.quickFailures = steady ? 1 : kept.quickFailures + 1;
    kept.restarts += 1;
    kept.timer = setTimeout(() => {
      this.#spawn(kept);
      void this.#record();
    }, restartDelay(kept.quickFailures));
    this.#listener(this.#describe(kept));
  }

  #record(): Promise<void> {
    const entries = [...this.#kept.values()].flatMap(kept => kept.entry ?? []);
    this.#tableWrite = this.#tableWrite.then(() =>
      writeProcessTable(this.#tablePath, entries),
    );
    return this.#tableWrite;
  }
}

/** Where the table of running processes lies. */
export function processTablePath(stateDir: string): string {
  return join(stateDir, 'processes.json');
}

function openLog(path: string): number {
  try {
    if (statSync(path).size > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return openSync(path, 'a', 0o600);
}

function cleanEnvironment(): Record<string, string> {
  const names = [
    'PATH',
    'HOME',
    'LANG',
    'TMPDIR',
    'USER',
    'NODE_EXTRA_CA_CERTS',
  ];
  return Object.fromEntries(
    names.flatMap(name => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

async function endChild(child: ChildProcess, spec: ProcessSpec): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const gone = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
  });
  signalGroup(pid, spec.stopSignal ?? 'SIGTERM');
  const killer = setTimeout(
    () => signalGroup(pid, 'SIGKILL'),
    (spec.graceSeconds ?? 5) * 1000,
  );
  await gone;
  clearTimeout(killer);
  signalGroup(pid, 'SIGKILL');
}
