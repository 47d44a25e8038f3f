import type { InputDirective, Stage } from '../jenkinsfile/pipeline-syntax.ts';
import type { BuildResult } from '../model.ts';
import { type Context, say, withVariables } from './context.ts';
import { runStatements, valueOf } from './interpret.ts';
import { Interruption, resultOf, worse } from './outcome.ts';
import { runPost } from './post.ts';
import { withRetry } from './steps/flow.ts';
import { ask, parameterValues, submittersOf } from './steps/input.ts';
import {
  inAgent,
  inEnvironment,
  inOptions,
  inStage,
  refuseTools,
} from './surroundings.ts';
import { asText } from './values.ts';
import { holds } from './when.ts';

/** Runs stages one after the other; those after a failed one are only named. */
export async function runStages(
  stages: readonly Stage[],
  context: Context,
): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  for (const stage of stages) {
    const reason = failure
      ? `Stage "${stage.name}" skipped due to earlier failure(s)`
      : skippedAsUnstable(stage, context);
    if (reason) await skip(stage, context, reason);
    else
      try {
        await runStage(stage, context, false);
      } catch (error) {
        failure = { error };
      }
  }
  if (failure) throw failure.error;
}

function skippedAsUnstable(
  { name }: Stage,
  { session }: Context,
): string | undefined {
  const skipped =
    session.options.skipStagesAfterUnstable &&
    session.state.result === 'UNSTABLE';
  return skipped
    ? `Stage "${name}" skipped because the build is unstable`
    : undefined;
}

function skip(stage: Stage, context: Context, reason: string): Promise<void> {
  return inStage(stage.name, context, false, async within => {
    await say(within, reason);
    return { skipped: reason };
  });
}

async function runParallel(stage: Stage, context: Context): Promise<void> {
  if (stage.work.kind !== 'parallel') return;
  const { options } = context.session;
  const failFast = stage.failFast || options.parallelsAlwaysFailFast === true;
  const others = new AbortController();
  const signal = failFast
    ? AbortSignal.any([context.signal, others.signal])
    : context.signal;
  const failures: unknown[] = [];
  await Promise.all(
    stage.work.stages.map(async branch => {
      try {
        await runStage(branch, { ...context, signal }, true);
      } catch (error) {
        failures.push(error);
        await say(context, `Failed in branch ${branch.name}`);
        others.abort(
          new Interruption('failFast', `Failing fast: ${branch.name} failed`),
        );
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
}

function runStage(
  stage: Stage,
  context: Context,
  parallel: boolean,
): Promise<void> {
  return inStage(stage.name, context, parallel, async outer => {
    const skipped = `Stage "${stage.name}" skipped due to when conditional`;
    let done = false;
    await inOptions(stage.options, outer, async within => {
      if (stage.when?.beforeInput && !(await isWanted(stage, within))) return;
      const asked = stage.input ? await runInput(stage.input, within) : within;
      if (stage.when?.beforeAgent && !(await isWanted(stage, asked))) return;
      await inAgent(stage.agent, stage.options, asked, placed =>
        inEnvironment(stage.environment, placed, async inner => {
          if (!(await isWanted(stage, inner))) return;
          done = true;
          await runWork(stage, inner);
        }),
      );
    });
    if (done) return undefined;
    await say(outer, skipped);
    return { skipped };
  });
}

async function isWanted({ when }: Stage, context: Context): Promise<boolean> {
  return !when || holds(when.condition, context);
}

/** Does what the stage is for, and what comes after it. */
async function runWork(stage: Stage, context: Context): Promise<void> {
  const { session, stageId = '' } = context;
  let failure: { readonly error: unknown } | undefined;
  try {
    await refuseTools(stage.tools, context);
    await withRetry(context, stage.options.retry ?? 1, within =>
      runStepsOrStages(stage, within),
    );
  } catch (error) {
    failure = { error };
  }
  const result = (): BuildResult =>
    worse(
      session.state.stageResult(stageId),
      failure && resultOf(failure.error),
    ) ?? 'SUCCESS';
  const error = await runPost(stage.post, context, result);
  if (failure) throw failure.error;
  if (error !== undefined) throw error;
}

async function runStepsOrStages(stage: Stage, context: Context): Promise<void> {
  const { work } = stage;
  if (work.kind === 'steps') await runStatements(work.steps, context);
  else if (work.kind === 'stages') await runStages(work.stages, context);
  else await runParallel(stage, context);
}

/** Asks what a stage asks before it begins; the answers are variables of the stage. */
async function runInput(
  directive: InputDirective,
  context: Context,
): Promise<Context> {
  const text = async (
    name: 'id' | 'ok' | 'submitter' | 'submitterParameter',
  ) => {
    const value = directive[name];
    return value && asText(await valueOf(value, context));
  };
  const id = await text('id');
  const submitterParameter = await text('submitterParameter');
  const { parameters } = directive;
  const decision = await ask(context, {
    message: asText(await valueOf(directive.message, context)),
    ok: (await text('ok')) ?? 'Proceed',
    submitters: submittersOf(await text('submitter')),
    parameters,
    ...(id && { id }),
    ...(submitterParameter && { submitterParameter }),
  });
  const values = Object.entries(
    parameterValues(parameters, decision.parameters),
  ).map(([name, value]) => [name, String(value)] as const);
  return withVariables(context, {
    ...Object.fromEntries(values),
    ...(submitterParameter && { [submitterParameter]: decision.by }),
  });
}
