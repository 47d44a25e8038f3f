import type {
  Cluster,
  UnreadableKind,
} from '@pilothouse/plugin-platform-common';
import {
  kubeKinds,
  type ClusterReader,
  type KubeKindName,
} from '@pilothouse/plugin-platform-node';

/** What is asked of a cluster to tell what runs there and how well. */
export const kindsOfRow: readonly KubeKindName[] = [
  'namespaces',
  'deployments',
  'statefulsets',
  'daemonsets',
  'replicasets',
  'pods',
  'events',
];

/** What is asked of a cluster to show a workload with all that is around it. */
export const kindsOfDetail: readonly KubeKindName[] = [
  ...kindsOfRow,
  'controllerrevisions',
  'services',
  'endpointslices',
  'ingresses',
  'horizontalpodautoscalers',
  'poddisruptionbudgets',
];

/** A cluster may do without these: where they are not served, there are none. */
const optional: ReadonlySet<KubeKindName> = new Set([
  'endpointslices',
  'ingresses',
  'horizontalpodautoscalers',
  'poddisruptionbudgets',
]);

/** A cluster as views name it, with those of the kinds that cannot be read there. */
export function clusterOf(
  cluster: ClusterReader,
  kinds: readonly KubeKindName[],
): Cluster {
  const { name, title } = cluster;
  const unreadable = kinds.flatMap(kind => unreadableOf(cluster, kind));
  return {
    name,
    title,
    knowledge: cluster.knowledge(),
    ...(unreadable.length > 0 && { unreadable }),
  };
}

function unreadableOf(
  cluster: ClusterReader,
  name: KubeKindName,
): UnreadableKind[] {
  const { kind } = kubeKinds[name];
  const { kind: because } = cluster.kindState(name);
  switch (because) {
    case 'forbidden':
      return [{ kind, because }];
    case 'absent':
      return optional.has(name) ? [] : [{ kind, because }];
    default:
      return [];
  }
}
