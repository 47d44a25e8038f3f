import { join } from 'node:path';
import { ensurePrivateDir, ensureSecret } from '../../platform/files.ts';
import type { Account } from './http/auth.ts';
import type { Log } from '../../platform/log.ts';
import type { BuildRunner } from './model.ts';
import { Branches } from './scheduler/branches.ts';
import { Builds } from './scheduler/builds.ts';
import { Executors } from './scheduler/executors.ts';
import type { Marker } from './scheduler/request.ts';
import { Queue } from './scheduler/queue.ts';
import { Scheduler, type SchedulerOptions } from './scheduler/scheduler.ts';
import { CredentialStore } from './store/credentials.ts';
import { Deliveries } from './store/deliveries.ts';
import type { Job } from './store/job.ts';
import { JobStore } from './store/jobs.ts';
import { ToolLabels } from './tools.ts';

/** What the server is made with. */
export interface CiServerOptions extends SchedulerOptions {
  /** Builds that work at the same time. */
  readonly executors: number;
  readonly stateDir: string;
  /** Address of the server, without a slash at its end. */
  readonly url: string;
  readonly accounts: readonly Account[];
  /** Signs the deliveries of webhooks, and is the token of `notifyCommit`. */
  readonly hookSecret: string;
  /** Environment of every build. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the processes whose environment has this variable. */
  readonly endMarked: (marker: Marker) => Promise<void>;
  /** Before a comparison with a repository that failed is tried again, in milliseconds. */
  readonly comparisonPauses?: readonly number[];
}

/** The CI server, without its HTTP interface. */
export interface CiServer {
  readonly url: string;
  readonly accounts: readonly Account[];
  readonly hookSecret: string;
  readonly crumbKey: string;
  readonly store: JobStore;
  readonly credentials: CredentialStore;
  readonly deliveries: Deliveries;
  readonly builds: Builds;
  readonly scheduler: Scheduler;
  readonly branches: Branches;
  readonly executors: Executors;
  readonly tools: ToolLabels;
  readonly log: Log;
  /** A job has come to be, or has another configuration. */
  jobChanged(job: Job): void;
  /** Aborts what runs and resolves when all is kept. */
  close(): Promise<void>;
}

/** Reads what is kept in the state folder, and goes on with what waited. */
export async function openCiServer(
  options: CiServerOptions,
  runner: BuildRunner,
  log: Log,
): Promise<CiServer> {
  const { stateDir, url, environment, endMarked, accounts, hookSecret } =
    options;
  await ensurePrivateDir(stateDir);
  const failed = (error: unknown) =>
    log('failed', {
      error: error instanceof Error ? error.stack : String(error),
    });
  const store = await JobStore.open(stateDir);
  const credentials = await CredentialStore.open(join(stateDir, 'credentials'));
  const executors = new Executors(options.executors);
  const surroundings = {
    store,
    credentials,
    executors,
    stateDir,
    url,
    environment,
    endMarked,
  };
  const builds = new Builds(surroundings, runner, failed);
  await builds.recover();
  const queue = await Queue.open(join(stateDir, 'queue.json'));
  const scheduler = new Scheduler(
    options,
    queue,
    store,
    builds,
    executors,
    failed,
  );
  const branches = new Branches(
    surroundings,
    scheduler,
    failed,
    options.comparisonPauses,
  );
  await scheduler.start();
  // What was pushed while nobody listened.
  for (const job of store.multibranches()) branches.index(job);
  return {
    url,
    accounts,
    hookSecret,
    crumbKey: await ensureSecret(join(stateDir, 'crumb-key')),
    store,
    credentials,
    deliveries: await Deliveries.open(join(stateDir, 'deliveries.json')),
    builds,
    scheduler,
    branches,
    executors,
    tools: new ToolLabels(environment),
    log,
    jobChanged(job) {
      if (job.config.kind === 'multibranch') branches.index(job);
    },
    async close() {
      await branches.settled();
      branches.stop();
      await scheduler.stop();
      await builds.stop();
      await store.settled();
    },
  };
}
