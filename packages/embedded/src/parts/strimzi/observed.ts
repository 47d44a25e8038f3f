import type {
  CustomResource,
  StatefulSet,
} from '../../middleware/operator/objects.ts';
import type { Observed } from '../../middleware/operator/stateful-operator.ts';
import type { Seen } from './broker.ts';
import { poolSetName } from './desired.ts';
import {
  resources,
  type Kafka,
  type NodePool,
  type Topic,
  type User,
} from './model.ts';

/** All that a decision about a Kafka is made from. */
export type KafkaObserved = Observed<Kafka, Seen>;

/** The pools of a Kafka, by their names. */
export function poolsOf(observed: KafkaObserved): NodePool[] {
  return besideOf<NodePool>(observed, resources.pools).filter(isThere);
}

/** The users of a Kafka, by their names. */
export function usersOf(observed: KafkaObserved): User[] {
  return besideOf<User>(observed, resources.users).filter(isThere);
}

/** The topics of a Kafka, by their names, with those that are to go. */
export function topicsOf(observed: KafkaObserved): Topic[] {
  return besideOf<Topic>(observed, resources.topics);
}

/** The StatefulSet of a pool, where there is one. */
export function storedSet(
  { parts, resource }: KafkaObserved,
  pool: NodePool,
): StatefulSet | undefined {
  const name = poolSetName(resource, pool);
  return parts.statefulSets.find(({ metadata }) => metadata?.name === name);
}

function besideOf<T extends CustomResource>(
  { parts }: KafkaObserved,
  { plural }: { readonly plural: string },
): T[] {
  return [...((parts.beside?.[plural] ?? []) as unknown as T[])].sort(
    (one, other) =>
      (one.metadata?.name ?? '').localeCompare(other.metadata?.name ?? ''),
  );
}

function isThere({ metadata }: CustomResource): boolean {
  return !metadata?.deletionTimestamp;
}
