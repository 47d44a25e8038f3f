import { join } from 'node:path';
import { readIfExists, writeAtomic } from '../../../platform/files.ts';
import { branchHasFile, type GitRemote, headsOf } from '../jobs/git-remote.ts';
import {
  branchXml,
  planBranches,
  sameRepository,
} from '../jobs/branch-plan.ts';
import type { MultibranchConfig } from '../jobs/config.ts';
import { branchJobName } from '../jobs/names.ts';
import type { BuildCause } from '../model.ts';
import type { Job } from '../store/job.ts';
import { branchOf, type BuildSurroundings } from './request.ts';
import type { Scheduler } from './scheduler.ts';
import { isDisabled } from './settings-of.ts';

/** Before a comparison that failed is tried again, in milliseconds; the last one from then on. */
const PAUSES = [5_000, 15_000, 60_000, 300_000];

/** A comparison that is tried again. */
interface Retry {
  readonly timer: NodeJS.Timeout;
  readonly tries: number;
}

/** Follows repositories: makes jobs of their branches, and builds what has changed. */
export class Branches {
  private readonly surroundings: BuildSurroundings;
  private readonly scheduler: Scheduler;
  private readonly failed: (error: unknown) => void;
  private readonly pauses: readonly number[];
  private readonly indexing = new Map<string, Promise<void>>();
  private readonly retries = new Map<string, Retry>();
  private stopped = false;

  constructor(
    surroundings: BuildSurroundings,
    scheduler: Scheduler,
    failed: (error: unknown) => void,
    pauses: readonly number[] = PAUSES,
  ) {
    this.surroundings = surroundings;
    this.scheduler = scheduler;
    this.failed = failed;
    this.pauses = pauses;
  }

  /** Begins no further comparison by itself. */
  stop(): void {
    this.stopped = true;
    for (const { timer } of this.retries.values()) clearTimeout(timer);
    this.retries.clear();
  }

  /** Compares a multibranch job with its repository, in the background. */
  index(job: Job, cause: BuildCause = { kind: 'branch-indexing' }): void {
    this.serially(job, () => this.indexNow(job, cause));
  }

  /**
   * A repository has changed.
   *
   * @param branches - those that did; all that are looked at when it is empty
   * @param commit - that the branch is at now, where it is known
   * @returns names of the jobs that look at it
   */
  async changed(
    urls: readonly string[],
    branches: readonly string[],
    commit?: string,
  ): Promise<string[]> {
    const { store } = this.surroundings;
    const isMeant = (url: string) =>
      urls.some(each => sameRepository(each, url));
    const found: string[] = [];
    for (const job of store.multibranches()) {
      if (job.config.kind !== 'multibranch' || !isMeant(job.config.source.url))
        continue;
      if (isDisabled(job)) continue;
      this.index(job, { kind: 'branch-event' });
      found.push(job.fullName);
    }
    for (const job of store.pipelines()) {
      const { config, state } = job;
      if (config.kind !== 'pipeline' || config.definition.kind !== 'git')
        continue;
      if (state.branch !== undefined || !isMeant(config.definition.url))
        continue;
      const branch = branchOf(config.definition.branch);
      if (branches.length > 0 && !branches.includes(branch)) continue;
      if (isDisabled(job)) continue;
      this.serially(job, () => this.look(job, branch, commit));
      found.push(job.fullName);
    }
    return found;
  }

  /** What the last comparison said. */
  async log(job: Job): Promise<string> {
    return (await readIfExists(logFile(job))) ?? '';
  }

  /** Resolves when nothing is compared. */
  async settled(): Promise<void> {
    while (this.indexing.size > 0) await Promise.all(this.indexing.values());
  }

  /** @param work - tells whether it went well; otherwise it is done again later */
  private serially(job: Job, work: () => Promise<boolean>): void {
    const before = this.indexing.get(job.fullName) ?? Promise.resolve();
    const after = before
      .then(work)
      .catch(error => {
        this.failed(error);
        return false;
      })
      .then(isDone => this.tryAgain(job, work, isDone))
      .finally(() => {
        if (this.indexing.get(job.fullName) === after)
          this.indexing.delete(job.fullName);
      });
    this.indexing.set(job.fullName, after);
  }

  /** What was told of a change is told once, so that it must not be lost with a git server that is down. */
  private tryAgain(
    job: Job,
    work: () => Promise<boolean>,
    isDone: boolean,
  ): void {
    const { fullName } = job;
    const before = this.retries.get(fullName);
    clearTimeout(before?.timer);
    this.retries.delete(fullName);
    const { store } = this.surroundings;
    if (isDone || this.stopped || !store.has(job)) return;
    const tries = before?.tries ?? 0;
    const pause = this.pauses[Math.min(tries, this.pauses.length - 1)];
    const again = () => {
      if (store.has(job)) this.serially(job, work);
    };
    const timer = setTimeout(again, pause).unref();
    this.retries.set(fullName, { timer, tries: tries + 1 });
  }

  /** Builds a single pipeline when its branch is not at what was built last. */
  private async look(
    job: Job,
    branch: string,
    known?: string,
  ): Promise<boolean> {
    const { config } = job;
    if (config.kind !== 'pipeline' || config.definition.kind !== 'git')
      return true;
    const { url, credentialsId } = config.definition;
    const commit =
      known ??
      (await headsOf(this.remote(job, url, credentialsId))).get(branch);
    if (commit === undefined || commit === job.state.seenCommit) return true;
    await this.scheduler.submit(job, { kind: 'scm' }, {});
    await this.surroundings.store.update(job, { seenCommit: commit });
    return true;
  }

  private async indexNow(job: Job, cause: BuildCause): Promise<boolean> {
    if (job.config.kind !== 'multibranch' || isDisabled(job)) return true;
    let isDone = true;
    const lines = [`Checking ${job.config.source.url}`];
    try {
      await this.compare(job, job.config, cause, line => lines.push(line));
      lines.push('Finished: SUCCESS');
    } catch (error) {
      isDone = false;
      lines.push(
        `ERROR: ${error instanceof Error ? error.message : String(error)}`,
        'Finished: FAILURE',
      );
    }
    const { store } = this.surroundings;
    await (store.has(job)
      ? writeAtomic(logFile(job), `${lines.join('\n')}\n`)
      : store.sweep(job));
    return isDone;
  }

  private async compare(
    job: Job,
    config: MultibranchConfig,
    cause: BuildCause,
    say: (line: string) => void,
  ): Promise<void> {
    const { url, credentialsId } = config.source;
    const remote = this.remote(job, url, credentialsId);
    const known = [...job.children.values()].flatMap(({ state }) =>
      state.branch === undefined
        ? []
        : [{ branch: state.branch, seenCommit: state.seenCommit }],
    );
    const steps = planBranches(config, await headsOf(remote), known);
    for (const step of steps) {
      if (step.kind === 'gone') {
        await this.forget(job, step.branch, say);
        continue;
      }
      const { branch, commit } = step;
      const hasFile = await branchHasFile(remote, branch, config.scriptPath);
      if (!this.surroundings.store.has(job)) return;
      if (!hasFile) {
        say(`Branch ${branch}: no ${config.scriptPath}, skipped`);
        continue;
      }
      say(`Branch ${branch}: at ${commit}, a build is scheduled`);
      await this.buildBranch(job, config, branch, commit, cause);
    }
  }

  private async buildBranch(
    parent: Job,
    config: MultibranchConfig,
    branch: string,
    commit: string,
    cause: BuildCause,
  ): Promise<void> {
    const { store } = this.surroundings;
    const name = branchJobName(branch);
    const job =
      parent.children.get(name) ??
      (await store.create(parent, name, branchXml(config, branch), { branch }));
    if (!isDisabled(job)) await this.scheduler.submit(job, cause, {});
    // After the build waits: killed in between, it is looked at again.
    await store.update(job, { seenCommit: commit });
  }

  private async forget(
    parent: Job,
    branch: string,
    say: (line: string) => void,
  ): Promise<void> {
    const { store } = this.surroundings;
    const job = parent.children.get(branchJobName(branch));
    if (!job) return;
    const runs = [...job.builds.values()].some(each => each.progress.running);
    if (runs) {
      say(`Branch ${branch}: gone, its job is kept while it builds`);
      return;
    }
    say(`Branch ${branch}: gone, its job is deleted`);
    await store.delete(job);
  }

  private remote(job: Job, url: string, credentialsId?: string): GitRemote {
    const { credentials, environment } = this.surroundings;
    return {
      url,
      folder: join(job.folder, 'git'),
      credential:
        credentialsId === undefined
          ? undefined
          : credentials.lookup(job.fullName, credentialsId),
      environment,
    };
  }
}

function logFile(job: Job): string {
  return join(job.folder, 'indexing.log');
}
