import type {
  PipelineRun,
  QueuedRun,
} from '@pilothouse/plugin-platform-common';

/**
 * The run whose question keeps another one in the queue: of the same job, and named by the CI
 * server as what is waited for, since a job may also have several runs at once.
 */
export function heldBy(
  { job, because = '' }: QueuedRun,
  runs: readonly PipelineRun[],
): PipelineRun | undefined {
  const named = /#(\d+)/.exec(because)?.[1];
  return runs.find(
    run =>
      run.job === job &&
      run.state === 'waiting-for-input' &&
      `${run.number}` === named,
  );
}
