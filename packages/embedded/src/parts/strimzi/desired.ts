import {
  type Claim,
  type Service,
  type StatefulSet,
} from '../../middleware/operator/objects.ts';
import { marked } from '../../middleware/operator/stateful-set.ts';
import { container } from './container.ts';
import { KAFKA_ID } from './image.ts';
import {
  labelsOf,
  metadataOf,
  nameOf,
  volumeName,
  volumesOf,
  type Labels,
} from './names.ts';
import {
  CLUSTER_LABEL,
  POOL_LABEL,
  ports,
  type Kafka,
  type NodePool,
  type Volume,
} from './model.ts';

/** How many of its nodes are members of a Kafka's quorum, which never changes. */
const CONTROLLERS = 'pilothouse.dev/controllers';

/** Labels by which the nodes of a pool are known. */
export function poolSelector(kafka: Kafka, pool: NodePool): Labels {
  const name = nameOf(kafka);
  return {
    [CLUSTER_LABEL]: name,
    'strimzi.io/kind': 'Kafka',
    'strimzi.io/name': `${name}-kafka`,
    [POOL_LABEL]: nameOf(pool),
  };
}

/** Name of the StatefulSet of a pool; its pods are called so, with a number. */
export function poolSetName(kafka: Kafka, pool: NodePool): string {
  return `${nameOf(kafka)}-${nameOf(pool)}`;
}

/** Name of the Service by which clients begin. */
export function bootstrapName(kafka: Kafka): string {
  return `${nameOf(kafka)}-kafka-bootstrap`;
}

/** Names of the claims of a disk, one a node. */
export function claimNames(
  kafka: Kafka,
  pool: NodePool,
  volume: Volume,
): string[] {
  return Array.from(
    { length: pool.spec.replicas },
    (_, at) => `${volumeName(volume, pool)}-${poolSetName(kafka, pool)}-${at}`,
  );
}

/** The Services of a Kafka, as the operator names them. */
export function services(kafka: Kafka): Service[] {
  const listed = kafka.spec.kafka.listeners.map(({ name, port }) => ({
    name: `tcp-${name}`,
    port,
  }));
  const replication = { name: 'tcp-replication', port: ports.replication };
  const control = { name: 'tcp-ctrlplane', port: ports.controlPlane };
  const { [CLUSTER_LABEL]: cluster = '', ...labels } = labelsOf(kafka);
  const selector = {
    [CLUSTER_LABEL]: cluster,
    'strimzi.io/kind': labels['strimzi.io/kind'] ?? '',
    'strimzi.io/name': labels['strimzi.io/name'] ?? '',
  };
  const serviceOf = (name: string, spec: Service['spec']): Service => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(kafka, name),
    spec: { selector, ...spec },
  });
  return [
    serviceOf(bootstrapName(kafka), {
      type: 'ClusterIP',
      ports: [replication, ...listed],
    }),
    serviceOf(`${nameOf(kafka)}-kafka-brokers`, {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      ports: [control, replication, ...listed],
    }),
  ];
}

/** How many nodes of a pool are members of the quorum. */
export function controllersOf(
  pool: NodePool,
  stored: StatefulSet | undefined,
): number {
  const known = Number(stored?.metadata?.annotations?.[CONTROLLERS]);
  return known > 0 ? known : pool.spec.replicas;
}

/** The nodes of a pool. @param stored - the StatefulSet that is there */
export function statefulSet(
  kafka: Kafka,
  pool: NodePool,
  stored?: StatefulSet,
): StatefulSet {
  const name = poolSetName(kafka, pool);
  const selector = poolSelector(kafka, pool);
  const labels = { ...labelsOf(kafka), ...selector };
  const volumes = volumesOf(pool);
  const disks = volumes.filter(({ type }) => type === 'persistent-claim');
  const controllers = controllersOf(pool, stored);
  const metadata = metadataOf(kafka, name);
  // What was made from a smaller disk keeps it: claims are enlarged one by one.
  const goes = disks.some(({ deleteClaim }) => deleteClaim)
    ? 'Delete'
    : 'Retain';
  return marked(
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: {
        ...metadata,
        labels,
        annotations: { [CONTROLLERS]: String(controllers) },
      },
      spec: {
        replicas: pool.spec.replicas,
        serviceName: `${nameOf(kafka)}-kafka-brokers`,
        selector: { matchLabels: { ...selector } },
        // Nodes that were all stopped need each other to become ready.
        podManagementPolicy: 'Parallel',
        persistentVolumeClaimRetentionPolicy: {
          whenDeleted: goes,
          whenScaled: goes,
        },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: 30,
            securityContext: { fsGroup: KAFKA_ID },
            containers: [container(kafka, pool, controllers)],
            volumes: volumes
              .filter(({ type }) => type === 'ephemeral')
              .map(volume => ({
                name: volumeName(volume, pool),
                emptyDir: { sizeLimit: volume.sizeLimit },
              })),
          },
        },
        volumeClaimTemplates: disks.map(volume =>
          claim(volume, pool, { ...selector }),
        ),
      },
    },
    stored,
  );
}

function claim(volume: Volume, pool: NodePool, labels: Labels): Claim {
  return {
    metadata: { name: volumeName(volume, pool), labels: { ...labels } },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: volume.size ?? '' } },
      storageClassName: volume.class || undefined,
    } as Claim['spec'],
  };
}
