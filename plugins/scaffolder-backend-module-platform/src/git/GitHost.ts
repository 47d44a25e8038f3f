import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Login } from '../settings';

/** A repository at a git server. */
export interface Repository {
  readonly createdAt: Date;
  /** Its page, for people. */
  readonly url: string;
}

/** What is in a repository, as far as it tells whether somebody has worked in it. */
export interface Contents {
  /** Names of its branches; two at most. */
  readonly branches: readonly string[];
  /** How many commits the first of them has; two at most. */
  readonly commits: number;
  /** Whether it has an issue or a pull request, open or not. */
  readonly hasIssues: boolean;
  /** Accounts other than the portal's that have done something in it, of late. */
  readonly others: readonly string[];
}

/** Who is told of pushes. */
export interface Hook {
  readonly url: string;
  /** By which the receiver knows that it is told by the git server. */
  readonly secret?: string;
}

/** Which repository is meant. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

/** A repository that is to be. */
export interface NewRepository extends RepositoryName {
  readonly defaultBranch: string;
  readonly description: string;
  readonly isPrivate: boolean;
}

/** The first commit of a repository: all files of a folder. */
export interface FirstCommit {
  readonly folder: string;
  readonly branch: string;
  readonly message: string;
  readonly author: { readonly name?: string; readonly email?: string };
  readonly logger: LoggerService;
}

/**
 * Accounts of a git server that read all repositories of one owner and can do nothing else.
 * They are known by tokens alone.
 */
export interface GitReaders {
  /**
   * Makes the account of an owner where it is missing, and a token for it. Tokens for other
   * purposes stay good.
   *
   * @throws NotFoundError when there is no such owner
   * @throws ConflictError when somebody else has an account of that name
   */
  ensure(owner: string, purpose: string, signal?: AbortSignal): Promise<Login>;
  /** @throws ConflictError as {@link ensure} does */
  has(owner: string, signal?: AbortSignal): Promise<boolean>;
  /** Ends tokens of an account that is there. */
  forgetTokens(
    owner: string,
    olderThan: Date,
    signal?: AbortSignal,
  ): Promise<void>;
  /**
   * Removes the account with its tokens.
   *
   * @returns false when there was none
   */
  remove(owner: string, signal?: AbortSignal): Promise<boolean>;
}

/** Port to a git server, for what the stock integrations do not offer. */
export interface GitHost {
  /** Missing where the portal may not make accounts. */
  readonly readers?: GitReaders;
  /** Address from which the repository is cloned. */
  cloneUrl(repository: RepositoryName): string;
  /** @returns undefined when there is none */
  find(
    repository: RepositoryName,
    signal?: AbortSignal,
  ): Promise<Repository | undefined>;
  /**
   * Makes an empty repository.
   *
   * @returns false when there is one of that name
   * @throws NotFoundError when there is no such owner
   */
  create(repository: NewRepository, signal?: AbortSignal): Promise<boolean>;
  /** @returns the last commit of a branch; undefined when there is no such branch */
  head(
    repository: RepositoryName,
    branch: string,
    signal?: AbortSignal,
  ): Promise<string | undefined>;
  /** Whether one of the last commits of a branch has a line in its message. */
  hasCommit(
    repository: RepositoryName,
    commit: { readonly branch: string; readonly line: string },
    signal?: AbortSignal,
  ): Promise<boolean>;
  /** Pushes the first commit of a repository. */
  push(repository: RepositoryName, commit: FirstCommit): Promise<void>;
  contents(repository: RepositoryName, signal?: AbortSignal): Promise<Contents>;
  /** @returns false when there was none */
  remove(repository: RepositoryName, signal?: AbortSignal): Promise<boolean>;
  /**
   * Has a branch neither deleted nor written anew by a forced push; whoever may write may
   * push to it. A rule that is there for the branch stays as it is.
   *
   * @returns false when there is a rule
   * @throws NotFoundError when there is no such repository
   */
  protectBranch(
    repository: RepositoryName,
    branch: string,
    signal?: AbortSignal,
  ): Promise<boolean>;
  /** @throws NotFoundError when there is no such repository */
  hasHook(
    repository: RepositoryName,
    url: string,
    signal?: AbortSignal,
  ): Promise<boolean>;
  /** Makes the one hook to an address, or brings it to what is wanted. */
  ensureHook(
    repository: RepositoryName,
    hook: Hook,
    signal?: AbortSignal,
  ): Promise<void>;
  /** @returns false when there was none */
  removeHook(
    repository: RepositoryName,
    url: string,
    signal?: AbortSignal,
  ): Promise<boolean>;
}

/** All git servers that are configured. */
export interface GitHosts {
  /** @throws InputError for a host that no integration names */
  at(host: string): GitHost;
}
