import type {
  V1Affinity,
  V1EnvVar,
  V1LocalObjectReference,
  V1PersistentVolumeClaimSpec,
  V1PodSecurityContext,
  V1ResourceRequirements,
  V1Toleration,
} from '@kubernetes/client-node';
import type { Wire } from '../../kube/wire.ts';
import type { Meta } from '../../middleware/operator/objects.ts';

const API_VERSION = 'redis.redis.opstreelabs.in/v1beta2';

/** Resources of the operator's own group. */
export const resources = {
  replication: {
    apiVersion: API_VERSION,
    kind: 'RedisReplication',
    plural: 'redisreplications',
  },
  standalone: { apiVersion: API_VERSION, kind: 'Redis', plural: 'redis' },
} as const;

/** How the servers of a resource belong together. */
export type Setup = keyof typeof resources;

/** A Redis or a RedisReplication; the first has one server and no size. */
export interface RedisResource {
  readonly metadata?: Meta;
  readonly spec: RedisSpec;
  readonly status?: RedisStatus;
}

export interface RedisSpec {
  readonly clusterSize?: number;
  readonly kubernetesConfig: {
    readonly image: string;
    readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
    readonly imagePullSecrets?: readonly Wire<V1LocalObjectReference>[];
    readonly redisSecret?: { readonly name: string; readonly key: string };
    readonly resources?: Wire<V1ResourceRequirements>;
    readonly service?: { readonly serviceType?: string };
  };
  readonly redisConfig?: {
    readonly additionalRedisConfig?: string;
    readonly maxMemoryPercentOfLimit?: number;
  };
  readonly storage?: {
    readonly keepAfterDelete?: boolean;
    readonly volumeClaimTemplate?: {
      readonly spec?: Wire<V1PersistentVolumeClaimSpec>;
    };
  };
  readonly env?: readonly Wire<V1EnvVar>[];
  readonly affinity?: Wire<V1Affinity>;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly podSecurityContext?: Wire<V1PodSecurityContext>;
  readonly priorityClassName?: string;
  readonly serviceAccountName?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: readonly Wire<V1Toleration>[];
}

export interface RedisStatus {
  readonly masterNode?: string;
  readonly connectionInfo?: { readonly host: string; readonly port: number };
}

/** Label by which the Services of a replication find its master and its replicas. */
export const ROLE_LABEL = 'redis-role';

/** How many servers a resource asks for. */
export function sizeOf({ spec }: RedisResource): number {
  return spec.clusterSize ?? 1;
}
