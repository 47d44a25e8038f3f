import type {
  BuildEvent,
  BuildProgress,
  BuildRunner,
  InputDecision,
  RunningBuild,
  TestReport,
} from '../model.ts';
import type { PipelineConfig } from '../jobs/config.ts';
import { BuildLogWriter } from '../store/build-log.ts';
import type { Job, StoredBuild, TestCounts } from '../store/job.ts';
import { discardable, type QueueItem } from './decide.ts';
import type { ExpectedExecutor } from './executors.ts';
import { buildRequest, type BuildSurroundings, markerOf } from './request.ts';
import { settingsOf } from './settings-of.ts';

const FOUND_RUNNING =
  'The CI server stopped while this build ran, and could not go on with it.\nFinished: ABORTED\n';

/** Builds that run: begins them, keeps what they tell, ends them. */
export class Builds {
  private readonly surroundings: BuildSurroundings;
  private readonly runner: BuildRunner;
  private readonly running = new Map<string, RunningBuild>();
  /** Builds that are to be aborted as soon as they run, and by whom. */
  private readonly abortions = new Map<string, string>();
  private readonly endings = new Set<Promise<void>>();
  private readonly failed: (error: unknown) => void;

  /** @param failed - told when what a build told could not be kept */
  constructor(
    surroundings: BuildSurroundings,
    runner: BuildRunner,
    failed: (error: unknown) => void,
  ) {
    this.surroundings = surroundings;
    this.runner = runner;
    this.failed = failed;
  }

  /** Ends what ran when the server was killed: its processes, and in the books. */
  async recover(): Promise<void> {
    const { store, stateDir, endMarked } = this.surroundings;
    for (const job of store.pipelines()) {
      for (const build of job.builds.values()) {
        if (!build.progress.running) continue;
        await endMarked(markerOf(stateDir, job.fullName, build.number));
        const log = await BuildLogWriter.open(
          store.buildFolder(job, build.number),
        );
        await log.write(Buffer.from(FOUND_RUNNING));
        await store.saveBuild(job, interrupted(build));
      }
    }
  }

  /**
   * Makes a build of a waiting item.
   *
   * The job's next number is taken before this returns; the promise resolves once the
   * build is on the disk.
   *
   * @param ended - called when it has ended and is kept
   */
  async begin(job: Job, item: QueueItem, ended: () => void): Promise<void> {
    const { executors, store } = this.surroundings;
    const settings = settingsOf(job);
    if (!settings) throw new Error(`${job.fullName} has no builds`);
    const number = job.state.nextBuildNumber;
    const first: StoredBuild = {
      jobFullName: job.fullName,
      number,
      queueId: item.id,
      causes: item.causes,
      keepForever: false,
      progress: notYetBegun(Date.now()),
    };
    // Before the first wait: the next decision counts this build, and its executor.
    job.builds.set(number, first);
    const expected = executors.expect();
    const numbered = store.update(job, { nextBuildNumber: number + 1 });
    try {
      await Promise.all([numbered, store.saveBuild(job, first)]);
    } catch (error) {
      expected.forget();
      this.giveUp(job, number);
      throw error;
    }
    const ending = this.run(job, settings.config, item, first, expected)
      .catch(error => {
        this.failed(error);
        this.giveUp(job, number);
      })
      .finally(() => {
        expected.forget();
        this.endings.delete(ending);
        ended();
      });
    this.endings.add(ending);
  }

  /** @returns false when it does not run */
  abort(job: Job, number: number, by: string): boolean {
    const running = job.builds.get(number)?.progress.running ?? false;
    const run = this.running.get(keyOf(job, number));
    if (run) run.abort(by);
    else if (running) this.abortions.set(keyOf(job, number), by);
    return running;
  }

  /** @returns false when no such question waits for an answer */
  answer(
    job: Job,
    number: number,
    inputId: string,
    decision: InputDecision,
  ): boolean {
    const run = this.running.get(keyOf(job, number));
    return run?.answer(inputId, decision) ?? false;
  }

  /** Tests of a build that runs. */
  tests(job: Job, number: number): TestReport | undefined {
    return this.running.get(keyOf(job, number))?.progress().tests;
  }

  /** Aborts all, and waits until they are kept. */
  async stop(): Promise<void> {
    for (const run of this.running.values()) run.abort('SYSTEM');
    await Promise.all(this.endings);
  }

  private hear(job: Job, number: number, event: BuildEvent): void {
    const run = this.running.get(keyOf(job, number));
    // What is told while the runner begins is in the progress that is read next.
    if (run) this.keep(job, number, run.progress()).catch(this.failed);
    if (event.kind === 'declared') {
      this.surroundings.store
        .update(job, { declared: event.properties })
        .catch(this.failed);
    }
  }

  private async run(
    job: Job,
    config: PipelineConfig,
    item: QueueItem,
    first: StoredBuild,
    executors: ExpectedExecutor,
  ): Promise<void> {
    const { store } = this.surroundings;
    const { number } = first;
    const key = keyOf(job, number);
    let log: BuildLogWriter | undefined;
    let last: BuildProgress;
    try {
      log = await BuildLogWriter.open(store.buildFolder(job, number));
      const request = buildRequest(
        { ...this.surroundings, executors },
        job,
        config,
        item,
        number,
        log,
        event => {
          if (event.kind === 'input-asked') executors.forget();
          this.hear(job, number, event);
        },
      );
      const run = this.runner.start(request);
      this.running.set(key, run);
      const abortedBy = this.abortions.get(key);
      if (abortedBy !== undefined) run.abort(abortedBy);
      await this.keep(job, number, run.progress());
      last = await run.done;
    } catch (error) {
      if (!log) this.failed(error);
      await log?.write(Buffer.from(`${String(error)}\nFinished: FAILURE\n`));
      last = { ...failedToRun(first), tests: { suites: [] } };
    }
    await this.keep(job, number, last);
    // Until here it is asked for its tests; now they are on the disk.
    this.running.delete(key);
    this.abortions.delete(key);
    await this.discard(job);
  }

  /** One that cannot be kept ends where others look for it, so that its job is not held up. */
  private giveUp(job: Job, number: number): void {
    const key = keyOf(job, number);
    this.running.delete(key);
    this.abortions.delete(key);
    const known = job.builds.get(number);
    if (known?.progress.running)
      job.builds.set(number, { ...known, progress: failedToRun(known) });
  }

  private async keep(
    job: Job,
    number: number,
    progress: BuildProgress,
  ): Promise<void> {
    const { store } = this.surroundings;
    const known = job.builds.get(number);
    if (!known) return;
    const { tests, ...rest } = progress;
    const counts = countTests(tests);
    if (counts && !rest.running) {
      await store.saveBuildFile(
        job,
        number,
        'tests.json',
        `${JSON.stringify(tests)}\n`,
      );
    }
    await store.saveBuild(job, { ...known, progress: rest, tests: counts });
  }

  private async discard(job: Job): Promise<void> {
    const { store } = this.surroundings;
    const limits = settingsOf(job)?.discarder;
    if (!limits) return;
    const builds = [...job.builds.values()].map(build => ({
      number: build.number,
      running: build.progress.running,
      keepForever: build.keepForever,
      startTimeMillis: build.progress.startTimeMillis,
      successful: build.progress.result === 'SUCCESS',
    }));
    for (const number of discardable(builds, limits, Date.now()))
      await store.deleteBuild(job, number);
  }
}

function notYetBegun(now: number): StoredBuild['progress'] {
  return {
    startTimeMillis: now,
    durationMillis: 0,
    running: true,
    stages: [],
    inputs: [],
    revisions: [],
    artifacts: [],
    parameters: {},
  };
}

function failedToRun({ progress }: StoredBuild): StoredBuild['progress'] {
  const durationMillis = Date.now() - progress.startTimeMillis;
  return { ...progress, running: false, result: 'FAILURE', durationMillis };
}

function interrupted(build: StoredBuild): StoredBuild {
  const { progress } = build;
  const stages = progress.stages.map(stage =>
    stage.status === 'IN_PROGRESS' || stage.status === 'PAUSED_PENDING_INPUT'
      ? { ...stage, status: 'ABORTED' as const }
      : stage,
  );
  return {
    ...build,
    progress: {
      ...progress,
      stages,
      inputs: [],
      running: false,
      result: 'ABORTED',
    },
  };
}

function countTests({ suites }: TestReport): TestCounts | undefined {
  const cases = suites.flatMap(suite => suite.cases);
  if (suites.length === 0) return undefined;
  const having = (status: string) =>
    cases.filter(each => each.status === status).length;
  return {
    total: cases.length,
    failed: having('FAILED'),
    skipped: having('SKIPPED'),
  };
}

function keyOf(job: Job, number: number): string {
  return `${job.fullName}#${number}`;
}
