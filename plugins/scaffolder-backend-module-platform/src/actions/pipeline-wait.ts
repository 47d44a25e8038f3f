import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  goesOn,
  innermostStages,
  type PipelineRun,
  type RunsPage,
} from '@pilothouse/plugin-platform-common';
import { isPassing } from '../http/passing';
import { teamOf } from '../service/name';
import { example } from './example';
import { failureError, failureOf, logEndOf } from './failure';
import { fields } from './fields';
import { makerFor } from './maker';
import { OutcomeError } from './plainly';
import { poll } from './poll';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:pipeline:wait';
const minuteMs = 60_000;
const silent = 'The CI server does not answer; it is asked again';

/** Waits for a pipeline. */
export function pipelineWait(surroundings: Surroundings) {
  const { ci, failures, people, pauseMs } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Waits until the pipeline of a branch has ended, and fails with its reason when it has not succeeded. One that waits for somebody to approve something is as good as ended.',
    examples: [
      example('Wait for the first build', id, {
        jobFullName: '${{ steps.job.output.jobFullName }}',
        commit: '${{ steps.publish.output.commitHash }}',
      }),
    ],
    schema: {
      input: {
        jobFullName: z =>
          z
            .string()
            .describe('Full name of the multibranch job, in a folder of yours'),
        branch: z => z.string().optional().describe('main by default'),
        commit: z =>
          z
            .string()
            .optional()
            .describe('The commit that is built; the newest run by default'),
        timeoutMinutes: fields.timeoutMinutes,
      },
      output: {
        number: z => z.number().describe('Of the run'),
        state: z => z.string().describe('succeeded or waiting-for-input'),
        url: z =>
          z
            .string()
            .optional()
            .describe(
              "The run's page at the CI server, where people can open it",
            ),
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const { jobFullName: job, commit, timeoutMinutes = 15 } = ctx.input;
      const { branch = 'main' } = ctx.input;
      await makerFor(people, ctx, teamOf(job.split('/')[0] ?? ''));
      await failures.drop(ctx.task.id);
      let told = '';
      const tell = (message: string) => {
        if (message !== told) ctx.logger.info(message);
        told = message;
      };
      const ended = await poll(
        async () => {
          const page = await pageOf(job, signal);
          const run = page && meantOf(page.runs, branch, commit);
          tell(page ? progressOf(page, run, branch) : silent);
          return run && !isUnderWay(run) ? run : undefined;
        },
        {
          pauseMs,
          timeoutMs: timeoutMinutes * minuteMs,
          late: () =>
            new OutcomeError(
              `The pipeline ${job} has not ended on ${branch} within ${timeoutMinutes} minutes. At last: ${told}`,
            ),
          signal,
        },
      );
      if (ended.state !== 'succeeded' && ended.state !== 'waiting-for-input') {
        const said = await logEndOf(ci, ended, signal);
        if (said) ctx.logger.error(`The end of its log:\n${said}`);
        const failure = await failureOf(ci, ended, signal);
        await failures.note(ctx.task.id, failure);
        throw failureError(failure, ended.url);
      }
      ctx.output('number', ended.number);
      ctx.output('state', ended.state);
      ctx.output('url', ended.url);
    },
  });

  /** One that is down for a moment, or slow, has not failed the pipeline. */
  async function pageOf(
    job: string,
    signal?: AbortSignal,
  ): Promise<RunsPage | undefined> {
    try {
      return await ci.runs(job, { offset: 0, limit: 50 }, signal);
    } catch (error) {
      if (isPassing(error)) return undefined;
      throw error;
    }
  }
}

/** The newest run of a commit, or else one that does not know its commit yet. */
function meantOf(
  runs: readonly PipelineRun[],
  branch: string,
  commit: string | undefined,
): PipelineRun | undefined {
  const ofBranch = runs.filter(
    run => run.branch === undefined || run.branch === branch,
  );
  if (commit === undefined) return ofBranch[0];
  return (
    ofBranch.find(
      run =>
        run.commit?.sha.startsWith(commit) ||
        (run.commit && commit.startsWith(run.commit.sha)),
    ) ?? ofBranch.find(run => run.commit === undefined)
  );
}

function isUnderWay({ state }: PipelineRun): boolean {
  return goesOn(state) && state !== 'waiting-for-input';
}

function progressOf(
  { queued }: RunsPage,
  run: PipelineRun | undefined,
  branch: string,
): string {
  if (!run) {
    const [waiting] = queued;
    return waiting
      ? `The run waits for its turn${
          waiting.because ? `: ${waiting.because}` : ''
        }`
      : `The CI server looks for the branch ${branch}`;
  }
  const at = innermostStages(run.stages ?? []).find(
    ({ state }) => state === 'running',
  );
  const stage = at ? ` (${at.name})` : '';
  const page = run.url ? `; ${run.url}` : '';
  return `Run ${run.number}: ${run.state}${stage}${page}`;
}
