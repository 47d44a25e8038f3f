import type {
  PipelineCommit,
  PipelineRun,
  RunCause,
  TestCounts,
} from '@pilothouse/plugin-platform-common';
import type { Build, DescribedRun } from './schemas';
import { runStateOf, stagesOf } from './states';

/** What is known of a run besides what the object API tells. */
export interface Besides {
  readonly job: string;
  readonly branch?: string;
  readonly now: number;
  readonly described?: DescribedRun;
  readonly estimatedMs?: number | null;
  readonly image?: PipelineRun['image'];
  readonly jenkinsfile?: PipelineRun['jenkinsfile'];
}

/** A run as a row shows it. */
export function rowOf(build: Build, besides: Besides): PipelineRun {
  const { job, branch, now, described, estimatedMs, image } = besides;
  const { building, timestamp, duration } = build;
  const estimated = estimatedMs ?? 0;
  return {
    job,
    number: build.number,
    branch: branch ?? builtBranch(build),
    state: runStateOf(build, described),
    startedAt: new Date(timestamp).toISOString(),
    // Jenkins says 0 until the run has ended.
    durationMs: Math.max(0, building ? now - timestamp : duration ?? 0),
    estimatedMs: building && estimated > 0 ? estimated : undefined,
    commit: commitOf(build),
    causes: causesOf(build),
    stages: described && stagesOf(described),
    tests: testsOf(build),
    queueId: build.queueId ?? undefined,
    jenkinsfile: besides.jenkinsfile,
    image,
    url: build.url,
  };
}

function actionsOf({ actions }: Build) {
  return (actions ?? []).filter(action => action !== null);
}

/** Of several checkouts the first: that of the pipeline's own repository. */
function checkoutOf(build: Build) {
  return actionsOf(build).find(({ lastBuiltRevision }) => lastBuiltRevision);
}

function builtBranch(build: Build): string | undefined {
  const name = checkoutOf(build)?.lastBuiltRevision?.branch?.[0]?.name;
  if (!name || name === 'detached') return undefined;
  return name.replace(/^refs\/(remotes|heads)\//, '').replace(/^origin\//, '');
}

/** The commit that a run is about. */
function commitOf(build: Build): PipelineCommit | undefined {
  const checkout = checkoutOf(build);
  const sha = checkout?.lastBuiltRevision?.SHA1;
  if (!sha) return undefined;
  const change = changesOf(build).find(each => each.sha === sha);
  const [remote] = checkout.remoteUrls ?? [];
  return { ...change, sha, url: pageOf(remote, sha) };
}

/** The page of a commit, where hosts of repositories have it. */
function pageOf(remote: string | undefined, sha: string): string | undefined {
  if (!remote || !/^https?:/.test(remote) || !URL.canParse(remote)) {
    return undefined;
  }
  const url = new URL(remote);
  const path = url.pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  return `${url.origin}${path}/commit/${sha}`;
}

/** The commits since the run before. */
export function changesOf({ changeSets }: Build): PipelineCommit[] {
  return (changeSets ?? [])
    .flatMap(({ items }) => items ?? [])
    .flatMap(({ commitId, msg, author }) =>
      commitId
        ? {
            sha: commitId,
            message: msg ?? undefined,
            author: author?.fullName ?? undefined,
          }
        : [],
    );
}

const causeKinds: readonly (readonly [RegExp, RunCause['kind']])[] = [
  [/\$UserIdCause$|\.UserCause$/, 'user'],
  [/SCMTrigger|BranchEventCause|BranchIndexingCause|PushCause/i, 'push'],
  [/TimerTriggerCause$/, 'timer'],
  [/UpstreamCause$/, 'upstream'],
  [/ReplayCause$/, 'replay'],
];

function causesOf(build: Build): RunCause[] {
  return actionsOf(build)
    .flatMap(({ causes }) => causes ?? [])
    .map(({ _class: name, shortDescription, userName, userId }) => ({
      kind:
        causeKinds.find(([pattern]) => pattern.test(name ?? ''))?.[1] ??
        'other',
      who: userName ?? userId ?? undefined,
      text: shortDescription ?? '',
    }));
}

function testsOf(build: Build): TestCounts | undefined {
  const found = actionsOf(build).find(
    ({ totalCount }) => typeof totalCount === 'number',
  );
  if (!found) return undefined;
  const failed = found.failCount ?? 0;
  const skipped = found.skipCount ?? 0;
  const passed = Math.max(0, (found.totalCount ?? 0) - failed - skipped);
  return { passed, failed, skipped };
}
