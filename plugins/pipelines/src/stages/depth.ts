import type { PipelineStage } from '@pilothouse/plugin-platform-common';

/** How deep a stage is inside of others; one whose parents are not there is at the top. */
export function depthOf(
  stage: PipelineStage,
  stages: readonly PipelineStage[],
): number {
  const known = new Set(stages.map(({ id }) => id));
  return (stage.parents ?? []).filter(id => id !== stage.id && known.has(id))
    .length;
}

/** What part of the longest stage each one took, from 0 to 1. */
export function shareOf(
  { durationMs = 0 }: PipelineStage,
  stages: readonly PipelineStage[],
): number {
  const longest = Math.max(...stages.map(each => each.durationMs ?? 0));
  return longest > 0 ? durationMs / longest : 0;
}
