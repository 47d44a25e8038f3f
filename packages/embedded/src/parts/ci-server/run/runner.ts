import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { parseJenkinsfile } from '../jenkinsfile/parse.ts';
import type { Pipeline } from '../jenkinsfile/pipeline-syntax.ts';
import { describeProblem, JenkinsfileProblem } from '../jenkinsfile/problem.ts';
import type {
  BuildProgress,
  BuildRequest,
  BuildRunner,
  RunningBuild,
} from '../model.ts';
import { BuildLog } from './build-log.ts';
import { describeCause } from './causes.ts';
import {
  type Context,
  type InputAnswers,
  say,
  type Session,
  SharedExecutor,
  Workspaces,
} from './context.ts';
import { readRemoteFile } from './git.ts';
import { Secrets } from './masking.ts';
import { Interruption, resultOf, StepFailure } from './outcome.ts';
import { runPipeline } from './pipeline.ts';
import { killMarked } from './process.ts';
import { RunState } from './run-state.ts';
import { messageOf } from './steps/flow.ts';
import { buildVariables, parametersOf, secretParameters } from './variables.ts';

const GRACE_MS = 5000;

/** Variable that marks the processes of a build, so that none outlives it. */
const COOKIE = 'JENKINS_NODE_COOKIE';

/** One run of a pipeline, from its cause to `Finished`. */
class Run implements RunningBuild {
  readonly done: Promise<BuildProgress>;
  readonly #request: BuildRequest;
  readonly #session: Session;
  readonly #inputs = new Map<string, InputAnswers>();
  readonly #interruptible = new Set<AbortController>();
  readonly #secrets = new Secrets();
  readonly #state: RunState;

  constructor(request: BuildRequest, graceMillis: number) {
    this.#request = request;
    this.#state = new RunState(request.onEvent, {}, this.#secrets);
    this.#session = {
      request,
      state: this.#state,
      log: new BuildLog(request.log, this.#secrets),
      secrets: this.#secrets,
      graceMillis,
      cookie: [COOKIE, randomBytes(16).toString('hex')],
      environment: buildVariables(request, {}),
      options: {},
      inputs: this.#inputs,
      workspaces: new Workspaces(request.folders.workspace),
      executor: new SharedExecutor(request.executors),
      nextAbort: () => this.#nextAbort(),
    };
    this.done = this.#run();
  }

  progress(): BuildProgress {
    return this.#state.progress();
  }

  abort(by: string): void {
    const interruption = new Interruption('abort', `Aborted by ${by}`);
    const interrupted = [...this.#interruptible];
    this.#interruptible.clear();
    for (const each of interrupted) each.abort(interruption);
  }

  answer(...[inputId, decision]: Parameters<RunningBuild['answer']>): boolean {
    const waiting = this.#inputs.get(inputId);
    waiting?.answer(decision);
    return waiting !== undefined;
  }

  #nextAbort(): AbortSignal {
    const controller = new AbortController();
    this.#interruptible.add(controller);
    return controller.signal;
  }

  async #run(): Promise<BuildProgress> {
    const context = this.#context(this.#session);
    try {
      for (const cause of this.#request.causes)
        await say(context, describeCause(cause));
      await this.#runJenkinsfile(context);
    } catch (error) {
      this.#state.worsen(resultOf(error), undefined, undefined);
      await say(context, explain(error)).catch(() => {});
    }
    await this.#cleanUp(context).catch(async error => {
      this.#state.worsen('FAILURE', undefined, undefined);
      await say(context, explain(error)).catch(() => {});
    });
    const { result = 'SUCCESS' } = this.#state;
    await say(context, `Finished: ${result}`).catch(() => {});
    return this.#state.finish();
  }

  #context(session: Session): Context {
    return {
      session,
      signal: this.#nextAbort(),
      timestamps: false,
      environment: {},
      assigned: new Map(),
      parameters: new Map(),
      variables: new Map(),
    };
  }

  async #runJenkinsfile(context: Context): Promise<void> {
    const { text, commit } = await this.#readJenkinsfile(context);
    const pipeline = parse(text);
    const parameters = parametersOf(pipeline, this.#request.parameters);
    const shown = { ...parameters };
    for (const name of secretParameters(pipeline)) {
      this.#secrets.add(String(parameters[name]));
      delete shown[name];
    }
    this.#state.declare(pipeline.declared, shown);
    const session: Session = {
      ...this.#session,
      options: pipeline.options,
      environment: buildVariables(this.#request, parameters),
      ...(commit && { commit }),
    };
    await say(context, '[Pipeline] Start of Pipeline');
    await runPipeline(pipeline, {
      ...context,
      session,
      parameters: new Map(Object.entries(parameters)),
    }).finally(() => say(context, '[Pipeline] End of Pipeline'));
  }

  async #readJenkinsfile(
    context: Context,
  ): Promise<{ text: string; commit?: string }> {
    const { jenkinsfile, checkout } = this.#request;
    if (jenkinsfile.kind === 'inline') return { text: jenkinsfile.script };
    if (!checkout)
      throw new StepFailure(
        'the job has no repository to read its script from',
      );
    const { path } = jenkinsfile;
    const found = await readRemoteFile(context, checkout, path);
    await say(context, `Obtained ${path} from ${found.commit}`);
    return found;
  }

  /** Ends what the build has left running, and removes what only it needed. */
  async #cleanUp(context: Context): Promise<void> {
    await killMarked(this.#session.cookie);
    const { scratch } = this.#request.folders;
    await rm(scratch, { recursive: true, force: true }).catch(error =>
      say(context, `WARNING: ${scratch} is not removed: ${messageOf(error)}`),
    );
  }
}

/**
 * Runs pipelines as processes of this machine.
 *
 * @param options - `graceMillis` is left to processes to end before they are killed
 */
export function createBuildRunner(
  options: { readonly graceMillis?: number } = {},
): BuildRunner {
  const { graceMillis = GRACE_MS } = options;
  return { start: request => new Run(request, graceMillis) };
}

/** Reads the Jenkinsfile; the lines of a problem are those that Jenkins shows. */
function parse(text: string): Pipeline {
  try {
    return parseJenkinsfile(text);
  } catch (error) {
    if (!(error instanceof JenkinsfileProblem)) throw error;
    throw new StepFailure(describeProblem(error, text).join('\n'));
  }
}

function explain(error: unknown): string {
  const message = messageOf(error);
  if (error instanceof Interruption) return message;
  return message.startsWith('org.codehaus') ? message : `ERROR: ${message}`;
}
