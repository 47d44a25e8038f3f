import {
  statusChange,
  type Action,
} from '../../middleware/operator/actions.ts';
import { largerClaims } from '../../middleware/operator/claims.ts';
import {
  resourcePath,
  type CustomResource,
  type ResourceKind,
  type Service,
} from '../../middleware/operator/objects.ts';
import { isAsWanted } from '../../middleware/operator/stateful-set.ts';
import type { Decision } from '../../middleware/operator/worker.ts';
import { claimNames, services, statefulSet } from './desired.ts';
import { nodeSecretName, volumesOf } from './names.ts';
import { nodeSecret } from './secrets.ts';
import { resources, type Kafka, type NodePool } from './model.ts';
import { poolsOf, storedSet, usersOf, type KafkaObserved } from './observed.ts';
import { problemOf } from './problems.ts';
import {
  isRolledOut,
  kafkaStatus,
  poolStatus,
  topicStatus,
  userStatus,
} from './status.ts';
import { decideTopics, type TopicAction } from './topics.ts';
import { decideUser, strangers, type UserAction } from './users.ts';

const LOOK_AGAIN_MS = 10_000;
const UNSETTLED_MS = 1_000;

/** What only this operator does. */
export type KafkaAction = UserAction | TopicAction;

/** What is to be done for a Kafka, its nodes and its users now, and what they are to say. */
export function decideKafka(observed: KafkaObserved): Decision<KafkaAction> {
  const { image, parts, resource } = observed;
  const pools = poolsOf(observed);
  const problem = problemOf(observed);
  const [pool] = pools;
  const waits = image.kind !== 'ready' && parts.statefulSets.length === 0;
  const users = usersOf(observed).map(user => decideUser(user, observed));
  const topics = decideTopics(observed);
  const settled =
    isRolledOut(observed) &&
    [...users, ...topics].every(({ isSettled }) => isSettled);
  return {
    actions: [
      ...(problem || !pool
        ? []
        : [
            ...(waits
              ? [{ kind: 'fetch-image' } as const]
              : nodeActions(resource, pool, observed)),
            ...users.flatMap(({ actions }) => actions),
            ...strangers(observed),
            ...topics.flatMap(({ actions }) => actions),
          ]),
      ...pools.flatMap(each =>
        telling(resources.pools, each, poolStatus(each, observed, problem)),
      ),
      ...users.flatMap(({ user, problem: wrong, isKnown }) =>
        telling(
          resources.users,
          user,
          userStatus(user, { problem: wrong, isKnown, now: observed.now }),
        ),
      ),
      ...topics.flatMap(each =>
        telling(
          resources.topics,
          each.topic,
          topicStatus(each.topic, each, observed.now),
        ),
      ),
    ],
    status: kafkaStatus(observed, pools, problem),
    again: settled ? LOOK_AGAIN_MS : UNSETTLED_MS,
  };
}

function nodeActions(
  kafka: Kafka,
  pool: NodePool,
  observed: KafkaObserved,
): Action[] {
  const { parts } = observed;
  const { namespace } = kafka.metadata ?? {};
  const core = `/api/v1/namespaces/${namespace}`;
  const stored = storedSet(observed, pool);
  const wantedSet = statefulSet(kafka, pool, stored);
  const sets = `/apis/apps/v1/namespaces/${namespace}/statefulsets`;
  return [
    ...(parts.secrets.some(
      ({ metadata }) => metadata?.name === nodeSecretName(kafka),
    )
      ? []
      : [
          {
            kind: 'create',
            path: `${core}/secrets`,
            object: nodeSecret(kafka),
          } as const,
        ]),
    ...services(kafka)
      .filter(wanted => !parts.services.some(each => isServed(each, wanted)))
      .map(
        object =>
          ({
            kind: 'apply',
            path: `${core}/services/${object.metadata?.name}`,
            object,
          } as const),
      ),
    ...(isAsWanted(stored, wantedSet)
      ? []
      : [
          {
            kind: 'apply',
            path: `${sets}/${wantedSet.metadata?.name}`,
            object: wantedSet,
          } as const,
        ]),
    ...volumesOf(pool).flatMap(volume => {
      const own = claimNames(kafka, pool, volume);
      return largerClaims(
        parts.claims.filter(({ metadata }) =>
          own.includes(metadata?.name ?? ''),
        ),
        volume.size,
      );
    }),
  ];
}

/** Whether a Service is there, and has the ports that are wanted. */
function isServed(found: Service, wanted: Service): boolean {
  const portsOf = ({ spec }: Service) =>
    (spec?.ports ?? []).map(({ name, port }) => `${name}:${port}`).join();
  return (
    found.metadata?.name === wanted.metadata?.name &&
    portsOf(found) === portsOf(wanted)
  );
}

/** Writes what is new in the status of something beside a Kafka. */
function telling(
  kind: ResourceKind,
  { metadata, status: known }: CustomResource,
  wanted: object,
): Action[] {
  const status = statusChange(known ?? {}, wanted);
  if (!status) return [];
  const { namespace, name } = metadata ?? {};
  const path = `${resourcePath(kind, namespace, name)}/status`;
  return [{ kind: 'patch', path, body: { status } }];
}
