import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isSameProcess } from '../usage/proc.ts';

const startSchema = z.object({
  shim: z.number(),
  shimStart: z.number(),
  pid: z.number(),
  start: z.number(),
  startedAt: z.string(),
});

const endSchema = z.object({
  exitCode: z.number(),
  signal: z.number(),
  finishedAt: z.string(),
  startError: z.string(),
});

/** Who runs: process ids with their start times in clock ticks since boot. */
export type StartRecord = z.infer<typeof startSchema>;
/** How it ended; `startError` is empty when the program did start. */
export type EndRecord = z.infer<typeof endSchema>;

/** What the records of one run say. */
export type RunState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly start: StartRecord }
  | {
      readonly kind: 'ended';
      readonly start?: StartRecord;
      readonly end: EndRecord;
      readonly outOfMemory: boolean;
    }
  /** The shim is gone and left no exit status, as after a reboot. */
  | { readonly kind: 'lost'; readonly start?: StartRecord };

function readRecord<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * Reads a run's records.
 *
 * @param dir - the run's folder
 * @param shim - process id of the shim when this agent started it itself
 */
export function readRun(dir: string, shim?: number): RunState {
  const start = readRecord(join(dir, 'pid'), startSchema);
  const alive = start
    ? isSameProcess(start.shim, start.shimStart)
    : shim !== undefined && isSameProcess(shim);
  const end = readRecord(join(dir, 'exit'), endSchema);
  if (end) {
    return { kind: 'ended', start, end, outOfMemory: hasOomMark(dir) };
  }
  if (!alive) {
    return { kind: 'lost', start };
  }
  return start ? { kind: 'running', start } : { kind: 'starting' };
}

const OOM_MARK = 'oom';

/** Notes that a run is being killed for its memory; survives the agent. */
export function markOutOfMemory(dir: string, bytes: number): void {
  writeFileSync(join(dir, OOM_MARK), `${bytes}\n`, { mode: 0o600 });
}

function hasOomMark(dir: string): boolean {
  try {
    readFileSync(join(dir, OOM_MARK));
    return true;
  } catch {
    return false;
  }
}
