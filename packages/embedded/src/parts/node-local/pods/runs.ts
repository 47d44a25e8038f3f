import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readRun, type RunState } from '../shim/records.ts';
import type { RunView } from './observed.ts';

const recordSchema = z.object({
  restart: z.number(),
  endsBefore: z.number(),
  imageId: z.string(),
  workingDirectory: z.string(),
  /** Whether it has a mount namespace of its own. */
  namespaced: z.boolean(),
  /** Names the boot of the machine: process ids of another one mean nothing. */
  bootId: z.string(),
  launchedAt: z.number(),
  stdinPipe: z.string().optional(),
});

/** What the node notes about a run when it starts it. */
export type RunRecord = z.infer<typeof recordSchema>;

/** One run of a container, with its files. */
export interface Run {
  readonly record: RunRecord;
  /** Folder of its records. */
  readonly dir: string;
  readonly logFile: string;
  /** The shim's process id, when this agent started it itself. */
  readonly shim?: number;
}

const RECORD = 'run.json';
/** A shim that was started by an agent that died may not have written its record yet. */
const START_TIME_MS = 5_000;

/** Identifies the present boot of the machine. */
export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/** Where a run's files lie. */
export function runPaths(podDir: string, container: string, restart: number) {
  const folder = join(podDir, container);
  return {
    dir: join(folder, `${restart}.run`),
    logFile: join(folder, `${restart}.log`),
    rootfs: join(folder, `${restart}.rootfs`),
    root: join(folder, `${restart}.root`),
  };
}

/** Makes the folder of a new run, and notes what it is before anything is started. */
export function createRun(
  podDir: string,
  container: string,
  record: RunRecord,
): Run {
  const { dir, logFile } = runPaths(podDir, container, record.restart);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const half = join(dir, `.${RECORD}`);
  writeFileSync(half, JSON.stringify(record), { mode: 0o600 });
  renameSync(half, join(dir, RECORD));
  return { record, dir, logFile };
}

/** The last two runs of a container that left files, the latest first. */
export function findRuns(podDir: string, container: string): Run[] {
  const numbers = listNames(join(podDir, container))
    .map(name => /^(\d+)\.run$/.exec(name)?.[1])
    .filter(text => text !== undefined)
    .map(Number)
    .sort((a, b) => b - a);
  return numbers
    .slice(0, 2)
    .map(number => openRun(podDir, container, number))
    .filter(run => run !== undefined);
}

function openRun(
  podDir: string,
  container: string,
  restart: number,
): Run | undefined {
  const { dir, logFile } = runPaths(podDir, container, restart);
  try {
    const record = recordSchema.parse(
      JSON.parse(readFileSync(join(dir, RECORD), 'utf8')),
    );
    return { record, dir, logFile };
  } catch {
    return undefined;
  }
}

/** Removes the files of runs before `keepFrom`, so that the latest and the one before stay. */
export function removeOldRuns(
  podDir: string,
  container: string,
  keepFrom: number,
): void {
  const folder = join(podDir, container);
  for (const name of listNames(folder)) {
    const number = Number.parseInt(name, 10);
    if (number < keepFrom) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** State of a run's processes; those of an earlier boot are gone. */
export function stateOf(run: Run): RunState {
  const state = readRun(run.dir, run.shim);
  const isGone = run.record.bootId !== bootId();
  return isGone && state.kind !== 'ended' ? { kind: 'lost' } : state;
}

/** Whether nothing of the run's program is left. */
export function isOver(run: Run): boolean {
  return viewOf(run, Date.now()).state === 'ended';
}

/** What the decision core sees of a run. */
export function viewOf(run: Run, now: number): RunView {
  const { restart, endsBefore, imageId, launchedAt } = run.record;
  const common = { restart, endsBefore, imageId };
  const state = stateOf(run);
  switch (state.kind) {
    case 'starting':
      return { ...common, state: 'starting' };
    case 'running': {
      const startedAt = Date.parse(state.start.startedAt);
      return { ...common, state: 'running', startedAt, pid: state.start.pid };
    }
    case 'lost':
      if (!state.start && now - launchedAt < START_TIME_MS) {
        return { ...common, state: 'starting' };
      }
      return {
        ...common,
        state: 'ended',
        startedAt: state.start ? Date.parse(state.start.startedAt) : launchedAt,
        finishedAt: lostAt(run, now),
        exitCode: 137,
        reason: 'ContainerStatusUnknown',
        message:
          'The process that kept the container ended without an exit status.',
      };
    case 'ended':
      return { ...common, ...endedView(state, launchedAt) };
  }
}

type Ended = Extract<RunState, { kind: 'ended' }>;

function endedView({ start, end, outOfMemory }: Ended, launchedAt: number) {
  const { exitCode, signal, startError } = end;
  return {
    state: 'ended' as const,
    startedAt: start ? Date.parse(start.startedAt) : launchedAt,
    finishedAt: Date.parse(end.finishedAt),
    exitCode,
    signal: signal || undefined,
    reason: endReason(exitCode, startError, outOfMemory),
    message: startError || undefined,
  };
}

function endReason(
  exitCode: number,
  startError: string,
  outOfMemory: boolean,
): string {
  if (startError) {
    return 'StartError';
  }
  if (outOfMemory) {
    return 'OOMKilled';
  }
  return exitCode === 0 ? 'Completed' : 'Error';
}

/** Notes when a run was first found lost, so that its end does not move with each look. */
function lostAt(run: Run, now: number): number {
  const path = join(run.dir, 'lost');
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    if (existsSync(run.dir)) {
      writeFileSync(path, String(now), { mode: 0o600 });
    }
    return now;
  }
}
