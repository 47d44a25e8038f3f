/** How many vulnerabilities a scanner has found in an image, or why that is not known. */
export type ScanSummary =
  | {
      readonly kind: 'known';
      /** The worst that was found; `None` where nothing was. */
      readonly severity: string;
      readonly total: number;
      readonly fixable: number;
    }
  | { readonly kind: 'not-known'; readonly because: string };

/** An image, a chart, or what else a repository holds. */
export interface RegistryArtifact {
  readonly digest: string;
  /** In bytes, compressed as it is kept; missing for an index whose parts are elsewhere. */
  readonly size?: number;
  /** ISO 8601; missing where the registry does not tell. */
  readonly pushedAt?: string;
  /** Sorted. */
  readonly tags: readonly string[];
  readonly scan: ScanSummary;
}

/** An account of a project that is no person. */
export interface RobotRef {
  readonly project: string;
  readonly name: string;
}

/** What a robot account shall be. */
export interface RobotOrder extends RobotRef {
  readonly may: 'push-and-pull' | 'pull';
  /** 8 to 128 characters, with a capital letter, a small one and a digit. */
  readonly secret: string;
}

/**
 * Port to the registry of images. Names of repositories begin with their project and a
 * slash, and have no host.
 *
 * Every method throws a RegistryError when the registry cannot be used, or cannot do such a
 * thing at all, and an InputError, before anything is asked, for a name that no project,
 * repository, tag or digest can have. An abort is thrown as it is.
 */
export interface ImageRegistry {
  /** Name of the registry, as it begins the names of images. */
  readonly host: string;
  /** Whether it knows projects and robot accounts; otherwise all repositories are alike. */
  readonly hasProjects: boolean;

  /** Whether a project is there. */
  hasProject(name: string, signal?: AbortSignal): Promise<boolean>;
  /**
   * Makes a private project, unless there is one of that name.
   *
   * @param how.begun - whether the caller may have begun to make that, so that what is lacking
   *   of it is added; any other stays as it is
   */
  ensureProject(
    name: string,
    signal?: AbortSignal,
    how?: { readonly begun?: boolean },
  ): Promise<{ readonly created: boolean }>;
  /**
   * Removes a project with its robot accounts.
   *
   * @returns false when there was none
   * @throws ConflictError when it holds repositories
   */
  deleteProject(name: string, signal?: AbortSignal): Promise<boolean>;

  /**
   * Has a project's robot account be what is ordered, with that secret.
   *
   * @returns the name with which it signs in
   * @throws NotFoundError when the project is not there
   */
  ensureRobot(
    order: RobotOrder,
    signal?: AbortSignal,
  ): Promise<{ readonly created: boolean; readonly username: string }>;
  /** Whether a robot account is there; none is in a project that is not there. */
  hasRobot(robot: RobotRef, signal?: AbortSignal): Promise<boolean>;
  /** @returns false when there was none */
  deleteRobot(robot: RobotRef, signal?: AbortSignal): Promise<boolean>;

  /** Repositories of a project that hold something, sorted. */
  repositories(project: string, signal?: AbortSignal): Promise<string[]>;
  /** What a repository holds: the newest first where times are known; none for one that is not there. */
  artifacts(
    repository: string,
    signal?: AbortSignal,
  ): Promise<RegistryArtifact[]>;
  /**
   * One artifact, by tag or digest.
   *
   * @returns undefined when it is not there
   */
  artifact(
    repository: string,
    reference: string,
    signal?: AbortSignal,
  ): Promise<RegistryArtifact | undefined>;
  /**
   * Removes all that a repository holds.
   *
   * @returns false when there was nothing
   */
  deleteRepository(repository: string, signal?: AbortSignal): Promise<boolean>;
}
