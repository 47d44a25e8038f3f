import type { V1ResourceRequirements } from '@kubernetes/client-node';
import type { Wire } from '../../kube/wire.ts';
import type { Condition, Meta } from '../../middleware/operator/objects.ts';

const API_VERSION = 'kafka.strimzi.io/v1';

/** Resources of the operator's own group. */
export const resources = {
  kafkas: { apiVersion: API_VERSION, kind: 'Kafka', plural: 'kafkas' },
  pools: {
    apiVersion: API_VERSION,
    kind: 'KafkaNodePool',
    plural: 'kafkanodepools',
  },
  users: { apiVersion: API_VERSION, kind: 'KafkaUser', plural: 'kafkausers' },
  topics: {
    apiVersion: API_VERSION,
    kind: 'KafkaTopic',
    plural: 'kafkatopics',
  },
} as const;

/** Kafka's own version, and that of its metadata. */
export const KAFKA_VERSION = '4.0.0';
export const METADATA_VERSION = '4.0-IV3';

/** Label that names the Kafka, on everything that belongs to one. */
export const CLUSTER_LABEL = 'strimzi.io/cluster';
export const POOL_LABEL = 'strimzi.io/pool-name';

/** Ports that every node has beside those of its listeners. */
export const ports = { controlPlane: 9090, replication: 9091 } as const;

/** Way into a Kafka for its clients. */
export interface Listener {
  readonly name: string;
  readonly port: number;
  readonly type: string;
  readonly tls: boolean;
  readonly authentication?: { readonly type: string };
}

/** A Kafka as the API server gives it. */
export interface Kafka {
  readonly metadata?: Meta;
  readonly spec: {
    readonly kafka: {
      readonly version?: string;
      readonly metadataVersion?: string;
      readonly listeners: readonly Listener[];
      readonly config?: Readonly<Record<string, unknown>>;
      readonly authorization?: { readonly type: string };
      readonly rack?: object;
    };
    readonly entityOperator?: {
      readonly userOperator?: object;
      readonly topicOperator?: object;
    };
    readonly cruiseControl?: object;
    readonly kafkaExporter?: object;
  };
  readonly status?: KafkaStatus;
}

export interface KafkaStatus {
  readonly conditions?: readonly Condition[];
  readonly observedGeneration?: number;
  readonly listeners?: readonly {
    readonly name: string;
    readonly addresses: readonly {
      readonly host: string;
      readonly port: number;
    }[];
    readonly bootstrapServers: string;
  }[];
  readonly kafkaNodePools?: readonly { readonly name: string }[];
  readonly clusterId?: string;
  readonly kafkaVersion?: string;
  readonly kafkaMetadataVersion?: string;
  readonly kafkaMetadataState?: 'KRaft';
  readonly operatorLastSuccessfulVersion?: string;
}

/** One disk of a node. */
export interface Volume {
  readonly id?: number;
  readonly type: string;
  readonly size?: string;
  readonly sizeLimit?: string;
  readonly class?: string;
  readonly deleteClaim?: boolean;
}

/** Nodes of a Kafka that are alike. */
export interface NodePool {
  readonly metadata?: Meta;
  readonly spec: {
    readonly replicas: number;
    readonly roles: readonly string[];
    readonly storage: Volume & { readonly volumes?: readonly Volume[] };
    readonly resources?: Wire<V1ResourceRequirements>;
    readonly jvmOptions?: {
      readonly '-Xmx'?: string;
      readonly '-Xms'?: string;
    };
  };
  readonly status?: NodePoolStatus;
}

export interface NodePoolStatus {
  readonly conditions?: readonly Condition[];
  readonly observedGeneration?: number;
  readonly nodeIds?: readonly number[];
  readonly clusterId?: string;
  readonly roles?: readonly string[];
  readonly replicas?: number;
  readonly labelSelector?: string;
}

/** An account of a Kafka. */
export interface User {
  readonly metadata?: Meta;
  readonly spec: {
    readonly userName?: string;
    readonly authentication?: { readonly type: string };
    readonly authorization?: { readonly type: string };
    readonly quotas?: object;
  };
  readonly status?: UserStatus;
}

export interface UserStatus {
  readonly conditions?: readonly Condition[];
  readonly observedGeneration?: number;
  readonly username?: string;
  readonly secret?: string;
}

/** What Kafka and its clients call a user. */
export function userNameOf({ metadata, spec }: User): string {
  return spec.userName ?? metadata?.name ?? '';
}

/** Finalizer by which a topic is deleted before its resource goes. */
export const TOPIC_FINALIZER = 'strimzi.io/topic-operator';

/** A topic of a Kafka. */
export interface Topic {
  readonly metadata?: Meta;
  readonly spec: {
    readonly topicName?: string;
    readonly partitions?: number;
    readonly replicas?: number;
    readonly config?: Readonly<Record<string, unknown>>;
  };
  readonly status?: TopicStatus;
}

export interface TopicStatus {
  readonly conditions?: readonly Condition[];
  readonly observedGeneration?: number;
  readonly topicName?: string;
  readonly topicId?: string;
}

/** What Kafka and its clients call a topic. */
export function topicNameOf({ metadata, spec }: Topic): string {
  return spec.topicName ?? metadata?.name ?? '';
}
