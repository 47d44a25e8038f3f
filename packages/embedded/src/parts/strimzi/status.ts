import {
  conditionAfter,
  isReady,
  waitingReason,
  type Condition,
} from '../../middleware/operator/objects.ts';
import type { Observed } from '../../middleware/operator/stateful-operator.ts';
import { bootstrapName, poolSelector } from './desired.ts';
import { clusterIdOf } from './names.ts';
import {
  KAFKA_VERSION,
  METADATA_VERSION,
  topicNameOf,
  userNameOf,
  type Kafka,
  type KafkaStatus,
  type NodePool,
  type NodePoolStatus,
  type Topic,
  type TopicStatus,
  type User,
  type UserStatus,
} from './model.ts';
import { ignoredKeys } from './settings.ts';

/** The release of Strimzi whose behavior this is. */
const OPERATOR_VERSION = '0.49.0';

/** Why something is not as it is wanted; the reason is the word that Strimzi has for it. */
export interface Problem {
  readonly reason: string;
  readonly message: string;
}

/** A problem of what was asked for, which nothing but another wish mends. */
export function invalid(message: string): Problem {
  return { reason: 'InvalidResourceException', message };
}

type Seen = Pick<
  Observed<Kafka, unknown>,
  'resource' | 'parts' | 'image' | 'refusal' | 'now'
>;

/** Whether all nodes run as they are wanted now. */
export function isRolledOut({ parts }: Pick<Seen, 'parts'>): boolean {
  const [{ metadata, spec, status } = {}] = parts.statefulSets;
  return (
    metadata !== undefined &&
    status?.observedGeneration === metadata.generation &&
    status?.readyReplicas === spec?.replicas &&
    status?.updatedReplicas === spec?.replicas
  );
}

/** What the status of a Kafka is to say. */
export function kafkaStatus(
  seen: Seen,
  pools: readonly NodePool[],
  problem: Problem | undefined,
): KafkaStatus {
  const { resource, now } = seen;
  const before = resource.status;
  const isUp = !problem && isRolledOut(seen);
  const hasBegun = isUp || before?.clusterId !== undefined;
  return {
    conditions: [
      readiness(before?.conditions, problem ?? delayOf(seen), now),
      ...warnings(resource, before?.conditions, now),
    ],
    observedGeneration: resource.metadata?.generation,
    ...(hasBegun && {
      listeners: listenersOf(resource),
      clusterId: clusterIdOf(resource),
      kafkaVersion: KAFKA_VERSION,
      kafkaMetadataVersion: METADATA_VERSION,
      operatorLastSuccessfulVersion: OPERATOR_VERSION,
    }),
    kafkaMetadataState: 'KRaft',
    kafkaNodePools: pools.map(({ metadata }) => ({
      name: metadata?.name ?? '',
    })),
  };
}

/** Ready, or in its place why not. */
function readiness(
  before: readonly Condition[] | undefined,
  problem: Problem | undefined,
  now: string,
): Condition {
  return conditionAfter(
    before,
    problem
      ? { type: 'NotReady', status: 'True', ...problem }
      : ({ type: 'Ready', status: 'True' } as Condition),
    now,
  );
}

/** What a Kafka that can be made is not yet. */
function delayOf(seen: Seen): Problem | undefined {
  if (isRolledOut(seen)) return undefined;
  const { image, parts, refusal, resource } = seen;
  const isNew = resource.status?.clusterId === undefined;
  const step = parts.statefulSets.length > 0 ? undefined : stepOf(image);
  const because =
    refusal ??
    step ??
    parts.pods
      .filter(pod => !isReady(pod))
      .map(waitingReason)
      .find(Boolean);
  const doing = isNew
    ? 'Kafka cluster is being deployed'
    : 'Its nodes are being restarted or changed';
  return {
    reason: isNew ? 'Creating' : 'Reconciling',
    message: because ?? doing,
  };
}

/** How far the image is that it waits for. */
function stepOf(image: Seen['image']): string | undefined {
  if (image.kind === 'fetching') return image.step;
  return image.kind === 'failed' ? image.because : undefined;
}

function warnings(
  kafka: Kafka,
  before: readonly Condition[] | undefined,
  now: string,
): Condition[] {
  const ignored = ignoredKeys(kafka);
  if (ignored.length === 0) return [];
  return [
    conditionAfter(
      before,
      {
        type: 'Warning',
        status: 'True',
        reason: 'KafkaForbiddenConfiguration',
        message: `The operator sets these itself, so that they do not count in spec.kafka.config: ${ignored.join(
          ', ',
        )}`,
      },
      now,
    ),
  ];
}

function listenersOf(kafka: Kafka): KafkaStatus['listeners'] {
  const { namespace } = kafka.metadata ?? {};
  const host = `${bootstrapName(kafka)}.${namespace}.svc`;
  return kafka.spec.kafka.listeners.map(({ name, port }) => ({
    name,
    addresses: [{ host, port }],
    bootstrapServers: `${host}:${port}`,
  }));
}

/** What the status of a pool is to say. */
export function poolStatus(
  pool: NodePool,
  seen: Seen,
  problem: Problem | undefined,
): NodePoolStatus {
  const { parts, resource, now } = seen;
  const [stored] = parts.statefulSets;
  const count = stored?.spec?.replicas ?? 0;
  const selector = Object.entries(poolSelector(resource, pool))
    .map(([label, value]) => `${label}=${value}`)
    .join(',');
  return {
    ...(problem && {
      conditions: [readiness(pool.status?.conditions, problem, now)],
    }),
    observedGeneration: pool.metadata?.generation,
    ...(stored && {
      nodeIds: Array.from({ length: count }, (_, id) => id),
      clusterId: clusterIdOf(resource),
      roles: [...pool.spec.roles].sort().reverse(),
      replicas: parts.pods.filter(isReady).length,
      labelSelector: selector,
    }),
  };
}

/** What the status of a user is to say; nothing new until the brokers know it. */
export function userStatus(
  user: User,
  {
    problem,
    isKnown,
    now,
  }: {
    readonly problem?: Problem;
    readonly isKnown: boolean;
    readonly now: string;
  },
): UserStatus {
  const before = user.status ?? {};
  if (!problem && !isKnown) return before;
  return {
    conditions: [readiness(before.conditions, problem, now)],
    observedGeneration: user.metadata?.generation,
    username: userNameOf(user),
    ...(!problem && { secret: user.metadata?.name }),
  };
}

/** What the status of a topic is to say; nothing new until the brokers have it as it is wanted. */
export function topicStatus(
  topic: Topic,
  {
    problem,
    id,
    isSettled,
  }: {
    readonly problem?: Problem;
    readonly id?: string;
    readonly isSettled: boolean;
  },
  now: string,
): TopicStatus {
  const before = topic.status ?? {};
  if (!problem && (!isSettled || !id)) return before;
  return {
    conditions: [readiness(before.conditions, problem, now)],
    observedGeneration: topic.metadata?.generation,
    topicName: topicNameOf(topic),
    ...(id && { topicId: id }),
  };
}
