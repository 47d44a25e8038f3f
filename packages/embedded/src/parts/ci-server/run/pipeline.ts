import type { Pipeline } from '../jenkinsfile/pipeline-syntax.ts';
import { type Context, say } from './context.ts';
import { resultOf } from './outcome.ts';
import { runPost } from './post.ts';
import { runStages } from './stages.ts';
import { withRetry } from './steps/flow.ts';
import {
  inAgent,
  inEnvironment,
  inOptions,
  inStage,
  refuseTools,
} from './surroundings.ts';

/** Runs a pipeline; what it throws has already made the build as bad as it is. */
export async function runPipeline(
  pipeline: Pipeline,
  context: Context,
): Promise<void> {
  const { state } = context.session;
  try {
    await inOptions(pipeline.options, context, outer =>
      inAgent(pipeline.agent, pipeline.options, outer, placed =>
        inEnvironment(pipeline.environment, placed, inner =>
          runAndFollowUp(pipeline, inner),
        ),
      ),
    );
  } catch (error) {
    state.worsen(resultOf(error), undefined, undefined);
    throw error;
  }
}

async function runAndFollowUp(
  pipeline: Pipeline,
  context: Context,
): Promise<void> {
  const { state } = context.session;
  let failure: { readonly error: unknown } | undefined;
  try {
    await refuseTools(pipeline.tools, context);
    await withRetry(context, pipeline.options.retry ?? 1, within =>
      runStages(pipeline.stages, within),
    );
  } catch (error) {
    failure = { error };
    state.worsen(resultOf(error), undefined, undefined);
  }
  const error = await followUp(pipeline, context);
  if (failure) throw failure.error;
  if (error !== undefined) throw error;
}

async function followUp(
  { post }: Pipeline,
  context: Context,
): Promise<unknown> {
  if (post.length === 0) return undefined;
  const { state } = context.session;
  let failure: unknown;
  const name = 'Declarative: Post Actions';
  await inStage(name, context, false, async within => {
    failure = await runPost(post, within, () => state.result ?? 'SUCCESS');
    if (failure !== undefined) throw failure;
  }).catch(async error => {
    failure = error;
    await say(context, 'ERROR: post actions failed');
  });
  return failure;
}
