import type { QueuedRun } from '@pilothouse/plugin-platform-common';
import type { RunsSelection } from '@pilothouse/plugin-platform-node';
import type { Build, JobWithRuns } from './schemas';

/** A run of a job. */
export interface RunOfJob {
  readonly job: JobWithRuns;
  readonly branch?: string;
  readonly build: Build;
}

/** A job with what is below it. */
export type JobTree = JobWithRuns & {
  readonly jobs?: readonly JobWithRuns[] | null;
};

/** How many runs of each branch must be known to tell a page and whether there are more. */
export function runsNeeded({ offset, limit }: RunsSelection): number {
  return offset + limit + 1;
}

/** The runs of a page, of all branches, the one that began last first. */
export function pageOf(
  tree: JobTree,
  { offset, limit }: RunsSelection,
): { runs: RunOfJob[]; more: boolean } {
  const all = membersOf(tree)
    .flatMap(member =>
      (member.job.allBuilds ?? []).map(build => ({ ...member, build })),
    )
    .sort(
      (a, b) =>
        b.build.timestamp - a.build.timestamp ||
        a.job.fullName.localeCompare(b.job.fullName, 'en') ||
        b.build.number - a.build.number,
    );
  return {
    runs: all.slice(offset, offset + limit),
    more: all.length > offset + limit,
  };
}

/** What waits for its turn. */
export function queuedOf(tree: JobTree): QueuedRun[] {
  return membersOf(tree).flatMap(({ job: { fullName, queueItem }, branch }) =>
    queueItem
      ? {
          id: queueItem.id,
          job: fullName,
          branch,
          queuedAt: queueItem.inQueueSince
            ? new Date(queueItem.inQueueSince).toISOString()
            : undefined,
          because: queueItem.why ?? undefined,
        }
      : [],
  );
}

function membersOf(tree: JobTree): { job: JobWithRuns; branch?: string }[] {
  const branches = tree.jobs ?? [];
  return [
    { job: tree },
    ...branches.map(job => ({ job, branch: branchOf(job) })),
  ];
}

/** The branch as git calls it; the name of its job has what a name must not hold escaped. */
function branchOf({ fullName, actions }: JobWithRuns): string {
  const shown = (actions ?? []).find(action => action?.objectDisplayName);
  return shown?.objectDisplayName ?? decoded(fullName.split('/').at(-1) ?? '');
}

/** A name with its escapes undone, where it has any. */
export function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
