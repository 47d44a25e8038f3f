import { LRUCache } from 'lru-cache';
import type { JobTree } from './page';
import type { BriefBuild, BriefJob, BriefTree, Build } from './schemas';

/** Jobs of which large pages are looked at at the same time. */
const maxJobs = 20;

/** Builds by their number. */
type Builds = ReadonlyMap<number, Build>;

/**
 * Builds as they were told last: when they had ended, after which nothing of them changes, or
 * while they ran, if they still do. So of a large page that is asked for again only what is new
 * has to be told, also while an old run waits for an answer.
 */
export class ToldBuilds {
  /** By the job that was asked for, and then by its branches. */
  readonly #known = new LRUCache<string, ReadonlyMap<string, Builds>>({
    max: maxJobs,
  });

  /** Whether builds of a job were told. */
  knows(job: string): boolean {
    return this.#known.has(job);
  }

  /** Keeps what a tree tells of a job, in the place of what was told before. */
  keep(job: string, tree: JobTree): void {
    const own = [tree, ...(tree.jobs ?? [])].map(
      ({ allBuilds, fullName }) =>
        [
          fullName,
          new Map((allBuilds ?? []).map(build => [build.number, build])),
        ] as const,
    );
    this.#known.set(job, new Map(own));
  }

  /**
   * The whole tree of a job, of which only the newest builds are told in full.
   *
   * @returns undefined where a build is neither told nor known
   */
  completed(job: string, brief: BriefTree): JobTree | undefined {
    const known = this.#known.get(job);
    const whole = [brief, ...(brief.jobs ?? [])].map(each =>
      completedJob(each, known?.get(each.fullName)),
    );
    const [own, ...jobs] = whole;
    if (!own || whole.includes(undefined)) return undefined;
    return { ...own, jobs: jobs.filter(each => each !== undefined) };
  }
}

function completedJob(
  { allBuilds, builds, ...job }: BriefJob,
  known: Builds = new Map(),
) {
  const told = new Map((builds ?? []).map(build => [build.number, build]));
  const all = (allBuilds ?? []).map(brief => {
    const before = known.get(brief.number);
    return (
      told.get(brief.number) ?? (isSame(before, brief) ? before : undefined)
    );
  });
  const found = all.filter(each => each !== undefined);
  return found.length === all.length ? { ...job, allBuilds: found } : undefined;
}

/** The number alone is given again when a job is deleted and made again. */
function isSame(build: Build | undefined, brief: BriefBuild): boolean {
  return (
    build?.timestamp === brief.timestamp &&
    Boolean(build.building) === Boolean(brief.building) &&
    build.result === brief.result
  );
}
