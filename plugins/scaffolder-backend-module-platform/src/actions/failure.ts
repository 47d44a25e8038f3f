import {
  innermostStages,
  type PipelineFailure,
  type PipelineRun,
  type PipelineRunDetail,
  type StageState,
} from '@pilothouse/plugin-platform-common';
import type { CiServer } from '@pilothouse/plugin-platform-node';
import { OutcomeError } from './plainly';

const mostTests = 5;
const mostLetters = 4_000;
const tailBytes = 4_000;

/** Why a run did not succeed, as far as the CI server tells. */
export async function failureOf(
  ci: Pick<CiServer, 'run'>,
  run: PipelineRun,
  signal?: AbortSignal,
): Promise<PipelineFailure> {
  const { job, number } = run;
  const detail = await ci.run({ job, number }, signal).catch(() => undefined);
  const { jenkinsfile, stages = [] } = detail ?? run;
  const failed = innermostStages(stages).filter(({ state }) => isWrong(state));
  const {
    failedTests = [],
    failedTestsCut = false,
  }: Partial<PipelineRunDetail> = detail ?? {};
  return {
    job,
    number,
    state: run.state,
    stages: failed.map(({ name, because }) => ({ name, because })),
    failedTests: failedTests.slice(0, mostTests).map(test => ({
      ...test,
      message: test.message?.slice(0, mostLetters),
      stack: test.stack?.slice(0, mostLetters),
    })),
    failedTestsCut: failedTestsCut || failedTests.length > mostTests,
    jenkinsfile,
  };
}

/** A failure in one paragraph, for the log of the task. */
export function failureError(
  { failedTests, job, number, stages, state }: PipelineFailure,
  url: string | undefined,
): OutcomeError {
  const tests = failedTests.map(({ name, message }) =>
    message ? `${name}: ${message}` : name,
  );
  return new OutcomeError(
    [
      `Run ${number} of the pipeline ${job} ended as ${state}`,
      ...stages.map(({ name, because }) =>
        because
          ? `The stage ${name} failed: ${because}`
          : `The stage ${name} failed`,
      ),
      ...(tests.length > 0 ? [`Tests that failed: ${tests.join('; ')}`] : []),
      ...(url ? [`See ${url}`] : []),
    ].join('. '),
  );
}

function isWrong(state: StageState): boolean {
  return state === 'failed' || state === 'unstable';
}

/**
 * The end of what a run has said: it is gone with its job when the run is undone.
 *
 * @returns nothing when the CI server does not tell
 */
export async function logEndOf(
  ci: Pick<CiServer, 'log'>,
  { job, number }: PipelineRun,
  signal?: AbortSignal,
): Promise<string> {
  const wanted = { tailBytes, maxBytes: tailBytes };
  const piece = await ci
    .log({ job, number }, wanted, signal)
    .catch(() => undefined);
  return piece?.text.trimEnd() ?? '';
}
