/** A repository at a git server. */
export interface Repository {
  readonly createdAt: Date;
  /** Its page, for people. */
  readonly url: string;
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

/** Port to a git server, for what the stock integrations do not offer. */
export interface GitHost {
  /** Address from which the repository is cloned. */
  cloneUrl(repository: RepositoryName): string;
  /** @returns undefined when there is none */
  find(
    repository: RepositoryName,
    signal?: AbortSignal,
  ): Promise<Repository | undefined>;
  /** How many commits its default branch has, counted up to a limit. */
  countCommits(
    repository: RepositoryName,
    limit: number,
    signal?: AbortSignal,
  ): Promise<number>;
  /** @returns false when there was none */
  remove(repository: RepositoryName, signal?: AbortSignal): Promise<boolean>;
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
