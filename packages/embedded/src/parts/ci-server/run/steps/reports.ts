import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestSuite } from '../../model.ts';
import { type Context, placeOf, say } from '../context.ts';
import { selectFiles } from '../files.ts';
import { parseJunit } from '../junit.ts';
import { StepFailure, worse } from '../outcome.ts';
import type { Arguments, Step } from './step.ts';
import { copyFile } from './workspace.ts';

const junit: Step = async ({ context, args }) => {
  await say(context, 'Recording test results');
  const suites = await readReports(context, args);
  const cases = suites.flatMap(suite => suite.cases);
  if (cases.length === 0) {
    if (args.flag('allowEmptyResults')) return null;
    throw new StepFailure('None of the test reports contained any result');
  }
  const { state } = context.session;
  state.addSuites(suites);
  const failed = cases.filter(({ status }) => status === 'FAILED');
  if (failed.length > 0 && !args.flag('skipMarkingBuildUnstable'))
    state.worsen('UNSTABLE', 'UNSTABLE', context.stageId);
  return null;
};

/** Clocks of files may be this much behind. */
const CLOCK_TOLERANCE_MS = 3000;

async function readReports(
  context: Context,
  args: Arguments,
): Promise<TestSuite[]> {
  const { directory } = placeOf(context, 'junit');
  const includes = args.required('testResults');
  const files = await selectFiles(directory, { includes });
  if (files.length === 0) {
    const problem = 'No test report files were found. Configuration error?';
    if (!args.flag('allowEmptyResults')) throw new StepFailure(problem);
    await say(context, problem);
    return [];
  }
  const started = context.session.state.progress().startTimeMillis;
  const suites: TestSuite[] = [];
  let fresh = 0;
  for (const file of files) {
    const { mtimeMs } = await stat(join(directory, file));
    if (mtimeMs < started - CLOCK_TOLERANCE_MS) continue;
    fresh += 1;
    const text = await readFile(join(directory, file), 'utf8');
    suites.push(...parseJunit(text, file));
  }
  if (fresh === 0 && !args.flag('skipOldReports'))
    throw new StepFailure(
      'Test reports were found but none of them are new. Did leafNodes run?',
    );
  return suites;
}

const archiveArtifacts: Step = async ({ context, args }) => {
  const { directory } = placeOf(context, 'archiveArtifacts');
  const { request, state } = context.session;
  const worst = worse(state.result, stageResult(context)) ?? 'SUCCESS';
  if (args.flag('onlyIfSuccessful') && !/SUCCESS|UNSTABLE/.test(worst)) {
    await say(
      context,
      'Skipping artifact archiving because build is not successful',
    );
    return null;
  }
  await say(context, 'Archiving artifacts');
  const includes = args.required('artifacts');
  const files = await selectFiles(directory, {
    includes,
    excludes: args.text('excludes'),
    defaultExcludes: args.unlessFalse('defaultExcludes'),
  });
  if (files.length === 0) {
    const problem = `No artifacts found that match the file pattern "${includes}". Configuration error?`;
    if (!args.flag('allowEmptyArchive')) throw new StepFailure(problem);
    await say(context, problem);
  }
  for (const path of files) {
    await copyFile(directory, request.folders.artifacts, path);
    const { size } = await stat(join(request.folders.artifacts, path));
    state.addArtifact({ path, size });
  }
  return null;
};

function stageResult({ session, stageId }: Context) {
  return stageId ? session.state.stageResult(stageId) : undefined;
}

export const REPORT_STEPS = { junit, archiveArtifacts };
