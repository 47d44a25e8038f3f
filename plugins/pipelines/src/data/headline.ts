import {
  mainBranches,
  type PipelineRun,
} from '@pilothouse/plugin-platform-common';

/**
 * The run that answers whether all is right: the newest of the main branch; where no
 * branch is called so, the newest of all.
 *
 * @param runs - newest first
 */
export function tellingRun(
  runs: readonly PipelineRun[],
): PipelineRun | undefined {
  for (const name of mainBranches) {
    const found = runs.find(({ branch }) => branch === name);
    if (found) {
      return found;
    }
  }
  return runs[0];
}

/** Branches of runs, the one with the newest run first. */
export function branchesOf(runs: readonly PipelineRun[]): string[] {
  return [...new Set(runs.flatMap(({ branch }) => branch ?? []))];
}

/** The newest first. */
export function newestFirst<T extends { startedAt: string }>(
  runs: readonly T[],
): T[] {
  return [...runs].sort(
    (a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt),
  );
}
