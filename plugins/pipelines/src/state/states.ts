import type {
  RunState,
  StageState,
  Status,
} from '@pilothouse/plugin-platform-common';

/** What a run or a stage is doing, or how it ended. */
export type AnyState = RunState | StageState;

/** Which of the five states it is shown as; none where nothing was done. */
export const statusOf: Readonly<Record<AnyState, Status | undefined>> = {
  running: 'progressing',
  'waiting-for-input': 'progressing',
  succeeded: 'healthy',
  unstable: 'degraded',
  failed: 'failed',
  aborted: undefined,
  'not-built': undefined,
  skipped: undefined,
  unknown: 'unknown',
};

/** Whether something went wrong that one wants to read about. */
export function isTrouble(state: AnyState): boolean {
  return state === 'failed' || state === 'unstable';
}
