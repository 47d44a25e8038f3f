import { z } from 'zod';

/**
 * What a run is doing, or how it ended. `unknown` is a word of the CI server that the
 * portal does not know.
 */
export const runStateSchema = z.enum([
  'running',
  'waiting-for-input',
  'succeeded',
  'unstable',
  'failed',
  'aborted',
  'not-built',
  'unknown',
]);

/** What a run is doing, or how it ended. */
export type RunState = z.infer<typeof runStateSchema>;

/** What a stage is doing, or how it ended. */
export const stageStateSchema = z.enum([
  'running',
  'waiting-for-input',
  'succeeded',
  'unstable',
  'failed',
  'aborted',
  /** Not run: its condition did not hold, or the run ended before. */
  'skipped',
  'unknown',
]);

/** What a stage is doing, or how it ended. */
export type StageState = z.infer<typeof stageStateSchema>;

/** Whether a run goes on, so that more is to come of it. */
export function goesOn(state: RunState): boolean {
  return state === 'running' || state === 'waiting-for-input';
}
