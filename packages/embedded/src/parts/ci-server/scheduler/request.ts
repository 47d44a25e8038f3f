import { join } from 'node:path';
import { jobPath } from '../jobs/names.ts';
import type {
  BuildRequest,
  Checkout,
  ExecutorPool,
  LogSink,
} from '../model.ts';
import type { CredentialStore } from '../store/credentials.ts';
import type { Job } from '../store/job.ts';
import type { JobStore } from '../store/jobs.ts';
import { scratchFolder, workspaceFolder } from '../store/workspaces.ts';
import type { QueueItem } from './decide.ts';
import type { Executors } from './executors.ts';
import type { PipelineConfig } from '../jobs/config.ts';

/** What every build of the server is given. */
export interface BuildSurroundings {
  readonly store: JobStore;
  readonly credentials: CredentialStore;
  readonly executors: Executors;
  readonly stateDir: string;
  /** Without a slash at its end. */
  readonly url: string;
  /** PATH, HOME and the like. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the processes whose environment has this variable. */
  readonly endMarked: (marker: Marker) => Promise<void>;
}

/** Name and value of a variable by which processes are known. */
export type Marker = readonly [name: string, value: string];

/** Tells the processes of a build from all others, also after the server was killed. */
export function markerOf(
  stateDir: string,
  jobFullName: string,
  number: number,
): Marker {
  return ['PILOTHOUSE_CI_BUILD', `${stateDir}#${jobFullName}#${number}`];
}

/** What the runner is told of one build. */
export function buildRequest(
  surroundings: Omit<BuildSurroundings, 'executors'> & {
    readonly executors: ExecutorPool;
  },
  job: Job,
  config: PipelineConfig,
  item: QueueItem,
  number: number,
  log: LogSink,
  onEvent: BuildRequest['onEvent'],
): BuildRequest {
  const { store, credentials, executors, stateDir, url, environment } =
    surroundings;
  const jobUrl = `${url}${jobPath(job.fullName)}/`;
  const folder = store.buildFolder(job, number);
  const previous = [...job.builds.values()]
    .filter(build => build.number < number && !build.progress.running)
    .at(-1);
  const { branch } = job.state;
  return {
    jobFullName: job.fullName,
    number,
    jobUrl,
    buildUrl: `${jobUrl}${number}/`,
    checkout: checkoutOf(job, config, number),
    jenkinsfile:
      config.definition.kind === 'inline'
        ? config.definition
        : { kind: 'path', path: config.definition.scriptPath },
    parameters: item.parameters,
    causes: item.causes,
    credentials: async id => credentials.lookup(job.fullName, id),
    executors,
    folders: {
      workspace: workspaceFolder(stateDir, job.fullName),
      artifacts: join(folder, 'artifacts'),
      scratch: scratchFolder(stateDir, job.fullName, number),
    },
    log,
    environment: {
      ...environment,
      ...Object.fromEntries([markerOf(stateDir, job.fullName, number)]),
      JENKINS_URL: `${url}/`,
      ...(branch === undefined ? {} : { BRANCH_NAME: branch }),
    },
    previousResult: previous?.progress.result,
    onEvent,
  };
}

function checkoutOf(
  job: Job,
  { definition }: PipelineConfig,
  number: number,
): Checkout | undefined {
  if (definition.kind === 'inline') return undefined;
  const before = [...job.builds.values()].filter(each => each.number < number);
  const previousCommit = before
    .flatMap(each => each.progress.revisions)
    .filter(each => each.url === definition.url)
    .at(-1)?.commit;
  return {
    url: definition.url,
    branch: job.state.branch ?? branchOf(definition.branch),
    credentialsId: definition.credentialsId,
    previousCommit,
  };
}

/** The branch that a specifier of the git plugin means: `*\/main` is `main`. */
export function branchOf(specifier: string): string {
  return specifier.replace(/^(refs\/heads\/|refs\/tags\/|origin\/|\*\/)/, '');
}
