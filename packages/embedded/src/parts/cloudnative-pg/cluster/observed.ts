import type { Action } from '../../../middleware/operator/actions.ts';
import type { ImageState } from '../../../platform/image-keeper.ts';
import type {
  Backup,
  Claim,
  Cluster,
  ClusterStatus,
  Job,
  Phase,
  Pod,
} from '../model.ts';
import type { BackupFiles } from './instance.ts';

/** All that a decision about a cluster is made from. */
export interface Observed {
  readonly cluster: Cluster;
  readonly image: ImageState;
  /** Image references that stand for what this platform has; the first is used. */
  readonly images: readonly [string, ...string[]];
  readonly store: string;
  readonly pods: readonly Pod[];
  readonly jobs: readonly Job[];
  readonly claims: readonly Claim[];
  /** Names of the cluster's Services and Secrets that are there. */
  readonly services: readonly string[];
  readonly secrets: readonly string[];
  /** Backups of this cluster. */
  readonly backups: readonly Backup[];
  /** The backup that it begins from, where it names one that is there. */
  readonly origin?: { readonly backup: Backup; readonly files: BackupFiles };
  /** What the API server last refused. */
  readonly refusal?: string;
  /** A new password, for a Secret that is missing. */
  readonly password: string;
  /** Time of the decision, ISO 8601. */
  readonly now: string;
}

export interface Decision {
  readonly actions: readonly Action[];
  readonly status: ClusterStatus;
}

/** Where the one instance is, with what is to be done for it. */
export interface Step {
  readonly phase: Phase;
  readonly reason?: string;
  readonly actions: readonly Action[];
}

/** Number of the one instance. */
export const SERIAL = 1;
