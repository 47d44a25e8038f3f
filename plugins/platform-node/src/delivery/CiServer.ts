import type {
  ExecutorTools,
  InputAnswer,
  LogPiece,
  PipelineRunDetail,
  RunAgainResult,
  RunRef,
  RunsPage,
} from '@pilothouse/plugin-platform-common';

/** Which runs are wanted, the newest first. */
export interface RunsSelection {
  /** How many newer ones are left out. */
  readonly offset: number;
  readonly limit: number;
}

/** Which piece of a log is wanted. */
export interface RunLogSelection {
  /** Where it begins; without it, `tailBytes` before the end, or at the beginning. */
  readonly start?: number;
  readonly tailBytes?: number;
  readonly maxBytes: number;
}

/** A job or folder of the CI server. */
export interface CiJob {
  readonly fullName: string;
  readonly kind: 'folder' | 'multibranch' | 'pipeline' | 'other';
  /** Its page, for people. */
  readonly url: string;
  /** Empty where it has none. */
  readonly description: string;
  /** Full names of what is in it. */
  readonly children: readonly string[];
}

/** Whether an `ensure…` made something; nothing is done a second time. */
export interface Ensured {
  /** False when it was there, as wanted or brought to that. */
  readonly created: boolean;
}

/** A multibranch job that is wanted. */
export interface MultibranchJob {
  /** Full name; its folder must be there. */
  readonly fullName: string;
  /** Address of the git repository. */
  readonly sourceUrl: string;
  /** Credential by which the repository is read, of its folder or one above. */
  readonly credentialsId?: string;
  /** Path of the pipeline's script in the repository; `Jenkinsfile` by default. */
  readonly scriptPath?: string;
  readonly description?: string;
}

/** A secret that pipelines below a folder may use by its id. */
export interface CiCredential {
  /** Full name of the folder. */
  readonly folder: string;
  readonly id: string;
  readonly description?: string;
  readonly content:
    | {
        readonly kind: 'username-password';
        readonly username: string;
        readonly password: string;
      }
    | { readonly kind: 'secret-text'; readonly secret: string }
    | {
        readonly kind: 'secret-file';
        readonly fileName: string;
        readonly content: Uint8Array;
      };
}

/** What is read of the CI server. */
export interface CiServerReader {
  /**
   * Runs of a job, or of all branches of a multibranch job. Costs the CI server at most two
   * requests, however many runs there are.
   *
   * @throws NotFoundError when there is no such job
   */
  runs(
    job: string,
    selection: RunsSelection,
    signal?: AbortSignal,
  ): Promise<RunsPage>;
  /** @throws NotFoundError when there is no such run */
  run(run: RunRef, signal?: AbortSignal): Promise<PipelineRunDetail>;
  /**
   * A piece of a run's log, cut between characters. A piece that begins at the `to` of
   * another one goes on exactly there.
   *
   * @throws NotFoundError when there is no such run
   */
  log(
    run: RunRef,
    selection: RunLogSelection,
    signal?: AbortSignal,
  ): Promise<LogPiece>;
  /** @returns undefined when there is no such job */
  findJob(fullName: string, signal?: AbortSignal): Promise<CiJob | undefined>;
}

/** What is ordered of the CI server's runs. */
export interface CiServerRuns {
  /**
   * Runs the job of a run once more, with that run's parameters.
   *
   * @throws NotFoundError, or ConflictError when the job is disabled
   * @throws InputError when a value that the run was given is not told, as of passwords
   */
  runAgain(run: RunRef, signal?: AbortSignal): Promise<RunAgainResult>;
  /**
   * Aborts a run; nothing happens to one that has ended.
   *
   * @throws NotFoundError when there is no such run
   */
  abort(run: RunRef, signal?: AbortSignal): Promise<void>;
  /**
   * Answers a question of a run.
   *
   * @throws NotFoundError when the run does not ask that (any more)
   * @throws NotAllowedError when the question is restricted to somebody
   * @throws InputError for a parameter that the question does not have
   */
  answerInput(
    run: RunRef,
    inputId: string,
    answer: InputAnswer,
    signal?: AbortSignal,
  ): Promise<void>;
}

/** What is set up at the CI server. All of it may be repeated. */
export interface CiServerSetup {
  /**
   * Makes a folder, and those that it is in.
   *
   * @throws ConflictError when something else has that name
   */
  ensureFolder(
    folder: { readonly fullName: string; readonly description?: string },
    signal?: AbortSignal,
  ): Promise<Ensured>;
  /**
   * Makes a multibranch job, or brings the one that is there to what is wanted; the CI
   * server then looks for branches by itself.
   *
   * @throws NotFoundError when its folder is missing
   * @throws ConflictError when a job of another kind has that name, or it builds another
   *   repository
   */
  ensureMultibranchJob(
    job: MultibranchJob,
    signal?: AbortSignal,
  ): Promise<Ensured & { readonly url: string }>;
  /**
   * Makes a credential, or puts it in the place of the one of that id.
   *
   * @throws NotFoundError when its folder is missing
   */
  putCredential(
    credential: CiCredential,
    signal?: AbortSignal,
  ): Promise<Ensured>;
  /**
   * Deletes a multibranch job with all its branches; what runs of it is aborted first.
   *
   * @returns false when it was not there
   * @throws ConflictError when it is of another kind, such as a folder of others' jobs
   */
  deleteJob(fullName: string, signal?: AbortSignal): Promise<boolean>;
  /**
   * Deletes a folder in which there is nothing; one with something in it stays.
   *
   * @returns false when it was not there, or stays
   * @throws ConflictError when it is no folder
   */
  deleteFolderIfEmpty(fullName: string, signal?: AbortSignal): Promise<boolean>;
  /** @returns false when it was not there */
  deleteCredential(
    credential: { readonly folder: string; readonly id: string },
    signal?: AbortSignal,
  ): Promise<boolean>;
}

/** What is known of the machines that run pipelines. */
export interface CiServerExecutors {
  /** One for each machine that takes builds at present, with what it says of its programs. */
  executors(signal?: AbortSignal): Promise<readonly ExecutorTools[]>;
}

/**
 * Port to the CI server. Whatever is asked of it may fail with a {@link CiServerError}
 * besides the errors that are named.
 */
export interface CiServer
  extends CiServerReader,
    CiServerRuns,
    CiServerSetup,
    CiServerExecutors {}
