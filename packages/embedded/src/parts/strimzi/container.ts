import type { V1Container, V1EnvVar } from '@kubernetes/client-node';
import type { Wire } from '../../kube/wire.ts';
import { referenceOf } from '../../middleware/image/middleware-image.ts';
import { bytesOf } from '../../middleware/operator/objects.ts';
import { mountVariable } from '../node-local/pods/base-environment.ts';
import { kafkaImage } from './image.ts';
import { ports, type Kafka, type NodePool, type Volume } from './model.ts';
import { clusterIdOf, nodeSecretName, volumeName, volumesOf } from './names.ts';
import {
  CONTROL_LISTENER,
  listenerName,
  NODE_LISTENER,
  NODE_USER,
  settingsOf,
} from './settings.ts';

const LEAST_HEAP = 128 * 2 ** 20;
const MOST_HEAP = 1024 * 2 ** 20;

/** What runs in each node of a pool. */
export function container(
  kafka: Kafka,
  pool: NodePool,
  controllers: number,
): Wire<V1Container> {
  const { listeners } = kafka.spec.kafka;
  const all = [
    { name: 'tcp-ctrlplane', port: ports.controlPlane },
    { name: 'tcp-replication', port: ports.replication },
    ...listeners.map(({ name, port }) => ({ name: `tcp-${name}`, port })),
  ];
  const probe = { tcpSocket: { port: ports.replication } };
  return {
    name: 'kafka',
    image: referenceOf(kafkaImage),
    env: environment(kafka, pool, controllers),
    ports: all.map(({ name, port }) => ({ name, containerPort: port })),
    resources: pool.spec.resources,
    // A broker opens this port once it has caught up with the others.
    readinessProbe: { ...probe, periodSeconds: 2 },
    livenessProbe: {
      ...probe,
      initialDelaySeconds: 120,
      periodSeconds: 10,
      failureThreshold: 6,
    },
    volumeMounts: volumesOf(pool).map(volume => ({
      name: volumeName(volume, pool),
      mountPath: mountPath(volume, pool),
    })),
  };
}

function mountPath(volume: Volume, pool: NodePool): string {
  return `/var/lib/kafka/${volumeName(volume, pool)}`;
}

function environment(
  kafka: Kafka,
  pool: NodePool,
  controllers: number,
): Wire<V1EnvVar>[] {
  const { name, namespace } = kafka.metadata ?? {};
  const listeners = [
    `${NODE_LISTENER}:${ports.replication}`,
    ...kafka.spec.kafka.listeners.map(
      listener => `${listenerName(listener)}:${listener.port}`,
    ),
  ];
  const plain: Record<string, string> = {
    CLUSTER_ID: clusterIdOf(kafka),
    CONTROLLERS: String(controllers),
    CONTROL_NAME: CONTROL_LISTENER,
    CONTROL_PORT: String(ports.controlPlane),
    DOMAIN: `${name}-kafka-brokers.${namespace}.svc.cluster.local`,
    HEAP: heapOf(pool),
    LISTENERS: listeners.join(' '),
    NODE_LISTENERS: [CONTROL_LISTENER, NODE_LISTENER]
      .map(each => each.toLowerCase())
      .join(' '),
    NODE_USER,
    SETTINGS: settingsOf(kafka),
    VOLUMES: volumesOf(pool)
      .map(
        volume =>
          `${mountVariable(volumeName(volume, pool))}:${mountPath(
            volume,
            pool,
          )}`,
      )
      .join(' '),
  };
  return [
    ...Object.entries(plain).map(([variable, value]) => ({
      name: variable,
      // What looks like a variable is none.
      value: value.replaceAll('$(', '$$$$('),
    })),
    {
      name: 'NODE_PASSWORD',
      valueFrom: {
        secretKeyRef: { name: nodeSecretName(kafka), key: 'password' },
      },
    },
  ];
}

/** As much as was asked for, else half of what a node may have. */
function heapOf({ spec }: NodePool): string {
  const { '-Xmx': most, '-Xms': least } = spec.jvmOptions ?? {};
  const limit = bytesOf(spec.resources?.limits?.memory);
  const half = Math.min(MOST_HEAP, Math.max(LEAST_HEAP, Math.floor(limit / 2)));
  const usual = `${Math.floor((limit > 0 ? half : 2 * LEAST_HEAP) / 2 ** 20)}m`;
  return [`-Xmx${most ?? usual}`, ...(least ? [`-Xms${least}`] : [])].join(' ');
}
