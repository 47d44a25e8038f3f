import type {
  PipelineRun,
  PipelineRunDetail,
} from '@pilothouse/plugin-platform-common';
import type { CiServer } from '@pilothouse/plugin-platform-node';
import { OutcomeError } from './plainly';

const mostTests = 5;
const tailBytes = 4_000;

/** Why a run did not succeed, as far as the CI server tells. */
export async function failureOf(
  ci: Pick<CiServer, 'run'>,
  run: PipelineRun,
  signal?: AbortSignal,
): Promise<Error> {
  const { job, number } = run;
  const detail = await ci.run({ job, number }, signal).catch(() => undefined);
  const reasons = detail ? reasonsOf(detail) : [];
  return new OutcomeError(
    [
      `Run ${number} of the pipeline ${job} ended as ${run.state}`,
      ...reasons,
      ...(run.url ? [`See ${run.url}`] : []),
    ].join('. '),
  );
}

function reasonsOf({ stages = [], failedTests }: PipelineRunDetail): string[] {
  const failed = stages.filter(({ state }) => state === 'failed');
  const tests = failedTests
    .slice(0, mostTests)
    .map(({ name, message }) => (message ? `${name}: ${message}` : name));
  return [
    ...failed.map(({ name, because }) =>
      because
        ? `The stage ${name} failed: ${because}`
        : `The stage ${name} failed`,
    ),
    ...(tests.length > 0 ? [`Tests that failed: ${tests.join('; ')}`] : []),
  ];
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
