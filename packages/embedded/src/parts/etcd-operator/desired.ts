import type { V1Container } from '@kubernetes/client-node';
import type { Wire } from '../../kube/wire.ts';
import {
  ownedByReference,
  type Claim,
  type ConfigMap,
  type Meta,
  type Service,
  type StatefulSet,
} from '../../middleware/operator/objects.ts';
import { marked } from '../../middleware/operator/stateful-set.ts';
import { etcdClusters, ports, type EtcdCluster } from './model.ts';

const DATA = '/var/lib/etcd';
const VOLUME = 'etcd-data';

function labelsOf({ metadata }: EtcdCluster): Record<string, string> {
  const name = metadata?.name ?? '';
  return { app: name, controller: name };
}

function metadataOf(cluster: EtcdCluster, suffix = ''): Meta {
  const { name, namespace } = cluster.metadata ?? {};
  return {
    name: `${name}${suffix}`,
    namespace,
    labels: labelsOf(cluster),
    ownerReferences: [ownedByReference(etcdClusters, cluster)],
  };
}

/** Name of a member, which is that of its pod. */
export function memberName({ metadata }: EtcdCluster, number: number): string {
  return `${metadata?.name}-${number}`;
}

/** Name of the claim of a member's disk. */
export function claimName(cluster: EtcdCluster, number: number): string {
  return `${VOLUME}-${memberName(cluster, number)}`;
}

/** Where the others reach a member. */
export function peerUrl(cluster: EtcdCluster, number: number): string {
  return `http://${hostOf(cluster, memberName(cluster, number))}:${ports.peer}`;
}

function hostOf({ metadata }: EtcdCluster, pod: string): string {
  const { name, namespace } = metadata ?? {};
  return `${pod}.${name}.${namespace}.svc.cluster.local`;
}

/** The Service that leads to the members, and by which they find each other before they are ready. */
export function service(cluster: EtcdCluster): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(cluster),
    spec: {
      clusterIP: 'None',
      selector: labelsOf(cluster),
      ports: Object.entries(ports).map(([name, port]) => ({ name, port })),
    },
  };
}

/** What a member that begins is told of the cluster. @param count - of members, with itself */
export function state(cluster: EtcdCluster, count: number): ConfigMap {
  const members = Array.from(
    { length: count },
    (_, at) => `${memberName(cluster, at)}=${peerUrl(cluster, at)}`,
  );
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(cluster, '-state'),
    data: {
      ETCD_INITIAL_CLUSTER_STATE: count > 1 ? 'existing' : 'new',
      ETCD_INITIAL_CLUSTER: members.join(','),
      ETCD_DATA_DIR: DATA,
    },
  };
}

/** The members of a cluster, of which there are `replicas` now. */
export function statefulSet(
  cluster: EtcdCluster,
  replicas: number,
  stored?: StatefulSet,
): StatefulSet {
  const { storageSpec, podTemplate } = cluster.spec;
  const labels = labelsOf(cluster);
  const wanted: StatefulSet = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadataOf(cluster),
    spec: {
      replicas,
      serviceName: cluster.metadata?.name,
      selector: { matchLabels: labels },
      // Members that were all stopped need each other to become ready. A set's policy cannot
      // be changed once it is there.
      podManagementPolicy: stored
        ? stored.spec?.podManagementPolicy
        : 'Parallel',
      // The operator deletes the disk of a member that it knows to be removed, and no other.
      persistentVolumeClaimRetentionPolicy: {
        whenScaled: 'Retain',
        whenDeleted: 'Retain',
      },
      template: {
        metadata: {
          labels: { ...podTemplate?.metadata?.labels, ...labels },
          annotations: podTemplate?.metadata?.annotations,
        },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 10,
          securityContext: { fsGroup: 1000 },
          containers: [container(cluster)],
          volumes: storageSpec ? undefined : [{ name: VOLUME, emptyDir: {} }],
        },
      },
      volumeClaimTemplates: storageSpec && [claim(storageSpec)],
    },
  };
  return marked(wanted, stored);
}

function container(cluster: EtcdCluster): Wire<V1Container> {
  const { imageRegistry, version, etcdOptions, podTemplate } = cluster.spec;
  const host = hostOf(cluster, '$(POD_NAME)');
  const field = (name: string, fieldPath: string) => ({
    name,
    valueFrom: { fieldRef: { fieldPath } },
  });
  return {
    name: 'etcd',
    image: `${imageRegistry}:${version}`,
    args: [
      '--name=$(POD_NAME)',
      `--initial-advertise-peer-urls=http://${host}:${ports.peer}`,
      `--advertise-client-urls=http://${host}:${ports.client}`,
      ...(etcdOptions ?? []),
    ],
    env: [
      field('POD_NAME', 'metadata.name'),
      field('POD_NAMESPACE', 'metadata.namespace'),
    ],
    envFrom: [{ configMapRef: { name: `${cluster.metadata?.name}-state` } }],
    ports: Object.entries(ports).map(([name, containerPort]) => ({
      name,
      containerPort,
    })),
    resources: podTemplate?.spec?.resources,
    readinessProbe: {
      httpGet: { path: '/readyz', port: ports.client },
      periodSeconds: 1,
    },
    livenessProbe: {
      httpGet: { path: '/livez', port: ports.client },
      initialDelaySeconds: 10,
      periodSeconds: 10,
    },
    volumeMounts: [{ name: VOLUME, mountPath: DATA }],
  };
}

function claim({
  volumeSizeRequest,
  volumeSizeLimit,
  storageClassName,
}: NonNullable<EtcdCluster['spec']['storageSpec']>): Claim {
  return {
    metadata: { name: VOLUME },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: {
        requests: { storage: volumeSizeRequest },
        limits: { storage: volumeSizeLimit ?? volumeSizeRequest },
      },
      storageClassName: storageClassName || undefined,
    } as Claim['spec'],
  };
}
