import { isError } from '@backstage/errors';
import {
  innermostStages,
  jobNameSchema,
  mainBranches,
  verdictOf,
  type BrokenPipeline,
  type PipelineRun,
  type PipelineRunDetail,
  type RunsPage,
  type WaitingRun,
} from '@pilothouse/plugin-platform-common';
import {
  CiServerError,
  type CiServerReader,
} from '@pilothouse/plugin-platform-node';

/** What the newest runs of a job's main branch say. */
export interface MainState {
  /** Missing where nothing went wrong, or nothing was built yet. */
  readonly broken?: BrokenPipeline;
  /** Runs that wait for an answer; missing where none does. */
  readonly waiting?: readonly WaitingRun[];
}

type Broken = Pick<BrokenPipeline, 'since' | 'sinceOrEarlier'> & {
  readonly run: PipelineRun;
};

const runsRead = 20;

/**
 * Reads the main branch of a multibranch job, else the job itself.
 *
 * @param before - what was read last time, which saves questions
 * @throws what the CI server throws, also where it does not tell what a run asks; a job that does not exist is one without runs
 */
export async function readMain(
  ci: CiServerReader,
  job: string,
  before?: MainState,
): Promise<MainState> {
  if (!jobNameSchema.safeParse(job).success) return {};
  const branches = mainBranches.map(branch => `${job}/${branch}`);
  for (const name of [...branches, job]) {
    const page = await runsOf(ci, name);
    if (page) {
      // A multibranch job tells the runs of all its branches.
      const runs = page.runs.filter(run => run.job === name);
      const broken = brokenOf({ runs, more: page.more });
      const asking = runs.filter(({ state }) => state === 'waiting-for-input');
      const asked = await Promise.all(asking.map(run => questionsOf(ci, run)));
      const waiting = asked.filter(({ questions }) => questions.length > 0);
      return {
        broken: broken && (await withReason(ci, broken, before?.broken)),
        ...(waiting.length > 0 && { waiting }),
      };
    }
  }
  return {};
}

/**
 * The run by which a branch is broken: the newest that says whether what was built is
 * right, if it went wrong. One that goes on, or was aborted, says nothing.
 *
 * @param page - the newest runs of the branch
 */
export function brokenOf({
  runs,
  more,
}: Pick<RunsPage, 'runs' | 'more'>): Broken | undefined {
  const telling = runs.filter(({ state }) => verdictOf(state));
  const right = telling.findIndex(({ state }) => verdictOf(state) === 'right');
  const wrong = right < 0 ? telling : telling.slice(0, right);
  const [run] = wrong;
  const first = wrong.at(-1);
  return run && first
    ? { run, since: endOf(first), sinceOrEarlier: right < 0 && more }
    : undefined;
}

function endOf({ startedAt, durationMs }: PipelineRun): string {
  return new Date(Date.parse(startedAt) + durationMs).toISOString();
}

async function runsOf(
  ci: CiServerReader,
  job: string,
): Promise<RunsPage | undefined> {
  return unlessAbsent(ci.runs(job, { offset: 0, limit: runsRead }));
}

/** Rows lack the names of tests, and may lack stages; a run that has ended stays as it is. */
async function withReason(
  ci: CiServerReader,
  { run, since, sinceOrEarlier }: Broken,
  before: BrokenPipeline | undefined,
): Promise<BrokenPipeline> {
  const { job, number, branch, state, tests } = run;
  const isSame = before?.run.job === job && before.run.number === number;
  const { stage, test } = isSame ? before : await reasonOf(ci, run);
  return {
    run: { job, number, branch, state, tests },
    since,
    sinceOrEarlier,
    stage,
    test,
  };
}

async function reasonOf(
  ci: CiServerReader,
  run: PipelineRun,
): Promise<Pick<BrokenPipeline, 'stage' | 'test'>> {
  const isWhole = run.stages !== undefined && !run.tests?.failed;
  const { job, number } = run;
  const detail: Partial<PipelineRunDetail> = isWhole
    ? run
    : (await unlessAbsent(ci.run({ job, number }))) ?? run;
  const stage = innermostStages(detail.stages ?? []).find(
    each => each.state === 'failed' || each.state === 'unstable',
  );
  return { stage: stage?.name, test: detail.failedTests?.[0]?.name };
}

/**
 * What a run asks that can be answered in the portal. It is read again each time: a run can
 * ask several things, one after the other.
 *
 * @throws CiServerError where the CI server does not tell, so that what it told last stands
 */
async function questionsOf(
  ci: CiServerReader,
  { job, number, branch }: PipelineRun,
): Promise<WaitingRun> {
  const detail = await unlessAbsent(ci.run({ job, number }));
  const silence = detail?.missing.find(({ part }) => part === 'questions');
  // Without what tells it at the CI server, nothing can be answered in the portal.
  if (silence && silence.because.kind !== 'no-plugin') {
    throw new CiServerError(silence.because.kind, silence.because.message);
  }
  const inputs = (detail?.inputs ?? []).filter(each => !each.restrictedTo);
  return {
    run: { job, number, branch },
    questions: inputs.map(({ message }) => message),
    until: inputs.map(({ until }) => until).sort()[0],
  };
}

async function unlessAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') return undefined;
    throw error;
  }
}
