import type { PipelineStage } from './schema';

/**
 * The stages that do something themselves, in their order: those with no others inside,
 * which would tell twice what went wrong or what runs.
 *
 * @param stages - where the CI server does not tell what is inside of what, as a stock
 *   Jenkins does not, each counts, also a group of others
 */
export function innermostStages(
  stages: readonly PipelineStage[],
): PipelineStage[] {
  const outer = new Set(
    stages.flatMap(({ id, parents = [] }) =>
      parents.filter(parent => parent !== id),
    ),
  );
  return stages.filter(({ id }) => !outer.has(id));
}
