import type {
  PipelineStage,
  RunState,
  StageState,
} from '@pilothouse/plugin-platform-common';
import type { Build, DescribedRun, DescribedStage } from './schemas';

const results: ReadonlyMap<string, RunState> = new Map([
  ['SUCCESS', 'succeeded'],
  ['UNSTABLE', 'unstable'],
  ['FAILURE', 'failed'],
  ['ABORTED', 'aborted'],
  ['NOT_BUILT', 'not-built'],
]);

const stageStates: ReadonlyMap<string, StageState> = new Map([
  ['IN_PROGRESS', 'running'],
  ['PAUSED_PENDING_INPUT', 'waiting-for-input'],
  ['SUCCESS', 'succeeded'],
  ['UNSTABLE', 'unstable'],
  ['FAILED', 'failed'],
  ['ABORTED', 'aborted'],
  ['NOT_EXECUTED', 'skipped'],
]);

/** What a run is doing; that it waits for an answer is told with its stages only. */
export function runStateOf(
  { building, result }: Pick<Build, 'building' | 'result'>,
  described: DescribedRun | undefined,
): RunState {
  if (building) {
    return described?.status === 'PAUSED_PENDING_INPUT'
      ? 'waiting-for-input'
      : 'running';
  }
  return results.get(result ?? '') ?? 'unknown';
}

/** The stages of a run. */
export function stagesOf({ stages }: DescribedRun): PipelineStage[] {
  return (stages ?? []).map(stageOf);
}

function stageOf(stage: DescribedStage): PipelineStage {
  const { id, name, status, startTimeMillis, durationMillis } = stage;
  const state = stageStates.get(status ?? '') ?? 'unknown';
  const began = state !== 'skipped' && startTimeMillis;
  return {
    id,
    name,
    state,
    startedAt: began ? new Date(began).toISOString() : undefined,
    durationMs: began ? Math.max(0, durationMillis ?? 0) : undefined,
    parents: stage.parentNodes ?? undefined,
    because: stage.error?.message || undefined,
  };
}
