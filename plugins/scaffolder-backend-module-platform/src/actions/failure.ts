import type {
  PipelineRun,
  PipelineRunDetail,
} from '@pilothouse/plugin-platform-common';
import type { CiServer } from '@pilothouse/plugin-platform-node';

const mostTests = 5;

/** Why a run did not succeed, as far as the CI server tells. */
export async function failureOf(
  ci: Pick<CiServer, 'run'>,
  run: PipelineRun,
  signal?: AbortSignal,
): Promise<Error> {
  const { job, number } = run;
  const detail = await ci.run({ job, number }, signal).catch(() => undefined);
  const reasons = detail ? reasonsOf(detail) : [];
  return new Error(
    [
      `Run ${number} of the pipeline ${job} ended as ${run.state}`,
      ...reasons,
      `See ${run.url}`,
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
