import type { V1Job, V1ResourceRequirements } from '@kubernetes/client-node';
import {
  ownedByReference,
  type Condition,
  type Meta,
  type ResourceKind,
} from '../../middleware/operator/objects.ts';
import type { Wire } from '../../kube/wire.ts';

const apiVersion = 'ps.percona.com/v1';

/** The operator's own resources. */
export const resources = {
  clusters: {
    apiVersion,
    kind: 'PerconaServerMySQL',
    plural: 'perconaservermysqls',
  },
  backups: {
    apiVersion,
    kind: 'PerconaServerMySQLBackup',
    plural: 'perconaservermysqlbackups',
  },
  restores: {
    apiVersion,
    kind: 'PerconaServerMySQLRestore',
    plural: 'perconaservermysqlrestores',
  },
} as const satisfies Record<string, ResourceKind>;

export type Job = Wire<V1Job>;

/** A cluster as the API server gives it: what has a default is there. */
export interface Cluster {
  readonly metadata?: Meta;
  readonly spec: ClusterSpec;
  readonly status?: ClusterStatus;
}

interface Toggle {
  readonly enabled?: boolean;
}

/** An account of a person's own. */
export interface User {
  readonly name: string;
  readonly passwordSecretRef?: { readonly name: string; readonly key?: string };
  readonly dbs?: readonly string[];
  readonly hosts?: readonly string[];
  readonly grants?: readonly string[];
  readonly withGrantOption?: boolean;
}

/** When backups are made again and again. */
interface Schedule {
  readonly name: string;
  /** Five fields as of cron, in UTC. */
  readonly schedule: string;
  readonly storageName: string;
  /** How many good ones are kept; all of them for 0. */
  readonly keep?: number;
}

/** Where backups go. */
export interface Storage {
  readonly type: 's3' | 'gcs' | 'azure';
  readonly s3?: { readonly bucket: string; readonly prefix?: string };
}

export interface ClusterSpec {
  readonly pause?: boolean;
  readonly secretsName?: string;
  readonly enableVolumeExpansion?: boolean;
  readonly storageScaling?: { readonly enableVolumeScaling?: boolean };
  readonly mysql: {
    readonly clusterType: string;
    readonly size: number;
    readonly image: string;
    readonly resources?: Wire<V1ResourceRequirements>;
    readonly configuration?: string;
    readonly gracePeriod?: number;
    readonly exposePrimary?: Toggle;
    readonly volumeSpec?: {
      readonly persistentVolumeClaim?: {
        readonly storageClassName?: string;
        readonly resources?: {
          readonly requests?: { readonly storage?: string };
        };
      };
    };
  };
  readonly proxy?: { readonly haproxy?: Toggle; readonly router?: Toggle };
  readonly orchestrator?: Toggle;
  readonly backup?: {
    readonly enabled?: boolean;
    readonly storages?: Readonly<Record<string, Storage>>;
    readonly pitr?: Toggle;
    readonly schedule?: readonly Schedule[];
  };
  readonly users?: readonly User[];
}

/** What goes on, in the operator's public words. */
export type State = 'initializing' | 'stopping' | 'paused' | 'ready' | 'error';

export interface ClusterStatus {
  readonly state: State;
  readonly host: string;
  readonly clusterType: string;
  readonly mysql: {
    readonly size: number;
    readonly ready: number;
    readonly state: State;
    readonly version: string;
  };
  readonly conditions: readonly Condition[];
}

export interface Backup {
  readonly metadata?: Meta;
  readonly spec: { readonly clusterName: string; readonly storageName: string };
  readonly status?: BackupStatus;
}

export interface BackupStatus {
  readonly state?:
    | ''
    | 'Starting'
    | 'Running'
    | 'Succeeded'
    | 'Error'
    | 'Failed';
  readonly stateDescription?: string;
  readonly destination?: string;
  readonly storage?: Storage;
  readonly completed?: string;
  /** The pod that it is made of. */
  readonly backupSource?: string;
}

export interface Restore {
  readonly metadata?: Meta;
  readonly spec: {
    readonly clusterName: string;
    readonly backupName?: string;
    readonly backupSource?: Pick<BackupStatus, 'destination'>;
    readonly pitr?: unknown;
  };
  readonly status?: RestoreStatus;
}

export interface RestoreStatus {
  readonly state?:
    | ''
    | 'Starting'
    | 'Running'
    | 'Succeeded'
    | 'Error'
    | 'Failed';
  readonly stateDescription?: string;
  readonly completed?: string;
}

/** Label whose value is the cluster's name, on all that belongs to it. */
export const INSTANCE = 'app.kubernetes.io/instance';
export const MANAGED_BY = 'app.kubernetes.io/managed-by';
export const OPERATOR = 'percona-server-mysql-operator';

/** Labels of what belongs to a cluster. */
export function labelsOf({ metadata }: { readonly metadata?: Meta }) {
  return {
    'app.kubernetes.io/name': 'mysql',
    [INSTANCE]: metadata?.name ?? '',
    [MANAGED_BY]: OPERATOR,
    'app.kubernetes.io/part-of': 'percona-server',
    'app.kubernetes.io/component': 'database',
  };
}

/** Metadata of what a cluster owns. */
export function owned(cluster: Cluster, name: string): Meta {
  return {
    name,
    namespace: cluster.metadata?.namespace,
    labels: labelsOf(cluster),
    ownerReferences: [ownedByReference(resources.clusters, cluster)],
  };
}

/** Name of the StatefulSet, of its Service, and what the pod's begins with. */
export function serverName({ metadata }: Cluster): string {
  return `${metadata?.name}-mysql`;
}

/** Name of the pod. */
export function podName(cluster: Cluster): string {
  return `${serverName(cluster)}-0`;
}

/** Name of the claim that holds the data. */
export function claimName(cluster: Cluster): string {
  return `datadir-${podName(cluster)}`;
}

/** Name of the Secret of the operator's accounts. */
export function secretName({ metadata, spec }: Cluster): string {
  return spec.secretsName || `${metadata?.name}-secrets`;
}

/** Secret and key of the password of an account. */
export function passwordOf(
  { metadata }: Cluster,
  { name, passwordSecretRef }: User,
): { secret: string; key: string } {
  return {
    secret: passwordSecretRef?.name ?? `${metadata?.name}-user-${name}`,
    key: passwordSecretRef?.key || 'password',
  };
}
