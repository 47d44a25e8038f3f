import { mkdir } from 'node:fs/promises';
import type {
  BuildRequest,
  ExecutorPool,
  InputDecision,
  Revision,
} from '../model.ts';
import type { Agent, Options } from '../jenkinsfile/pipeline-syntax.ts';
import type { BuildLog } from './build-log.ts';
import type { Secrets } from './masking.ts';
import { StepFailure } from './outcome.ts';
import type { RunState } from './run-state.ts';
import type { Value } from './values.ts';

/** What all steps of one build share. */
export interface Session {
  readonly request: BuildRequest;
  readonly state: RunState;
  readonly log: BuildLog;
  readonly secrets: Secrets;
  readonly graceMillis: number;
  /** Marks the processes of this build. */
  readonly cookie: readonly [name: string, value: string];
  /** The revision that the Jenkinsfile is of; `checkout scm` checks out that one. */
  readonly commit?: string;
  /** Variables of every build, such as PATH and BUILD_NUMBER. */
  readonly environment: Readonly<Record<string, string>>;
  readonly options: Options;
  readonly inputs: Map<string, InputAnswers>;
  readonly workspaces: Workspaces;
  readonly executor: SharedExecutor;
  /** A signal that the next abort fires, but none before. */
  nextAbort(): AbortSignal;
}

/** Who waits for an answer. */
export interface InputAnswers {
  answer(decision: InputDecision): void;
}

/** Where a step runs. */
export interface Context {
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly stageId?: string;
  readonly timestamps: boolean;
  /** Variables of the blocks around, which go before all others. */
  readonly environment: Readonly<Record<string, string>>;
  /** What `env.NAME = …` has set, for all of the build. */
  readonly assigned: Map<string, string>;
  readonly parameters: ReadonlyMap<string, Value>;
  /** What `script` has defined, shared with the blocks within. */
  readonly variables: Map<string, Value>;
  /** Left out where no agent is given. */
  readonly place?: Place;
}

export interface Place {
  readonly workspace: string;
  readonly directory: string;
}

/** Where files and processes of a step are. */
export function placeOf(context: Context, step: string): Place {
  if (context.place) return context.place;
  throw new StepFailure(
    `Required context class hudson.FilePath is missing\nPerhaps you forgot to surround the ${step} step with a step that provides this, such as: node`,
  );
}

/** Writes lines into the log, as part of the stage. */
export function say(context: Context, text: string): Promise<void> {
  const { session, stageId, timestamps } = context;
  return session.log.say(text, { stageId, timestamps });
}

/**
 * The executor of one build, which it has while it works anywhere. Several agents at once
 * share it: with few executors, builds that each wait for a second one would wait forever.
 */
export class SharedExecutor {
  readonly #pool: ExecutorPool;
  readonly #using = new Set<symbol>();
  #release: (() => void) | undefined;
  /** One at a time takes it or gives it back. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(pool: ExecutorPool) {
    this.#pool = pool;
  }

  /** @param waits - called when all executors are taken by other builds */
  async use<T>(
    signal: AbortSignal,
    waits: () => void,
    action: () => Promise<T>,
  ): Promise<T> {
    const user = Symbol('agent');
    const taken = this.#last.then(async () => {
      this.#release ??= await this.#pool.take(signal, waits);
      this.#using.add(user);
    });
    this.#last = taken.catch(() => {});
    await taken;
    try {
      return await action();
    } finally {
      this.#using.delete(user);
      if (this.#using.size === 0) {
        this.#release?.();
        this.#release = undefined;
      }
    }
  }
}

/** Workspaces of one build; an agent within another one gets a place of its own. */
export class Workspaces {
  readonly #base: string;
  readonly #used = new Set<number>();

  constructor(base: string) {
    this.#base = base;
  }

  async use<T>(
    action: (workspace: string) => Promise<T>,
    custom?: string,
  ): Promise<T> {
    let number = 1;
    while (this.#used.has(number)) number += 1;
    const path = number === 1 ? this.#base : `${this.#base}@${number}`;
    const workspace = custom ?? path;
    if (!custom) this.#used.add(number);
    try {
      await mkdir(workspace, { recursive: true });
      return await action(workspace);
    } finally {
      if (!custom) this.#used.delete(number);
    }
  }
}

/** Whether an agent is a machine to run on. */
export function isPlace(agent: Agent | undefined): agent is Agent {
  return agent !== undefined && agent.kind !== 'none';
}

/** Variables that git's plugin gives for a revision. */
export function revisionVariables(
  revision: Revision,
  previousCommit: string | undefined,
): Record<string, string> {
  return {
    GIT_COMMIT: revision.commit,
    GIT_BRANCH: revision.branch,
    GIT_URL: revision.url,
    ...(previousCommit && { GIT_PREVIOUS_COMMIT: previousCommit }),
  };
}

/** All variables that a process in the context has. */
export function environmentOf(
  context: Context,
): Readonly<Record<string, string>> {
  return {
    ...context.session.environment,
    ...Object.fromEntries(context.assigned),
    ...context.environment,
  };
}

/** The context with variables that go before those it has. */
export function withVariables(
  context: Context,
  variables: Readonly<Record<string, string>>,
): Context {
  return { ...context, environment: { ...context.environment, ...variables } };
}
