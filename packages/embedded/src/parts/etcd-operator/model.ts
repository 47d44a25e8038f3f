import type { V1ResourceRequirements } from '@kubernetes/client-node';
import type { Wire } from '../../kube/wire.ts';
import type { Condition, Meta } from '../../middleware/operator/objects.ts';

/** The operator's custom resource. */
export const etcdClusters = {
  apiVersion: 'operator.etcd.io/v1alpha1',
  kind: 'EtcdCluster',
  plural: 'etcdclusters',
} as const;

/** Ports of every member. */
export const ports = { client: 2379, peer: 2380 } as const;

/** A cluster as the API server gives it: what has a default is there. */
export interface EtcdCluster {
  readonly metadata?: Meta;
  readonly spec: EtcdClusterSpec;
  readonly status?: EtcdClusterStatus;
}

export interface EtcdClusterSpec {
  readonly size: number;
  readonly version: string;
  readonly imageRegistry: string;
  readonly storageSpec?: {
    readonly volumeSizeRequest: string;
    readonly volumeSizeLimit?: string;
    readonly storageClassName?: string;
  };
  readonly etcdOptions?: readonly string[];
  readonly podTemplate?: {
    readonly metadata?: Pick<Meta, 'labels' | 'annotations'>;
    readonly spec?: { readonly resources?: Wire<V1ResourceRequirements> };
  };
}

export interface EtcdClusterStatus {
  readonly observedGeneration?: number;
  readonly currentReplicas: number;
  readonly readyReplicas: number;
  readonly memberCount: number;
  readonly currentVersion?: string;
  /** In hexadecimal digits, as etcd writes ids. */
  readonly leaderID?: string;
  readonly members: readonly MemberStatus[];
  readonly conditions: readonly Condition[];
}

export interface MemberStatus {
  readonly id: string;
  readonly name?: string;
  readonly version?: string;
  readonly isHealthy: boolean;
  readonly isLearner?: boolean;
  readonly isLeader?: boolean;
}
