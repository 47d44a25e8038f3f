import { NotFoundError } from '@backstage/errors';
import {
  innermostStages,
  type JenkinsfileProblem,
  type PipelineRun,
  type RunRef,
} from '@pilothouse/plugin-platform-common';
import type { CiServer } from '@pilothouse/plugin-platform-node';

const maxText = 300;
/** A stack trace and what is done behind it fit in. */
const tailBytes = 64 * 1024;
const compiled = /^WorkflowScript: (\d+): (.+)$/m;
const unknownStep = /No such DSL method '([^']+)' found among steps/;
const thrown = new RegExp(
  `^.*\\bNoSuchMethodError: (${unknownStep.source}).*$`,
  'm',
);
const frame = /\(WorkflowScript:(\d+)\)/;
const place = / @ line \d+, column \d+\.$/;

/**
 * Why a Jenkinsfile could not be run as it is written, as the log of its run tells it:
 * when it was compiled, or when a step was called that Jenkins does not have.
 */
export function jenkinsfileProblemIn(
  log: string,
): JenkinsfileProblem | undefined {
  const text = log.replaceAll('\r\n', '\n');
  const [, line, said] = compiled.exec(text) ?? [];
  if (said) return problemOf(said.replace(place, ''), line);
  const call = thrown.exec(text);
  return call?.[1]
    ? problemOf(call[1], frame.exec(text.slice(call.index))?.[1])
    : undefined;
}

/**
 * Whether the log of a run is worth reading for it: what failed in a stage for another
 * reason, or by its tests, was a Jenkinsfile that can be run.
 */
export function mayBeJenkinsfile({
  state,
  stages,
  tests,
}: Pick<PipelineRun, 'state' | 'stages' | 'tests'>): boolean {
  const failed = innermostStages(stages ?? []).find(
    stage => stage.state === 'failed',
  );
  return (
    state === 'failed' &&
    stages !== undefined &&
    !tests?.failed &&
    (!failed || unknownStep.test(failed.because ?? ''))
  );
}

/** Reads the end of a log for it. */
export async function readJenkinsfileProblem(
  log: CiServer['log'],
  run: RunRef,
  signal?: AbortSignal,
): Promise<JenkinsfileProblem | undefined> {
  const end = { tailBytes, maxBytes: tailBytes };
  try {
    return jenkinsfileProblemIn((await log(run, end, signal)).text);
  } catch (error) {
    // The log of a run may be discarded before the run is.
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

function problemOf(said: string, line?: string): JenkinsfileProblem {
  return {
    line: line === undefined ? undefined : Number(line),
    unknownStep: unknownStep.exec(said)?.[1],
    text: said.length > maxText ? `${said.slice(0, maxText)}…` : said,
  };
}
