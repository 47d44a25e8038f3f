import { NotFoundError } from '@backstage/errors';
import type { RunsPage } from '@pilothouse/plugin-platform-common';
import type { RunsSelection } from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import { jobPath, type JenkinsClient } from '../client';
import type { Learned } from './Learned';
import { pageOf, queuedOf, runsNeeded, type RunOfJob } from './page';
import { imageFileOf, readImage } from './readImage';
import { rowOf } from './rows';
import { describedRunSchema, jobSchema, type DescribedRun } from './schemas';
import { treeOfJob } from './tree';

/** The stage view's API describes so many of the newest runs of a job. */
const describedRuns = 10;
/** Branches of which something runs now, whose stages are asked for each time. */
const maxRunning = 8;

type Described = ReadonlyMap<string, DescribedRun>;

/** Reads pages of runs. */
export class RunsReader {
  constructor(
    private readonly client: JenkinsClient,
    private readonly learned: Learned,
    private readonly now: () => number,
  ) {}

  /**
   * A page of runs: one request for all of them, and one for what they lack, so that more is
   * known each time: the stages of the branch whose newest run has none, or of each branch
   * that runs at the moment, or else the image of one run.
   *
   * @throws NotFoundError when there is no such job
   */
  async read(
    job: string,
    selection: RunsSelection,
    signal?: AbortSignal,
  ): Promise<RunsPage> {
    const tree = await this.client.object(
      `${jobPath(job)}/api/json`,
      jobSchema,
      {
        query: { tree: treeOfJob(runsNeeded(selection)) },
        signal,
      },
    );
    if (!tree) throw new NotFoundError(`Jenkins has no job ${job}`);
    const { runs, more } = pageOf(tree, selection);
    const jobs = this.#jobsToDescribe(runs);
    const described = await this.#describe(jobs, signal);
    if (jobs.length === 0) await this.#learnImage(runs, signal);
    return {
      job,
      url: tree.url,
      runs: runs.map(run => this.#row(run, described)),
      queued: queuedOf(tree),
      more,
    };
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
    });
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
    runs: readonly RunOfJob[],
    signal?: AbortSignal,
  ): Promise<void> {
    for (const { job, build } of runs) {
      const { imageRead } = this.learned.of(job.fullName, build);
      const file = imageRead || build.building ? undefined : imageFileOf(build);
      if (file !== undefined) {
        const run = { job: job.fullName, number: build.number };
        const image = await readImage(this.client, run, file, signal).catch(
          () => undefined,
        );
        this.learned.add(job.fullName, build, { image, imageRead: true });
        return;
      }
    }
  }

  #jobsToDescribe(runs: readonly RunOfJob[]): string[] {
    const unknown = runs.filter(run => this.#isUnknown(run));
    const running = unknown.filter(({ build }) => build.building);
    const wanted = running.length > 0 ? running : unknown.slice(0, 1);
    const jobs = new Set(wanted.map(({ job }) => job.fullName));
    return [...jobs].slice(0, maxRunning);
  }

  #isUnknown({ job, build }: RunOfJob): boolean {
    const newest = (job.allBuilds ?? []).slice(0, describedRuns);
    return (
      newest.includes(build) &&
      this.learned.of(job.fullName, build).described === undefined
    );
  }
}

function keyOf(job: string, number: number | string): string {
  return `${job}#${number}`;
}
