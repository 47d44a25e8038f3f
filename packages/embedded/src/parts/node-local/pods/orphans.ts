import { setTimeout as sleep } from 'node:timers/promises';
import { rm } from 'node:fs/promises';
import { killTree, terminate } from './kill.ts';
import { containerNames } from './pod-record.ts';
import { findRuns, viewOf, type Run } from './runs.ts';

const POLL_MS = 50;

/** Runs of a pod's folder that still have processes. */
export function liveRuns(dir: string): Run[] {
  return containerNames(dir)
    .flatMap(name => findRuns(dir, name))
    .filter(run => viewOf(run, Date.now()).state !== 'ended');
}

/**
 * Ends all processes of pods by their folders alone, without an API server.
 *
 * @param graceMs - time between SIGTERM and SIGKILL
 */
export async function endRuns(
  runs: readonly Run[],
  graceMs: number,
): Promise<void> {
  const live = () =>
    runs.filter(run => viewOf(run, Date.now()).state !== 'ended');
  runs.forEach(run => terminate(run));
  const deadline = Date.now() + graceMs;
  while (live().length > 0) {
    if (Date.now() >= deadline) {
      live().forEach(run => killTree(run));
    }
    await sleep(POLL_MS);
  }
  runs.forEach(run => killTree(run));
}

/** Ends and removes a pod that nobody wants any more. */
export async function removeOrphan(dir: string): Promise<void> {
  await endRuns(liveRuns(dir), 2_000);
  await rm(dir, { recursive: true, force: true });
}
