import type { CiServer } from '../../ci-server.ts';
import type { Job, StoredBuild } from '../../store/job.ts';
import { NotFound } from '../errors.ts';
import { newestFirst } from '../views/build.ts';

/** What an address is about. */
export interface Located {
  readonly job: Job;
  readonly build?: StoredBuild;
  /** Segments after it. */
  readonly rest: readonly string[];
}

const completed = ({ progress }: StoredBuild) => !progress.running;
const ended =
  (...results: readonly string[]) =>
  (build: StoredBuild) =>
    completed(build) && results.includes(build.progress.result ?? 'SUCCESS');

const PERMALINKS: Readonly<
  Record<string, ((build: StoredBuild) => boolean) | undefined>
> = {
  lastBuild: () => true,
  lastCompletedBuild: completed,
  lastFailedBuild: ended('FAILURE'),
  lastStableBuild: ended('SUCCESS'),
  lastSuccessfulBuild: ended('SUCCESS', 'UNSTABLE'),
  lastUnstableBuild: ended('UNSTABLE'),
  lastUnsuccessfulBuild: ended('FAILURE', 'UNSTABLE', 'ABORTED', 'NOT_BUILT'),
};

/**
 * Follows `job/a/job/b/12/…` as far as it leads.
 *
 * @throws NotFound that says where it ends
 */
export function locate(
  { store }: CiServer,
  segments: readonly string[],
): Located {
  let job = store.root;
  let at = 0;
  while (segments[at] === 'job') {
    const name = segments[at + 1] ?? '';
    const child = job.children.get(name);
    if (!child)
      throw new NotFound(
        `No job is named ${name} in ${job.fullName || 'the server'}`,
      );
    job = child;
    at += 2;
  }
  const rest = segments.slice(at);
  const wanted = rest[0] === undefined ? undefined : buildOf(job, rest[0]);
  return wanted ? { job, build: wanted, rest: rest.slice(1) } : { job, rest };
}

/** @returns undefined when the segment does not name a build */
function buildOf(job: Job, segment: string): StoredBuild | undefined {
  if (job.config.kind !== 'pipeline') return undefined;
  const permalink = PERMALINKS[segment];
  if (!permalink && !/^\d+$/.test(segment)) return undefined;
  const found = permalink
    ? newestFirst(job).find(permalink)
    : job.builds.get(Number(segment));
  if (!found) throw new NotFound(`${job.fullName} has no build ${segment}`);
  return found;
}
