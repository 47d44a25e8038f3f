import { jobPath } from '../../jobs/names.ts';
import type { Commit, Revision } from '../../model.ts';
import type { Job, StoredBuild } from '../../store/job.ts';
import { Bean, BeanMap, type Value } from '../bean.ts';
import { causeAction } from './causes.ts';
import { parametersAction } from './parameters.ts';

export const RUN_CLASS = 'org.jenkinsci.plugins.workflow.job.WorkflowRun';

/** A build as Jenkins shows it. */
export function buildBean(url: string, job: Job, build: StoredBuild): Bean {
  const { progress, number } = build;
  const name = build.displayName ?? `#${number}`;
  return new Bean(
    RUN_CLASS,
    {
      actions: () => actions(build),
      artifacts: () => progress.artifacts.map(({ path }) => artifact(path)),
      building: () => progress.running,
      description: () => build.description,
      displayName: () => name,
      duration: () => (progress.running ? 0 : progress.durationMillis),
      estimatedDuration: () => estimatedDuration(job),
      executor: () => (progress.running ? executor(url, job, build) : null),
      fullDisplayName: () => `${job.fullName.split('/').join(' » ')} ${name}`,
      id: () => String(number),
      inProgress: () => progress.running,
      keepLog: () => build.keepForever,
      number: () => number,
      queueId: () => build.queueId,
      result: () => (progress.running ? null : progress.result ?? 'SUCCESS'),
      timestamp: () => progress.startTimeMillis,
      url: () => buildUrl(url, job, number),
      changeSets: () => changeSets(progress.revisions),
      culprits: () => culprits(progress.revisions),
      nextBuild: () => neighbor(url, job, number, 1),
      previousBuild: () => neighbor(url, job, number, -1),
    },
    { exceptions: { number: 2, url: 2 } },
  );
}

/** Address of a build, with a slash at its end. */
export function buildUrl(url: string, job: Job, number: number): string {
  return `${url}${jobPath(job.fullName)}/${number}/`;
}

/** How long a build takes, judged by the last that went well; -1 when there is none. */
export function estimatedDuration(job: Job): number {
  const good = newestFirst(job)
    .filter(({ progress }) => progress.result === 'SUCCESS')
    .slice(0, 3);
  if (good.length === 0) return -1;
  const sum = good.reduce((all, each) => all + each.progress.durationMillis, 0);
  return Math.round(sum / good.length);
}

/** A job's builds, the newest first. */
export function newestFirst(job: Job): StoredBuild[] {
  return [...job.builds.values()].reverse();
}

function actions(build: StoredBuild): Value[] {
  const { progress, tests } = build;
  return [
    causeAction(build.causes),
    ...parametersAction(progress.parameters),
    ...progress.revisions.map(revision => buildData(build.number, revision)),
    ...(tests
      ? [
          new Bean(
            'hudson.tasks.junit.TestResultAction',
            {
              failCount: () => tests.failed,
              skipCount: () => tests.skipped,
              totalCount: () => tests.total,
              urlName: () => 'testReport',
            },
            { visibility: 2 },
          ),
        ]
      : []),
  ];
}

function buildData(number: number, revision: Revision): Bean {
  const { branch, commit, url } = revision;
  const revisionBean = new Bean(
    'hudson.plugins.git.Revision',
    {
      SHA1: () => commit,
      branch: () => [
        new Bean(
          'hudson.plugins.git.Branch',
          { SHA1: () => commit, name: () => branch },
          { visibility: 999 },
        ),
      ],
    },
    { visibility: 999 },
  );
  const built = new Bean(
    'hudson.plugins.git.util.Build',
    {
      buildNumber: () => number,
      buildResult: () => null,
      marked: () => revisionBean,
      revision: () => revisionBean,
    },
    { visibility: 999 },
  );
  return new Bean(
    'hudson.plugins.git.util.BuildData',
    {
      buildsByBranchName: () => new BeanMap({ [branch]: built }),
      lastBuiltRevision: () => revisionBean,
      remoteUrls: () => [url],
      scmName: () => '',
    },
    { visibility: 2 },
  );
}

function artifact(path: string): Bean {
  return new Bean(
    'hudson.model.Run$Artifact',
    {
      displayPath: () => path,
      fileName: () => path.split('/').at(-1),
      relativePath: () => path,
    },
    { visibility: 3 },
  );
}

function executor(url: string, job: Job, build: StoredBuild): Bean {
  return new Bean('hudson.model.OneOffExecutor', {
    currentExecutable: () => buildBean(url, job, build),
    idle: () => false,
    likelyStuck: () => false,
  });
}

function changeSets(revisions: readonly Revision[]): Value[] {
  return revisions
    .filter(({ changes }) => changes.length > 0)
    .map(
      ({ changes }) =>
        new Bean(
          'hudson.plugins.git.GitChangeSetList',
          { items: () => changes.map(changeSet), kind: () => 'git' },
          { visibility: 2 },
        ),
    );
}

function changeSet(commit: Commit): Bean {
  return new Bean(
    'hudson.plugins.git.GitChangeSet',
    {
      affectedPaths: () => commit.paths,
      commitId: () => commit.id,
      timestamp: () => commit.timestampMillis,
      author: () => person(commit.author),
      authorEmail: () => commit.email,
      comment: () => commit.message,
      date: () => new Date(commit.timestampMillis).toISOString(),
      id: () => commit.id,
      msg: () => commit.subject,
    },
    { visibility: 999 },
  );
}

function culprits(revisions: readonly Revision[]): Value[] {
  const names = revisions.flatMap(({ changes }) =>
    changes.map(({ author }) => author),
  );
  return [...new Set(names)].map(person);
}

function person(fullName: string): Bean {
  return new Bean(
    'hudson.model.User',
    { fullName: () => fullName },
    { visibility: 999 },
  );
}

function neighbor(url: string, job: Job, number: number, step: 1 | -1): Value {
  const numbers = [...job.builds.keys()];
  const found = job.builds.get(numbers[numbers.indexOf(number) + step] ?? -1);
  return found ? buildBean(url, job, found) : null;
}
