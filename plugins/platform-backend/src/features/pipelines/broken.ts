import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  mainBranches,
  verdictOf,
  type BrokenPipeline,
  type BrokenPipelines,
  type LiveInput,
  type LiveOutput,
  type PipelineRun,
  type PipelineRunDetail,
  type RunsPage,
} from '@pilothouse/plugin-platform-common';
import { runQuestion, runsOfMainQuestion } from './questions';
import type { Known } from './Reading';
import { isTold } from './services';
import { ownJobOf, type PipelineContext, type PipelineView } from './views';

type Broken = Pick<BrokenPipeline, 'since' | 'sinceOrEarlier'> & {
  readonly run: PipelineRun;
};

/** The broken pipelines of all services whose runs the person may see. */
export const brokenPipelines: PipelineView<
  LiveInput<'pipelines.broken'>,
  LiveOutput<'pipelines.broken'>
> = (_, context) => {
  const built = context.catalog.entities('component').flatMap(entity => {
    const job = isTold(context.told, entity)
      ? ownJobOf(entity, context.trust)
      : undefined;
    return job ? [{ ref: stringifyEntityRef(entity), job }] : [];
  });
  const all = built.map(({ ref, job }) => {
    const known = runsOfMain(job, built.length, context);
    return { ref, known, broken: brokenOf(known.heard?.value) };
  });
  return {
    services: Object.fromEntries(
      all.flatMap(({ ref, broken }) =>
        broken ? [[ref, withReason(broken, context)]] : [],
      ),
    ),
    silent: silentOf(all.map(({ known }) => known)),
  };
};

/**
 * The run by which a branch is broken: the newest that says whether what was built is
 * right, if it went wrong. One that goes on, or was aborted, says nothing.
 *
 * @param page - the newest runs of the branch
 */
export function brokenOf(
  page: Pick<RunsPage, 'runs' | 'more'> | undefined,
): Broken | undefined {
  const telling = (page?.runs ?? []).filter(({ state }) => verdictOf(state));
  const right = telling.findIndex(({ state }) => verdictOf(state) === 'right');
  const wrong = right < 0 ? telling : telling.slice(0, right);
  const [run] = wrong;
  const first = wrong.at(-1);
  return run && first
    ? {
        run,
        since: endOf(first),
        sinceOrEarlier: right < 0 && (page?.more ?? false),
      }
    : undefined;
}

function endOf({ startedAt, durationMs }: PipelineRun): string {
  return new Date(Date.parse(startedAt) + durationMs).toISOString();
}

/** Of a multibranch job those of its main branch, else those of the job itself. */
function runsOfMain(
  job: string,
  services: number,
  { ci, known }: PipelineContext,
): Known<RunsPage> {
  const ask = (name: string) => known(runsOfMainQuestion(ci, name, services));
  for (const branch of mainBranches) {
    const answer = ask(`${job}/${branch}`);
    const isAbsent = answer.heard && !answer.heard.value;
    if (!isAbsent) return answer;
  }
  const whole = ask(job);
  const page = whole.heard?.value;
  if (!whole.heard || !page) return whole;
  const runs = page.runs.filter(run => run.job === job);
  return { ...whole, heard: { ...whole.heard, value: { ...page, runs } } };
}

/** Rows lack the names of tests, and may lack stages. */
function withReason(
  { run, since, sinceOrEarlier }: Broken,
  { ci, known }: PipelineContext,
): BrokenPipeline {
  const { job, number, branch, state, tests } = run;
  const isWhole = run.stages !== undefined && !tests?.failed;
  const detail: Partial<PipelineRunDetail> = isWhole
    ? run
    : known(runQuestion(ci, { job, number })).heard?.value ?? run;
  const stage = (detail.stages ?? []).find(
    each => each.state === 'failed' || each.state === 'unstable',
  );
  return {
    run: { job, number, branch, state, tests },
    since,
    sinceOrEarlier,
    stage: stage?.name,
    test: detail.failedTests?.[0]?.name,
  };
}

function silentOf(all: readonly Known<unknown>[]): BrokenPipelines['silent'] {
  const silent = all
    .flatMap(({ failure }) =>
      failure && failure.because !== 'not-configured'
        ? [{ since: failure.since, because: failure.because }]
        : [],
    )
    .sort((a, b) => a.since.localeCompare(b.since));
  return silent[0] && { count: silent.length, ...silent[0] };
}
