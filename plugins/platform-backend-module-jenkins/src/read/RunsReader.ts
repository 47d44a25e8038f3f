import { NotFoundError } from '@backstage/errors';
import type { RunsPage } from '@pilothouse/plugin-platform-common';
import type { CiServer, RunsSelection } from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import { jobPath, type JenkinsClient } from '../client';
import { ToldBuilds } from './ToldBuilds';
import { mayBeJenkinsfile, readJenkinsfileProblem } from './jenkinsfile';
import type { Learned } from './Learned';
import {
  pageOf,
  queuedOf,
  runsNeeded,
  type JobTree,
  type RunOfJob,
} from './page';
import { imageFileOf, readImage } from './readImage';
import { rowOf } from './rows';
import {
  briefTreeSchema,
  describedRunSchema,
  jobSchema,
  type DescribedRun,
} from './schemas';
import { runStateOf } from './states';
import { briefTreeOfJob, treeOfJob } from './tree';
import { Turns } from './Turns';

/** The stage view's API describes so many of the newest runs of a job. */
const describedRuns = 10;
/** Branches of which something runs now, whose stages are asked for each time. */
const maxRunning = 8;
/** Of larger pages what is known is not asked for again. */
const largePage = 100;
/** While something runs, what else is not known has a turn at one page of so many. */
const pagesForOther = 3;

type Described = ReadonlyMap<string, DescribedRun>;

/** A run of which something is not known yet. */
interface Gap {
  readonly key: string;
  readonly lacks: 'stages' | 'image' | 'jenkinsfile';
  readonly run: RunOfJob;
}

/** Reads pages of runs. */
export class RunsReader {
  readonly #told = new ToldBuilds();
  readonly #turns = new Turns();
  #pagesWhileRunning = 0;

  constructor(
    private readonly client: JenkinsClient,
    private readonly learned: Learned,
    private readonly now: () => number,
    private readonly log: CiServer['log'],
  ) {}

  /**
   * A page of runs: one request for all of them, and one for what they lack, so that more is
   * known each time: the stages of each branch that runs at the moment, or else those of one
   * branch whose newest runs have none, or the image of one run, or what is wrong with the
   * Jenkinsfile of one, in turns. A branch that
   * always runs keeps the others waiting, but not for ever. Of a large page that was read
   * before only what is new is asked for, or else the whole page and nothing that it lacks.
   *
   * @throws NotFoundError when there is no such job
   */
  async read(
    job: string,
    selection: RunsSelection,
    signal?: AbortSignal,
  ): Promise<RunsPage> {
    const { asked, tree } = await this.#treeOf(
      job,
      runsNeeded(selection),
      signal,
    );
    const { runs, more } = pageOf(tree, selection);
    const described: Described =
      asked === 'once' ? await this.#learn(runs, signal) : new Map();
    return {
      job,
      url: tree.url,
      runs: runs.map(run => this.#row(run, described)),
      queued: queuedOf(tree),
      more,
    };
  }

  /** A job and its branches with so many runs of each. */
  async #treeOf(
    job: string,
    runs: number,
    signal?: AbortSignal,
  ): Promise<{ asked: 'once' | 'twice'; tree: JobTree }> {
    const path = `${jobPath(job)}/api/json`;
    const absent = () => new NotFoundError(`Jenkins has no job ${job}`);
    const isLarge = runs > largePage;
    const isKnown = isLarge && this.#told.knows(job);
    if (isKnown) {
      const query = { tree: briefTreeOfJob(runs) };
      const request = { query, signal };
      const brief = await this.client.object(path, briefTreeSchema, request);
      if (!brief) throw absent();
      const tree = this.#told.completed(job, brief);
      if (tree) {
        this.#told.keep(job, tree);
        return { asked: 'once', tree };
      }
    }
    const query = { tree: treeOfJob(runs) };
    const tree = await this.client.object(path, jobSchema, { query, signal });
    if (!tree) throw absent();
    if (isLarge) this.#told.keep(job, tree);
    return { asked: isKnown ? 'twice' : 'once', tree };
  }

  #row(run: RunOfJob, fresh: Described) {
    const { build, branch } = run;
    const { fullName, lastBuild } = run.job;
    const described = fresh.get(keyOf(fullName, build.number));
    if (described) this.learned.add(fullName, build, { described });
    const known = this.learned.of(fullName, build);
    return rowOf(build, {
      job: fullName,
      branch,
      now: this.now(),
      described: described ?? known.described,
      estimatedMs: lastBuild?.estimatedDuration,
      image: known.image,
      jenkinsfile: known.jenkinsfile,
    });
  }

  /** Asks for something that is not known yet. */
  async #learn(
    runs: readonly RunOfJob[],
    signal?: AbortSignal,
  ): Promise<Described> {
    const unknown = runs.filter(run => this.#isUnknown(run));
    const running = new Set(
      unknown
        .filter(({ build }) => build.building)
        .map(({ job }) => job.fullName),
    );
    const gaps = [
      ...unknown
        .filter(({ job }) => !running.has(job.fullName))
        .map(run => gapOf('stages', run)),
      ...runs
        .filter(run => this.#lacksImage(run))
        .map(run => gapOf('image', run)),
      ...runs
        .filter(run => this.#lacksJenkinsfile(run))
        .map(run => gapOf('jenkinsfile', run)),
    ];
    if (running.size === 0) return this.#fill(gaps, signal);
    this.#pagesWhileRunning += 1;
    const both = this.#pagesWhileRunning % pagesForOther === 0;
    const told = await Promise.all([
      this.#describe([...running].slice(0, maxRunning), signal),
      ...(both ? [this.#fill(gaps, signal)] : []),
    ]);
    return new Map(told.flatMap(each => [...each]));
  }

  /** Asks for the one of them whose turn it is. */
  async #fill(gaps: readonly Gap[], signal?: AbortSignal): Promise<Described> {
    const next = this.#turns.next(gaps);
    if (next?.lacks === 'stages') {
      const { fullName } = next.run.job;
      // One answer tells of all of them, or of none.
      this.#turns.took(
        gaps.filter(
          ({ lacks, run }) =>
            lacks === 'stages' && run.job.fullName === fullName,
        ),
      );
      return this.#describe([fullName], signal);
    }
    if (next) {
      this.#turns.took([next]);
      await (next.lacks === 'image'
        ? this.#learnImage(next.run, signal)
        : this.#learnJenkinsfile(next.run, signal));
    }
    return new Map();
  }

  async #describe(
    jobs: readonly string[],
    signal?: AbortSignal,
  ): Promise<Described> {
    const answers = await Promise.all(
      jobs.map(async job => {
        // Without its stages a row is still worth telling.
        const told = await this.client
          .object(`${jobPath(job)}/wfapi/runs`, z.array(describedRunSchema), {
            signal,
          })
          .catch(() => undefined);
        return (told ?? []).map(
          each => [keyOf(job, each.id), each] as [string, DescribedRun],
        );
      }),
    );
    return new Map(answers.flat());
  }

  async #learnImage(
    { job, build }: RunOfJob,
    signal?: AbortSignal,
  ): Promise<void> {
    const run = { job: job.fullName, number: build.number };
    const file = imageFileOf(build) ?? '';
    try {
      const image = await readImage(this.client, run, file, signal);
      this.learned.add(job.fullName, build, { image, imageRead: true });
    } catch {
      // The row is worth telling without it, and it has another turn.
    }
  }

  async #learnJenkinsfile(
    { job, build }: RunOfJob,
    signal?: AbortSignal,
  ): Promise<void> {
    const run = { job: job.fullName, number: build.number };
    try {
      const jenkinsfile = await readJenkinsfileProblem(this.log, run, signal);
      this.learned.add(job.fullName, build, {
        jenkinsfile,
        jenkinsfileRead: true,
      });
    } catch {
      // The row is worth telling without it, and it has another turn.
    }
  }

  #lacksJenkinsfile({ job, build }: RunOfJob): boolean {
    const { described, jenkinsfileRead } = this.learned.of(job.fullName, build);
    // A row is made for nothing of most runs, which went well.
    if (jenkinsfileRead || runStateOf(build, described) !== 'failed')
      return false;
    const row = { job: job.fullName, now: this.now(), described };
    return mayBeJenkinsfile(rowOf(build, row));
  }

  #lacksImage({ job, build }: RunOfJob): boolean {
    return (
      !build.building &&
      imageFileOf(build) !== undefined &&
      !this.learned.of(job.fullName, build).imageRead
    );
  }

  #isUnknown({ job, build }: RunOfJob): boolean {
    const newest = (job.allBuilds ?? []).slice(0, describedRuns);
    return (
      newest.includes(build) &&
      this.learned.of(job.fullName, build).described === undefined
    );
  }
}

function gapOf(lacks: Gap['lacks'], run: RunOfJob): Gap {
  const { number, timestamp } = run.build;
  const key = `${lacks} ${keyOf(run.job.fullName, number)}@${timestamp}`;
  return { key, lacks, run };
}

function keyOf(job: string, number: number | string): string {
  return `${job}#${number}`;
}
