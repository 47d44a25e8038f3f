import {
  goesOn,
  jobNameSchema,
  type PipelineRunDetail,
  type RunRef,
  type RunsPage,
} from '@pilothouse/plugin-platform-common';
import { NotFoundError } from '@backstage/errors';
import type {
  CiServerReader,
  RunsSelection,
} from '@pilothouse/plugin-platform-node';
import type { Question } from './Readings';

const whileRunningMs = 2_000;
const whileQuietMs = 4_000;
const afterItsEndMs = 20_000;
const ofTeamMs = 10_000;

/** A page of the runs of a job. */
export function runsQuestion(
  ci: CiServerReader,
  job: string,
  selection: RunsSelection,
  everyMs = paceOfPage,
): Question<RunsPage> {
  const { offset, limit } = selection;
  return {
    key: JSON.stringify(['runs', job, offset, limit]),
    job,
    ask: async () => {
      mustBeName(job);
      return ci.runs(job, selection);
    },
    everyMs,
  };
}

/** A page of which a team's page shows many: each is asked for less often. */
export function runsOfTeamQuestion(
  ci: CiServerReader,
  job: string,
  limit: number,
): Question<RunsPage> {
  return runsQuestion(ci, job, { offset: 0, limit }, () => ofTeamMs);
}

/** One run. */
export function runQuestion(
  ci: CiServerReader,
  run: RunRef,
): Question<PipelineRunDetail> {
  const { job, number } = run;
  return {
    key: JSON.stringify(['run', job, number]),
    job,
    ask: () => ci.run({ job, number }),
    everyMs: known =>
      known && !goesOn(known.state) ? afterItsEndMs : whileRunningMs,
  };
}

function paceOfPage(page: RunsPage | undefined): number {
  const busy =
    page &&
    (page.queued.length > 0 || page.runs.some(({ state }) => goesOn(state)));
  return busy ? whileRunningMs : whileQuietMs;
}

/** An annotation may hold anything; what cannot be a job is not there. */
function mustBeName(job: string): void {
  if (!jobNameSchema.safeParse(job).success) {
    throw new NotFoundError(`${job} cannot be the name of a job`);
  }
}
