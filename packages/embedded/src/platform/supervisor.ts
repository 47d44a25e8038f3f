import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { beginRun } from './begin-run.ts';
import { ensurePrivateDir } from './files.ts';
import { processTablePath } from './platform.ts';
import { limitLog, openLog } from './process-logs.ts';
import {
  type ProcessEntry,
  processStartTime,
  signalGroup,
  writeProcessTable,
} from './process-table.ts';
import type {
  Processes,
  ProcessSpec,
  ProcessState,
  RunToEnd,
} from './processes.ts';

const LOG_CHECK_MS = 60_000;
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
  readonly #passing = new Map<ChildProcess, ProcessEntry>();
  readonly #logTimer: NodeJS.Timeout;
  #closed = false;
  #tableWrite: Promise<void> = Promise.resolve();

  constructor(stateDir: string, listener: ProcessListener) {
    this.#logDir = join(stateDir, 'logs');
    this.#tablePath = processTablePath(stateDir);
    this.#listener = listener;
    this.#logTimer = setInterval(() => void this.#limitLogs(), LOG_CHECK_MS);
    this.#logTimer.unref();
  }

  async run(spec: ProcessSpec): Promise<void> {
    this.#refuseWhenClosed(spec.name);
    if (this.#kept.has(spec.name)) return;
    await ensurePrivateDir(this.#logDir);
    this.#refuseWhenClosed(spec.name);
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

  async runToEnd(run: RunToEnd): Promise<number | null> {
    await ensurePrivateDir(this.#logDir);
    this.#refuseWhenClosed(run.name);
    const { child, ended } = beginRun(run, openLog(this.#logFile(run.name)));
    const entry = entryOf(run.name, child);
    if (entry) this.#passing.set(child, entry);
    void this.#record();
    try {
      return await ended;
    } finally {
      this.#passing.delete(child);
      void this.#record();
    }
  }

  /** Ends everything, and starts nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#logTimer);
    for (const { pid } of this.#passing.values()) signalGroup(pid, 'SIGKILL');
    await Promise.all([...this.#kept.keys()].map(name => this.end(name)));
    await this.#record();
  }

  #refuseWhenClosed(name: string): void {
    if (this.#closed) throw new Error(`${name} is not started: stopping`);
  }

  async #limitLogs(): Promise<void> {
    for (const name of this.#kept.keys()) {
      await limitLog(this.#logFile(name)).catch(error =>
        this.#complain(`the log of ${name} cannot be shortened`, error),
      );
    }
  }

  /** A full disk must not end the platform; the next write tries again. */
  #complain(what: string, error: unknown): void {
    process.stderr.write(`${what}: ${String(error)}\n`);
  }

  #describe(kept: Kept): ProcessState {
    return {
      name: kept.spec.name,
      pid: kept.entry?.pid,
      restarts: kept.restarts,
      startedAt: kept.startedAt,
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
    const child = withUmask(spec.privateFiles ? 0o077 : undefined, () =>
      spawn(spec.command, spec.args, {
        cwd: spec.cwd,
        env: { ...cleanEnvironment(), ...spec.env },
        stdio: ['ignore', log, log],
        detached: true,
      }),
    );
    closeSync(log);
    kept.child = child;
    kept.entry = entryOf(spec.name, child);
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
    kept.timer = setTimeout(
      () => this.#again(kept),
      restartDelay(kept.quickFailures),
    );
    this.#listener(this.#describe(kept));
  }

  #again(kept: Kept): void {
    try {
      this.#spawn(kept);
      void this.#record();
    } catch (error) {
      this.#ended(kept, error instanceof Error ? error.message : String(error));
    }
  }

  #record(): Promise<void> {
    this.#tableWrite = this.#tableWrite
      .then(() => writeProcessTable(this.#tablePath, this.#entries()))
      .catch(error =>
        this.#complain('the table of processes cannot be written', error),
      );
    return this.#tableWrite;
  }

  #entries(): ProcessEntry[] {
    const kept = [...this.#kept.values()].flatMap(({ entry }) => entry ?? []);
    return [...kept, ...this.#passing.values()];
  }
}

function entryOf(name: string, child: ChildProcess): ProcessEntry | undefined {
  const { pid } = child;
  const startTime = pid && processStartTime(pid);
  return pid && startTime ? { name, pid, startTime } : undefined;
}

/** A program inherits the mask of the moment at which it is started. */
function withUmask<T>(mask: number | undefined, start: () => T): T {
  if (mask === undefined) return start();
  const own = process.umask(mask);
  try {
    return start();
  } finally {
    process.umask(own);
  }
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
