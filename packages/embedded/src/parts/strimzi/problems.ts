import { statefulSet } from './desired.ts';
import { volumesOf } from './names.ts';
import {
  CLUSTER_LABEL,
  KAFKA_VERSION,
  METADATA_VERSION,
  type Kafka,
  type NodePool,
} from './model.ts';
import { poolsOf, storedSet, type KafkaObserved } from './observed.ts';
import { invalid, type Problem } from './status.ts';

/** Why what is asked for cannot be made, in the words and by the reasons that people know. */
export function problemOf(observed: KafkaObserved): Problem | undefined {
  const because =
    kafkaProblem(observed.resource) ??
    poolProblem(poolsOf(observed), observed.resource) ??
    changeProblem(observed);
  return because === undefined ? undefined : invalid(because);
}

function kafkaProblem({ spec }: Kafka): string | undefined {
  const { version, metadataVersion, listeners, authorization } = spec.kafka;
  if (version && version !== KAFKA_VERSION) {
    return `This platform has Kafka ${KAFKA_VERSION}; set spec.kafka.version to it, or leave it out.`;
  }
  if (metadataVersion && metadataVersion !== METADATA_VERSION) {
    return `This platform has Kafka with metadata ${METADATA_VERSION}; set spec.kafka.metadataVersion to it, or leave it out.`;
  }
  const wrong = listeners.find(
    ({ type, tls, authentication }) =>
      type !== 'internal' ||
      tls ||
      (authentication && authentication.type !== 'scram-sha-512'),
  );
  if (wrong) {
    return `This platform gives listeners of the type internal without TLS, with scram-sha-512 or without authentication; change the listener ${wrong.name}.`;
  }
  if (new Set(listeners.map(({ port }) => port)).size < listeners.length) {
    return 'Two listeners have the same port; give each its own.';
  }
  if (authorization) {
    return 'This platform lets each user do everything; leave spec.kafka.authorization out.';
  }
  return undefined;
}

function poolProblem(
  pools: readonly NodePool[],
  { metadata }: Kafka,
): string | undefined {
  const [pool, ...others] = pools;
  if (!pool) {
    return `There is no KafkaNodePool with the label ${CLUSTER_LABEL}: ${metadata?.name}; make one.`;
  }
  if (others.length > 0) {
    return `This platform runs one KafkaNodePool of a Kafka; delete all but one of ${pools
      .map(each => each.metadata?.name)
      .join(', ')}.`;
  }
  const { name } = pool.metadata ?? {};
  const { roles, replicas, storage } = pool.spec;
  if (!roles.includes('controller') || !roles.includes('broker')) {
    return `The KafkaNodePool ${name} is the only one, so that its nodes are both; set spec.roles to controller and broker.`;
  }
  if (replicas < 1) {
    return `A Kafka has a node at least; set spec.replicas of the KafkaNodePool ${name}.`;
  }
  const volumes = volumesOf(pool);
  if (volumes.length === 0) {
    return `The KafkaNodePool ${name} has no volumes; name one in spec.storage.volumes.`;
  }
  if (volumes.some(({ type, size }) => type === 'persistent-claim' && !size)) {
    return `A volume of the KafkaNodePool ${name} has no size; set it.`;
  }
  if (new Set(volumes.map(({ id }) => id)).size < volumes.length) {
    return `Two volumes of the KafkaNodePool ${name} have the same id; give each its own${
      storage.type === 'jbod' ? '' : ' in spec.storage.volumes'
    }.`;
  }
  return undefined;
}

/** What cannot be changed of nodes that are there. */
function changeProblem(observed: KafkaObserved): string | undefined {
  const [pool] = poolsOf(observed);
  const stored = pool && storedSet(observed, pool);
  if (!pool || !stored) return undefined;
  const { name } = pool.metadata ?? {};
  const has = stored.spec?.replicas ?? 0;
  if (pool.spec.replicas < has) {
    return `This platform takes no node away that may hold data; set spec.replicas of the KafkaNodePool ${name} back to ${has}.`;
  }
  const made = (stored.spec?.volumeClaimTemplates ?? []).map(
    ({ metadata }) => metadata?.name,
  );
  const asked = claimTemplateNames(observed.resource, pool);
  if (made.join() !== asked.join()) {
    return `The volumes of the KafkaNodePool ${name} cannot be others than those it was made with; only their size can grow.`;
  }
  return undefined;
}

function claimTemplateNames(kafka: Kafka, pool: NodePool) {
  return (
    statefulSet(kafka, pool).spec?.volumeClaimTemplates?.map(
      ({ metadata }) => metadata?.name,
    ) ?? []
  );
}
