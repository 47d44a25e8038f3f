import type { DeclaredProperties, ParameterDefinition } from '../model.ts';

/** What a job is configured to be, as far as the server acts on it. */
export type JobConfig = FolderConfig | PipelineConfig | MultibranchConfig;

interface CommonConfig {
  readonly description?: string;
  readonly displayName?: string;
}

/** Holds other jobs. */
export interface FolderConfig extends CommonConfig {
  readonly kind: 'folder';
}

/** Runs one Jenkinsfile. */
export interface PipelineConfig extends CommonConfig {
  readonly kind: 'pipeline';
  readonly disabled: boolean;
  readonly definition: Definition;
  readonly concurrency: Concurrency;
  readonly discarder?: Discarder;
  readonly parameters: readonly ParameterDefinition[];
  /** In seconds; the server's when it is left out. */
  readonly quietPeriod?: number;
}

/** Has a pipeline job for every branch of a repository that has a Jenkinsfile. */
export interface MultibranchConfig extends CommonConfig {
  readonly kind: 'multibranch';
  readonly disabled: boolean;
  readonly source: GitSource;
  readonly scriptPath: string;
  /** Whether jobs of branches that are gone are deleted. */
  readonly pruneDeadBranches: boolean;
}

/** Where a pipeline's Jenkinsfile is. */
export type Definition =
  | { readonly kind: 'inline'; readonly script: string }
  | {
      readonly kind: 'git';
      readonly url: string;
      readonly credentialsId?: string;
      /** As git plugin's branch specifiers: `*\/main`, `refs/heads/main`, `main`. */
      readonly branch: string;
      readonly scriptPath: string;
    };

export interface GitSource {
  readonly url: string;
  readonly credentialsId?: string;
  /** Patterns with `*`, separated by spaces in config.xml. */
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
}

/** Whether builds of one job may run at the same time. */
export type Concurrency = DeclaredProperties['concurrency'];

/** Which builds are kept; what is left out does not limit. */
export type Discarder = NonNullable<DeclaredProperties['discarder']>;
