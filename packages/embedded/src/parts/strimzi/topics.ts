import type { Action } from '../../middleware/operator/actions.ts';
import { resourcePath } from '../../middleware/operator/objects.ts';
import {
  resources,
  TOPIC_FINALIZER,
  topicNameOf,
  type Kafka,
  type Topic,
} from './model.ts';
import type { SeenTopic } from './broker.ts';
import { topicsOf, type KafkaObserved } from './observed.ts';
import { invalid, type Problem } from './status.ts';

/** One change of the topics that the brokers have. */
export type TopicAction =
  | {
      readonly kind: 'own-make-topic';
      readonly name: string;
      /** As many as the brokers make unless told: -1. */
      readonly partitions: number;
      readonly replicas: number;
      readonly config: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'own-add-partitions';
      readonly name: string;
      readonly partitions: number;
    }
  | {
      readonly kind: 'own-configure-topic';
      readonly name: string;
      readonly config: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'own-delete-topic'; readonly name: string };

/** What is to be done for a topic, and how far it is. */
export interface TopicDecision {
  readonly topic: Topic;
  readonly actions: readonly (Action | TopicAction)[];
  readonly problem?: Problem;
  /** As the brokers have it. */
  readonly id?: string;
  readonly isSettled: boolean;
}

const USUAL = -1;

/** What is to be done for the topics of a Kafka. Of those of one name the oldest alone counts. */
export function decideTopics(observed: KafkaObserved): TopicDecision[] {
  const topics = topicsOf(observed);
  const holders = holdersOf(topics);
  return topics.map(topic => {
    const holder = holders.get(topicNameOf(topic));
    return holder && holder !== topic
      ? letAlone(topic, holder)
      : decideTopic(topic, observed);
  });
}

/** Whose the topics are that the brokers have, by name. */
function holdersOf(topics: readonly Topic[]): Map<string, Topic> {
  const holders = new Map<string, Topic>();
  for (const topic of topics) {
    const name = topicNameOf(topic);
    const other = holders.get(name);
    if (!other || sinceOf(topic) < sinceOf(other)) holders.set(name, topic);
  }
  return holders;
}

function sinceOf({ metadata }: Topic): string {
  return metadata?.creationTimestamp ?? '';
}

/** A topic that is another's: the brokers are asked for nothing, least of all to delete it. */
function letAlone(topic: Topic, { metadata: holder }: Topic): TopicDecision {
  const { deletionTimestamp, finalizers = [] } = topic.metadata ?? {};
  if (deletionTimestamp) {
    const isHeld = finalizers.includes(TOPIC_FINALIZER);
    const actions = isHeld ? [hold(topic, false)] : [];
    return { topic, actions, isSettled: !isHeld };
  }
  const problem = {
    reason: 'ResourceConflict',
    message: `The older KafkaTopic ${holder?.name} manages this topic; delete this one, which leaves the topic alone.`,
  };
  return { topic, actions: [], problem, isSettled: true };
}

function decideTopic(
  topic: Topic,
  { resource, seen }: KafkaObserved,
): TopicDecision {
  const { deletionTimestamp, finalizers = [] } = topic.metadata ?? {};
  const isHeld = finalizers.includes(TOPIC_FINALIZER);
  const name = topicNameOf(topic);
  const found = seen.topics?.get(name);
  if (deletionTimestamp) {
    const next: Action | TopicAction = found
      ? { kind: 'own-delete-topic', name }
      : hold(topic, false);
    // While no broker answers, nobody knows whether it is gone.
    const actions = seen.topics && isHeld ? [next] : [];
    return { topic, actions, isSettled: !isHeld, id: found?.id };
  }
  const message = topicProblem(topic, resource, found);
  if (message !== undefined) {
    const problem = invalid(message);
    return { topic, actions: [], problem, isSettled: true, id: found?.id };
  }
  if (!isHeld) return { topic, actions: [hold(topic, true)], isSettled: false };
  if (!seen.topics) return { topic, actions: [], isSettled: false };
  const actions = changesOf(topic, name, found);
  const refusal = actions.length > 0 ? seen.refusals?.get(name) : undefined;
  return {
    topic,
    actions,
    ...(refusal && { problem: { reason: 'KafkaError', message: refusal } }),
    // What was refused is tried again, at leisure.
    isSettled: actions.length === 0 || refusal !== undefined,
    id: found?.id,
  };
}

function changesOf(
  topic: Topic,
  name: string,
  found: SeenTopic | undefined,
): TopicAction[] {
  const { partitions = USUAL, replicas = USUAL } = topic.spec;
  const config = configOf(topic);
  if (!found) {
    return [{ kind: 'own-make-topic', name, partitions, replicas, config }];
  }
  const lacking = Object.entries(config).filter(
    ([key, value]) => found.config.get(key) !== value,
  );
  return [
    ...(partitions > found.partitions
      ? [{ kind: 'own-add-partitions', name, partitions } as const]
      : []),
    ...(lacking.length > 0
      ? [{ kind: 'own-configure-topic', name, config } as const]
      : []),
  ];
}

function configOf({ spec }: Topic): Record<string, string> {
  return Object.fromEntries(
    Object.entries(spec.config ?? {}).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(',') : String(value),
    ]),
  );
}

function topicProblem(
  { spec }: Topic,
  kafka: Kafka,
  found: SeenTopic | undefined,
): string | undefined {
  if (!kafka.spec.entityOperator?.topicOperator) {
    return 'The Kafka has no topic operator; set spec.entityOperator.topicOperator of it.';
  }
  if (found && (spec.partitions ?? found.partitions) < found.partitions) {
    return `Decreasing partitions not supported: it has ${found.partitions}; set spec.partitions to as many at least.`;
  }
  if (found && (spec.replicas ?? found.replicas) !== found.replicas) {
    return `Replication factor change not supported, but required for partitions: it has ${found.replicas}; set spec.replicas back to that.`;
  }
  return undefined;
}

/** Keeps a topic from going before the brokers have deleted it, or lets it go. */
function hold({ metadata }: Topic, isHeld: boolean): Action {
  const { namespace, name, resourceVersion, finalizers = [] } = metadata ?? {};
  const others = finalizers.filter(each => each !== TOPIC_FINALIZER);
  return {
    kind: 'patch',
    path: resourcePath(resources.topics, namespace, name),
    body: {
      metadata: {
        resourceVersion,
        finalizers: isHeld ? [...others, TOPIC_FINALIZER] : others,
      },
    },
  };
}
