import type { V1Job, V1ResourceRequirements } from '@kubernetes/client-node';
import type { Wire } from '../../kube/wire.ts';
import type { Condition, Meta } from '../../middleware/operator/objects.ts';

export const API_VERSION = 'postgresql.cnpg.io/v1';

/** Resources of the operator's own group. */
export const resources = {
  clusters: { apiVersion: API_VERSION, kind: 'Cluster', plural: 'clusters' },
  backups: { apiVersion: API_VERSION, kind: 'Backup', plural: 'backups' },
  scheduledbackups: {
    apiVersion: API_VERSION,
    kind: 'ScheduledBackup',
    plural: 'scheduledbackups',
  },
} as const;

export type Kind = keyof typeof resources;

export type {
  Claim,
  Condition,
  Meta,
  Pod,
  Secret,
  Service,
} from '../../middleware/operator/objects.ts';
export type Job = Wire<V1Job>;

interface SecretName {
  readonly name: string;
}

/** A cluster as the API server gives it: what has a default is there. */
export interface Cluster {
  readonly metadata?: Meta;
  readonly spec: ClusterSpec;
  readonly status?: ClusterStatus;
}

export interface ClusterSpec {
  readonly instances: number;
  readonly imageName: string;
  readonly bootstrap?: {
    readonly initdb?: {
      readonly database: string;
      readonly owner?: string;
      readonly secret?: SecretName;
      readonly encoding: string;
      readonly localeCollate: string;
      readonly localeCType: string;
      readonly dataChecksums: boolean;
      readonly postInitSQL?: readonly string[];
      readonly postInitApplicationSQL?: readonly string[];
    };
    readonly recovery?: {
      readonly backup?: { readonly name: string };
      readonly database?: string;
      readonly owner?: string;
      readonly secret?: SecretName;
      readonly source?: string;
      readonly recoveryTarget?: unknown;
      readonly volumeSnapshots?: unknown;
    };
    readonly pg_basebackup?: unknown;
  };
  readonly storage: { readonly size: string; readonly storageClass?: string };
  readonly walStorage?: unknown;
  readonly tablespaces?: unknown;
  readonly replica?: unknown;
  readonly resources?: Wire<V1ResourceRequirements>;
  readonly postgresql?: {
    readonly parameters?: Readonly<Record<string, string>>;
  };
  readonly enableSuperuserAccess: boolean;
  readonly superuserSecret?: SecretName;
  readonly stopDelay: number;
  readonly backup?: {
    readonly barmanObjectStore?: {
      readonly destinationPath?: string;
      readonly serverName?: string;
    };
  };
}

export interface ClusterStatus {
  readonly phase: Phase;
  readonly phaseReason?: string;
  readonly instances: number;
  readonly readyInstances: number;
  readonly instanceNames: readonly string[];
  readonly currentPrimary?: string;
  readonly currentPrimaryTimestamp?: string;
  readonly targetPrimary?: string;
  readonly targetPrimaryTimestamp?: string;
  readonly writeService: string;
  readonly readService: string;
  readonly image: string;
  readonly pvcCount: number;
  readonly healthyPVC: readonly string[];
  readonly initializingPVC: readonly string[];
  readonly resizingPVC: readonly string[];
  readonly jobCount: number;
  readonly latestGeneratedNode: number;
  readonly lastSuccessfulBackup?: string;
  readonly lastFailedBackup?: string;
  readonly firstRecoverabilityPoint?: string;
  readonly conditions: readonly Condition[];
}

/** What goes on in a cluster, in the operator's public words. */
export type Phase =
  | 'Setting up primary'
  | 'Waiting for the instances to become active'
  | 'Primary instance is being restarted in-place'
  | 'Cluster in healthy state'
  | 'Unable to create required cluster objects';

export interface Backup {
  readonly metadata?: Meta;
  readonly spec: {
    readonly cluster: { readonly name: string };
    readonly method: string;
  };
  readonly status?: BackupStatus;
}

export interface BackupStatus {
  readonly phase?: 'pending' | 'started' | 'running' | 'completed' | 'failed';
  readonly error?: string;
  readonly method?: string;
  readonly startedAt?: string;
  readonly stoppedAt?: string;
  readonly backupId?: string;
  readonly backupName?: string;
  readonly serverName?: string;
  readonly destinationPath?: string;
  readonly instanceID?: { readonly podName: string };
  readonly beginLSN?: string;
  readonly endLSN?: string;
  readonly beginWal?: string;
  readonly endWal?: string;
  /** What whoever made it has to tell besides. */
  readonly pluginMetadata?: Readonly<Record<string, string>>;
}

export interface ScheduledBackup {
  readonly metadata?: Meta;
  readonly spec: {
    readonly cluster: { readonly name: string };
    readonly schedule: string;
    readonly immediate: boolean;
    readonly suspend: boolean;
    readonly backupOwnerReference: 'none' | 'self' | 'cluster';
    readonly method: string;
  };
  readonly status?: {
    readonly lastCheckTime?: string;
    readonly lastScheduleTime?: string;
    readonly nextScheduleTime?: string;
    readonly error?: string;
  };
}

/** Labels and annotations of what belongs to a cluster. */
export const names = {
  cluster: 'cnpg.io/cluster',
  instanceName: 'cnpg.io/instanceName',
  instanceRole: 'cnpg.io/instanceRole',
  podRole: 'cnpg.io/podRole',
  pvcRole: 'cnpg.io/pvcRole',
  pvcStatus: 'cnpg.io/pvcStatus',
  jobRole: 'cnpg.io/jobRole',
  nodeSerial: 'cnpg.io/nodeSerial',
  podSpec: 'cnpg.io/podSpec',
  scheduledBackup: 'cnpg.io/scheduled-backup',
  immediateBackup: 'cnpg.io/immediateBackup',
} as const;

/** A Secret's name as the operator makes it, or as the person gave it. */
export function appSecretName({ metadata, spec }: Cluster): string {
  const { initdb, recovery } = spec.bootstrap ?? {};
  return (
    initdb?.secret?.name ?? recovery?.secret?.name ?? `${metadata?.name}-app`
  );
}

/** Name of the Secret with the superuser's password. */
export function superuserSecretName({ metadata, spec }: Cluster): string {
  return spec.superuserSecret?.name ?? `${metadata?.name}-superuser`;
}

/** Database of the application, and the role that owns it. */
export function applicationOf({ spec }: Cluster): {
  database: string;
  owner: string;
} {
  const from = spec.bootstrap?.initdb ?? spec.bootstrap?.recovery;
  const database = from?.database ?? 'app';
  return { database, owner: from?.owner ?? database };
}
