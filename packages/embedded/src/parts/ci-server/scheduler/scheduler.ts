import { Conflict } from '../http/errors.ts';
import type {
  BuildCause,
  ParameterDefinition,
  ParameterValues,
} from '../model.ts';
import type { Job } from '../store/job.ts';
import type { JobStore } from '../store/jobs.ts';
import type { Builds } from './builds.ts';
import type { Executors } from './executors.ts';
import {
  decideQueue,
  type Decision,
  type JobLoad,
  type QueueItem,
} from './decide.ts';
import type { Queue } from './queue.ts';
import { isDisabled, settingsOf } from './settings-of.ts';

/** How the server schedules builds. */
export interface SchedulerOptions {
  /** Of jobs that say nothing about it. */
  readonly quietPeriodSeconds: number;
}

/** Lets builds wait, and begins them when their time has come. */
export class Scheduler {
  readonly options: SchedulerOptions;
  readonly queue: Queue;
  private readonly store: JobStore;
  private readonly builds: Builds;
  private readonly executors: Executors;
  private readonly failed: (error: unknown) => void;
  private timer: NodeJS.Timeout | undefined;
  private pumping: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    options: SchedulerOptions,
    queue: Queue,
    store: JobStore,
    builds: Builds,
    executors: Executors,
    failed: (error: unknown) => void,
  ) {
    this.options = options;
    this.queue = queue;
    this.store = store;
    this.builds = builds;
    this.executors = executors;
    this.failed = failed;
  }

  /** Goes on with what waited when the server ended. */
  async start(): Promise<void> {
    for (const item of this.queue.waiting) {
      const begun = [
        ...(this.store.find(item.jobFullName)?.builds.values() ?? []),
      ].find(({ queueId }) => queueId === item.id);
      if (begun) await this.queue.leave(item.id, Date.now(), begun.number);
    }
    this.executors.onFree(() => this.pump());
    this.pump();
  }

  /**
   * Lets a build of the job wait.
   *
   * @param given - parameters; those that the job does not know are ignored
   * @param delaySeconds - instead of the quiet period
   * @throws Conflict when the job cannot be built
   */
  async submit(
    job: Job,
    cause: BuildCause,
    given: ParameterValues,
    delaySeconds?: number,
  ): Promise<QueueItem> {
    const settings = settingsOf(job);
    if (!settings) throw new Conflict(`${job.fullName} has no builds`);
    if (isDisabled(job))
      throw new Conflict(`${job.fullName} is disabled: enable it first`);
    const quiet =
      delaySeconds ??
      settings.quietPeriodSeconds ??
      this.options.quietPeriodSeconds;
    const item = await this.queue.submit(
      {
        jobFullName: job.fullName,
        cause,
        parameters: accepted(settings.parameters, given),
        quietMillis: quiet * 1000,
      },
      Date.now(),
    );
    if (settings.concurrency === 'abort-previous') {
      for (const build of job.builds.values())
        if (build.progress.running)
          this.builds.abort(job, build.number, 'a newer build');
    }
    this.pump();
    return item;
  }

  /** @returns false when no such item waits */
  async cancel(id: number): Promise<boolean> {
    const waits = this.queue.waiting.some(each => each.id === id);
    if (waits) await this.queue.leave(id, Date.now());
    return waits;
  }

  /** What is decided of every waiting item at this moment. */
  decisions(): Map<number, Decision> {
    const { free } = this.executors;
    return decideQueue(this.queue.waiting, this.loads(), free, Date.now());
  }

  /** Looks at the queue again: something has changed. */
  pump(): void {
    if (this.stopped) return;
    this.pumping = this.pumping.then(() => this.once()).catch(this.failed);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.pumping;
  }

  private async once(): Promise<void> {
    if (this.stopped) return;
    let next = Infinity;
    const items = [...this.queue.waiting];
    const decisions = this.decisions();
    for (const item of items) {
      const decision = decisions.get(item.id);
      if (decision?.kind === 'drop')
        await this.queue.leave(item.id, Date.now());
      if (decision?.kind === 'begin') await this.begin(item);
      if (decision?.kind === 'quiet')
        next = Math.min(next, decision.untilMillis);
    }
    clearTimeout(this.timer);
    if (next === Infinity) return;
    this.timer = setTimeout(() => this.pump(), Math.max(0, next - Date.now()));
    this.timer.unref();
  }

  private async begin(item: QueueItem): Promise<void> {
    const job = this.store.get(item.jobFullName);
    const kept = this.builds.begin(job, item, () => this.pump());
    // At once, so that no later submission joins a build that has begun; but on the disk
    // only after the build is, so that a kill in between loses neither.
    const number = job.state.nextBuildNumber - 1;
    await this.queue.leave(item.id, Date.now(), number, kept);
  }

  private loads(): Map<string, JobLoad> {
    const loads = new Map<string, JobLoad>();
    for (const job of this.store.pipelines()) {
      loads.set(job.fullName, {
        disabled: isDisabled(job),
        oneAtATime: settingsOf(job)?.concurrency !== 'allowed',
        running: runningOf(job),
        displayName: job.fullName,
      });
    }
    return loads;
  }
}

function runningOf(job: Job): number[] {
  return [...job.builds.values()]
    .filter(({ progress }) => progress.running)
    .map(({ number }) => number);
}

function accepted(
  definitions: readonly ParameterDefinition[],
  given: ParameterValues,
): ParameterValues {
  return Object.fromEntries(
    definitions
      .filter(({ name }) => Object.hasOwn(given, name))
      .map(({ kind, name }) => [
        name,
        kind === 'boolean'
          ? given[name] === true || given[name] === 'true'
          : String(given[name]),
      ]),
  );
}
