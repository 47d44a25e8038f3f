import type { CredentialLookup } from './credential.ts';

/**
 * What the two halves of the CI server share: `run/` runs a pipeline and tells what happens
 * as plain data, the rest keeps it and shows it the way Jenkins does.
 */

/** A build's result, from best to worst; NOT_BUILT is a build whose pipeline never began. */
export type BuildResult =
  | 'SUCCESS'
  | 'UNSTABLE'
  | 'FAILURE'
  | 'NOT_BUILT'
  | 'ABORTED';

/** A stage's status, in the words of `wfapi`. */
export type StageStatus =
  | 'NOT_EXECUTED'
  | 'IN_PROGRESS'
  | 'PAUSED_PENDING_INPUT'
  | 'SUCCESS'
  | 'UNSTABLE'
  | 'FAILED'
  | 'ABORTED';

/** One stage of a run. */
export interface StageRun {
  /** Unique in its build; a number in decimal, growing in the order of beginning. */
  readonly id: string;
  readonly name: string;
  readonly status: StageStatus;
  readonly startTimeMillis: number;
  /** While the stage runs, what it took up to its last change of status. */
  readonly durationMillis: number;
  readonly pauseDurationMillis: number;
  /** The enclosing stage. */
  readonly parentId?: string;
  /** Whether it is one of several that its parent runs at the same time. */
  readonly parallel: boolean;
  /** Why it failed, or was skipped. */
  readonly reason?: string;
}

/** A question that the pipeline asks, and waits for. */
export interface PendingInput {
  /** As Jenkins makes it: letters and digits, the first one upper case. */
  readonly id: string;
  readonly stageId: string;
  readonly message: string;
  /** Label of the button that goes on. */
  readonly ok: string;
  /** People and groups that may answer; anyone who may build when it is empty. */
  readonly submitters: readonly string[];
  readonly submitterParameter?: string;
  readonly parameters: readonly ParameterDefinition[];
  readonly askedAtMillis: number;
}

/** What was answered to a question. */
export type InputDecision =
  | {
      readonly kind: 'proceed';
      readonly by: string;
      readonly parameters: ParameterValues;
    }
  | { readonly kind: 'abort'; readonly by: string };

/** A parameter of a job or of an input. */
export type ParameterDefinition = {
  readonly name: string;
  readonly description?: string;
} & (
  | { readonly kind: 'string' | 'text' | 'password'; readonly default: string }
  | { readonly kind: 'boolean'; readonly default: boolean }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
);

export type ParameterValues = Readonly<Record<string, string | boolean>>;

/** What a Jenkinsfile says of its job, which Jenkins takes over when a build begins. */
export interface DeclaredProperties {
  readonly parameters: readonly ParameterDefinition[];
  readonly concurrency: 'allowed' | 'one-at-a-time' | 'abort-previous';
  readonly discarder?: {
    readonly daysToKeep?: number;
    readonly numToKeep?: number;
    readonly artifactDaysToKeep?: number;
    readonly artifactNumToKeep?: number;
  };
  readonly quietPeriodSeconds?: number;
  readonly triggers: readonly DeclaredTrigger[];
}

export type DeclaredTrigger =
  | { readonly kind: 'cron' | 'pollSCM'; readonly spec: string }
  | {
      readonly kind: 'upstream';
      readonly projects: readonly string[];
      readonly threshold: BuildResult;
    };

/** Why a build began. */
export type BuildCause =
  | {
      readonly kind: 'user';
      readonly userId: string;
      readonly userName: string;
    }
  | { readonly kind: 'scm'; readonly note?: string }
  | { readonly kind: 'branch-indexing' }
  | { readonly kind: 'branch-event' }
  | { readonly kind: 'timer' }
  | {
      readonly kind: 'remote';
      readonly address: string;
      readonly note?: string;
    }
  | {
      readonly kind: 'upstream';
      readonly job: string;
      readonly build: number;
    }
  | { readonly kind: 'replay'; readonly build: number };

/** Results of tests, as JUnit's XML has them. */
export interface TestReport {
  readonly suites: readonly TestSuite[];
}

export interface TestSuite {
  readonly name: string;
  /** Report that it was read from, relative to the workspace. */
  readonly file: string;
  readonly durationSeconds: number;
  readonly timestamp?: string;
  readonly cases: readonly TestCase[];
  readonly stdout?: string;
  readonly stderr?: string;
}

export interface TestCase {
  readonly className: string;
  readonly name: string;
  readonly status: 'PASSED' | 'SKIPPED' | 'FAILED';
  readonly durationSeconds: number;
  /** The message of the failure. */
  readonly error?: string;
  readonly stack?: string;
  readonly skippedMessage?: string;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** A revision that a pipeline checked out. */
export interface Revision {
  readonly url: string;
  /** As git plugin says it: `origin/main`, or `detached`. */
  readonly branch: string;
  readonly commit: string;
  /** Commits since the build before, newest first; at most 100. */
  readonly changes: readonly Commit[];
}

export interface Commit {
  readonly id: string;
  readonly author: string;
  readonly email: string;
  readonly timestampMillis: number;
  readonly subject: string;
  readonly message: string;
  readonly paths: readonly string[];
}

export interface Artifact {
  /** Relative to the folder of artifacts, with `/`. */
  readonly path: string;
  readonly size: number;
}

/** All that is known of a run at one moment: plain JSON, to be stored and read back. */
export interface BuildProgress {
  readonly startTimeMillis: number;
  readonly durationMillis: number;
  /** The worst so far while the build runs; left out while nothing has gone wrong. */
  readonly result?: BuildResult;
  readonly running: boolean;
  readonly stages: readonly StageRun[];
  readonly inputs: readonly PendingInput[];
  readonly revisions: readonly Revision[];
  readonly artifacts: readonly Artifact[];
  readonly tests: TestReport;
  /** Left out until the Jenkinsfile is read. */
  readonly declared?: DeclaredProperties;
  /** Parameters with the defaults of those that were not given; without passwords. */
  readonly parameters: ParameterValues;
}

/** A build as the server keeps it. */
export interface Build {
  readonly jobFullName: string;
  readonly number: number;
  readonly queueId: number;
  readonly causes: readonly BuildCause[];
  readonly description?: string;
  readonly displayName?: string;
  readonly keepForever: boolean;
  readonly progress: BuildProgress;
}

/** What happened in a run. `BuildProgress` already holds it when it is told. */
export type BuildEvent =
  | { readonly kind: 'declared'; readonly properties: DeclaredProperties }
  | { readonly kind: 'revision'; readonly revision: Revision }
  | { readonly kind: 'stage'; readonly stage: StageRun }
  | { readonly kind: 'input-asked'; readonly input: PendingInput }
  | {
      readonly kind: 'input-answered';
      readonly input: PendingInput;
      /** How the wait ended; `interrupted` by an abort, a time-out or failFast. */
      readonly decision: InputDecision | { readonly kind: 'interrupted' };
    }
  | { readonly kind: 'tests'; readonly suites: readonly TestSuite[] }
  | { readonly kind: 'artifact'; readonly artifact: Artifact }
  | { readonly kind: 'result'; readonly result: BuildResult };

/** Takes the log of a build, byte for byte as it is shown: secrets are masked before. */
export interface LogSink {
  /**
   * Whole lines, except where a line is longer than the runner's buffer. The runner waits
   * for the promise before it reads more of what a process says.
   *
   * @param stageId - innermost stage that says it; left out for what the build itself says
   */
  write(chunk: Uint8Array, stageId?: string): Promise<void>;
}

/** What `checkout scm` checks out. */
export interface Checkout {
  readonly url: string;
  /** Branch or tag, without `origin/` and `refs/`. */
  readonly branch: string;
  /** Left out: the branch's newest. */
  readonly commit?: string;
  readonly credentialsId?: string;
  /** What the build before checked out, to tell the changes since. */
  readonly previousCommit?: string;
}

/** Places where builds work; a build that only waits for an answer takes none. */
export interface ExecutorPool {
  /**
   * Takes an executor as soon as one is free, in the order of asking.
   *
   * @param waits - called when there is none at once
   * @returns what gives it back
   * @throws the signal's reason once that is aborted, having taken none
   */
  take(signal: AbortSignal, waits: () => void): Promise<() => void>;
}

export interface BuildRequest {
  readonly jobFullName: string;
  readonly number: number;
  /** Absolute, ending in `/`; becomes BUILD_URL and JOB_URL. */
  readonly buildUrl: string;
  readonly jobUrl: string;
  /** Left out for a job whose script is kept in its configuration. */
  readonly checkout?: Checkout;
  readonly jenkinsfile:
    | { readonly kind: 'inline'; readonly script: string }
    /** Path in the repository of `checkout`. */
    | { readonly kind: 'path'; readonly path: string };
  /** Those that were given; defaults are taken from the Jenkinsfile. */
  readonly parameters: ParameterValues;
  readonly causes: readonly BuildCause[];
  readonly credentials: CredentialLookup;
  readonly executors: ExecutorPool;
  readonly folders: {
    /** Kept from build to build; made when it is missing. */
    readonly workspace: string;
    /** Where this build's artifacts are kept; made when the first one is. */
    readonly artifacts: string;
    /** For this build's stashes and temporary files; the runner removes it at the end. */
    readonly scratch: string;
  };
  readonly log: LogSink;
  /**
   * Environment of every process: PATH, HOME, JENKINS_URL, and for branches BRANCH_NAME,
   * TAG_NAME, CHANGE_ID, CHANGE_TARGET, CHANGE_BRANCH and the like. Nothing else is
   * inherited from the server's own.
   */
  readonly environment: Readonly<Record<string, string>>;
  /** Of the last completed build, for `post { changed fixed regression }`. */
  readonly previousResult?: BuildResult;
  /** Told of everything that happens; it must not throw. */
  readonly onEvent: (event: BuildEvent) => void;
}

/** A run that goes on. */
export interface RunningBuild {
  /** Resolves when nothing of the run is left running; never rejects. */
  readonly done: Promise<BuildProgress>;
  progress(): BuildProgress;
  /**
   * Ends it: asks its processes, then kills them. `post` is still run; once more ends the
   * section of it that runs.
   */
  abort(by: string): void;
  /** @returns false when no such question waits for an answer */
  answer(inputId: string, decision: InputDecision): boolean;
}

/** Runs pipelines. */
export interface BuildRunner {
  start(request: BuildRequest): RunningBuild;
}
