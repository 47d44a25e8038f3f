import type {
  Agent,
  EnvironmentEntry,
  Options,
  Tool,
} from '../jenkinsfile/pipeline-syntax.ts';
import { JenkinsfileProblem } from '../jenkinsfile/problem.ts';
import { type Context, isPlace, say, withVariables } from './context.ts';
import { valueOf } from './interpret.ts';
import { resultOf } from './outcome.ts';
import { environmentCredential } from './steps/credentials.ts';
import { messageOf, withTimeout } from './steps/flow.ts';
import { checkOutScm } from './steps/scm.ts';
import { asText } from './values.ts';

const NO_EXECUTOR =
  'Still waiting to schedule task\nWaiting for next available executor';

/** What is done within something. */
export type Action = (context: Context) => Promise<void>;

/** A stage with its beginning and end in the log and in what is known of the run. */
export async function inStage(
  name: string,
  context: Context,
  parallel: boolean,
  action: (context: Context) => Promise<void | { readonly skipped: string }>,
): Promise<void> {
  const { state } = context.session;
  const { stageId: parentId } = context;
  const id = state.beginStage({
    name,
    parallel,
    ...(parentId && { parentId }),
  });
  const within: Context = { ...context, stageId: id };
  await say(within, `[Pipeline] stage\n[Pipeline] { (${name})`);
  try {
    const outcome = await action(within);
    if (outcome) state.skipStage(id, outcome.skipped);
    else state.endStage(id);
  } catch (error) {
    state.endStage(id, resultOf(error), messageOf(error));
    throw error;
  } finally {
    await say(within, '[Pipeline] }\n[Pipeline] // stage');
  }
}

/** Applies the options that hold for all of a pipeline or stage. */
export function inOptions(
  options: Options,
  context: Context,
  action: Action,
): Promise<void> {
  const within: Context = {
    ...context,
    timestamps: context.timestamps || options.timestamps === true,
  };
  if (options.timeoutMillis === undefined) return action(within);
  return withTimeout(within, options.timeoutMillis, action);
}

/** Gives the action a workspace, with the source in it. */
export async function inAgent(
  agent: Agent | undefined,
  options: Options,
  context: Context,
  action: Action,
): Promise<void> {
  if (!isPlace(agent)) return action(context);
  const custom =
    agent.kind === 'label' && agent.customWorkspace
      ? asText(await valueOf(agent.customWorkspace, context))
      : undefined;
  const { executor, workspaces } = context.session;
  const inWorkspace = async (workspace: string) => {
    await say(context, `Running on built-in in ${workspace}`);
    const place = { workspace, directory: workspace };
    const variables = {
      WORKSPACE: workspace,
      WORKSPACE_TMP: `${workspace}@tmp`,
      NODE_NAME: 'built-in',
    };
    const within = withVariables({ ...context, place }, variables);
    const revision = await defaultCheckout(within, options);
    await action(withVariables(within, revision));
  };
  await say(context, '[Pipeline] node');
  return executor.use(
    context.signal,
    () => void say(context, NO_EXECUTOR).catch(() => {}),
    () => workspaces.use(inWorkspace, custom),
  );
}

async function defaultCheckout(
  context: Context,
  options: Options,
): Promise<Record<string, string>> {
  const { request, options: ofPipeline } = context.session;
  const skip = options.skipDefaultCheckout ?? ofPipeline.skipDefaultCheckout;
  if (skip || !request.checkout) return {};
  // As in Jenkins: only the checkout of the pipeline's own agent is a stage.
  if (context.stageId) return checkOutScm(context);
  let variables: Record<string, string> = {};
  await inStage('Declarative: Checkout SCM', context, false, async within => {
    variables = await checkOutScm(within);
  });
  return variables;
}

/** Adds the variables of an environment section; each may use those before it. */
export async function inEnvironment(
  entries: readonly EnvironmentEntry[],
  context: Context,
  action: Action,
): Promise<void> {
  let within = context;
  for (const { name, value } of entries) {
    const variables =
      value.kind === 'value'
        ? { [name]: asText(await valueOf(value.value, within)) }
        : await environmentCredential(
            within,
            name,
            asText(await valueOf(value.id, within)),
          );
    within = withVariables(within, variables);
  }
  return action(within);
}

/** Refuses tools: there is no installation of any. */
export async function refuseTools(
  tools: readonly Tool[],
  context: Context,
): Promise<void> {
  const [tool] = tools;
  if (!tool) return;
  const version = asText(await valueOf(tool.version, context));
  throw new JenkinsfileProblem(
    `Tool type "${tool.type}" does not have an install of "${version}" configured: this CI server uses the programs of its PATH, so leave "tools" out`,
    tool.at,
  );
}
