import { jobPath } from '../../jobs/names.ts';
import { isDisabled, settingsOf } from '../../scheduler/settings-of.ts';
import type { Job, StoredBuild } from '../../store/job.ts';
import { Bean, BeanList, type Property, type Value } from '../bean.ts';
import { buildBean, newestFirst } from './build.ts';
import { parametersProperty } from './parameters.ts';

/** Jenkins lists so many under `builds`, and all under `allBuilds`. */
const LISTED_BUILDS = 100;

export const JOB_CLASSES = {
  folder: 'com.cloudbees.hudson.plugins.folder.Folder',
  pipeline: 'org.jenkinsci.plugins.workflow.job.WorkflowJob',
  multibranch:
    'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject',
} as const;

const COLORS = {
  SUCCESS: 'blue',
  UNSTABLE: 'yellow',
  FAILURE: 'red',
  NOT_BUILT: 'notbuilt',
  ABORTED: 'aborted',
} as const;

/** What a job's view is made with. */
export interface JobView {
  readonly url: string;
  /** What waits for a job; by its full name. */
  readonly queueItem: (fullName: string) => Value;
}

/** A job as Jenkins shows it. */
export function jobBean(view: JobView, job: Job): Bean {
  const own =
    job.config.kind === 'pipeline'
      ? pipelineProperties(view, job)
      : containerProperties(view, job);
  return new Bean(
    JOB_CLASSES[job.config.kind],
    { ...commonProperties(view, job), ...own },
    {
      exceptions: { name: 3, url: 999, color: 2, displayName: 1, fullName: 1 },
    },
  );
}

/** Address of a job, with a slash at its end. */
export function jobUrl(url: string, job: Job): string {
  return `${url}${jobPath(job.fullName)}/`;
}

function commonProperties(view: JobView, job: Job): Record<string, Property> {
  const { config } = job;
  const shown = config.displayName ?? job.state.branch ?? job.name;
  return {
    actions: () => jobActions(job),
    description: () => config.description ?? null,
    displayName: () => shown,
    displayNameOrNull: () => config.displayName ?? null,
    fullDisplayName: () => fullDisplayName(job),
    fullName: () => job.fullName,
    name: () => job.name,
    url: () => jobUrl(view.url, job),
    healthReport: () => [],
  };
}

function containerProperties(
  view: JobView,
  job: Job,
): Record<string, Property> {
  return {
    jobs: () => [...job.children.values()].map(each => jobBean(view, each)),
    primaryView: () => null,
    views: () => [],
    ...(job.config.kind === 'multibranch'
      ? { disabled: () => isDisabled(job), sources: () => [] }
      : {}),
  };
}

function pipelineProperties(view: JobView, job: Job): Record<string, Property> {
  const builds = () => newestFirst(job);
  const reference = (build: StoredBuild | undefined): Value =>
    build ? buildBean(view.url, job, build) : null;
  const last = (wanted: (build: StoredBuild) => boolean) => () =>
    reference(builds().find(wanted));
  const settings = settingsOf(job);
  const completed = ({ progress }: StoredBuild) => !progress.running;
  const having =
    (...results: string[]) =>
    (build: StoredBuild) =>
      completed(build) && results.includes(build.progress.result ?? 'SUCCESS');
  return {
    buildable: () => !isDisabled(job),
    builds: () => builds().slice(0, LISTED_BUILDS).map(reference),
    allBuilds: () => {
      const all = builds();
      return new BeanList(all.length, index => reference(all[index]));
    },
    color: () => colorOf(job),
    concurrentBuild: () => settings?.concurrency === 'allowed',
    disabled: () => isDisabled(job),
    firstBuild: () => reference(builds().at(-1)),
    inQueue: () => view.queueItem(job.fullName) !== null,
    keepDependencies: () => false,
    lastBuild: last(() => true),
    lastCompletedBuild: last(completed),
    lastFailedBuild: last(having('FAILURE')),
    lastStableBuild: last(having('SUCCESS')),
    lastSuccessfulBuild: last(having('SUCCESS', 'UNSTABLE')),
    lastUnstableBuild: last(having('UNSTABLE')),
    lastUnsuccessfulBuild: last(
      having('FAILURE', 'UNSTABLE', 'ABORTED', 'NOT_BUILT'),
    ),
    nextBuildNumber: () => job.state.nextBuildNumber,
    property: () => parametersProperty(settings?.parameters ?? []),
    queueItem: () => view.queueItem(job.fullName),
    resumeBlocked: () => false,
  };
}

function jobActions(job: Job): Value[] {
  const { branch } = job.state;
  const source =
    job.parent?.config.kind === 'multibranch' && job.parent.config.source.url;
  if (branch === undefined || !source) return [];
  return [
    new Bean(
      'jenkins.scm.api.metadata.ObjectMetadataAction',
      {
        objectDescription: () => null,
        objectDisplayName: () => branch,
        objectUrl: () =>
          /^https?:/.test(source)
            ? `${source.replace(/\.git$/, '')}/src/branch/${branch}`
            : null,
      },
      { visibility: 2 },
    ),
  ];
}

function colorOf(job: Job): string {
  const last = newestFirst(job);
  const finished = last.find(({ progress }) => !progress.running);
  const result = finished && (finished.progress.result ?? 'SUCCESS');
  const lasting = result ? COLORS[result] : 'notbuilt';
  const base = isDisabled(job) ? 'disabled' : lasting;
  return last[0]?.progress.running ? `${base}_anime` : base;
}

function fullDisplayName(job: Job): string {
  const own = job.config.displayName ?? job.state.branch ?? job.name;
  return job.parent && job.parent.fullName !== ''
    ? `${fullDisplayName(job.parent)} » ${own}`
    : own;
}
