import type {
  ClusterReader,
  KubeChange,
  KubeReader,
} from '@pilothouse/plugin-platform-node';
import type { Reads, Source } from './Source';

const anyNamespace = '*';

const clustersMark = 'kube';
const clusterMark = (cluster: string) => `kube/${cluster}`;
const kindMark = (cluster: string, kind: string, namespace = '') =>
  `kube/${cluster}/${kind}/${namespace}`;

/** What is known of the clusters, as a source of live views. */
export function kubeSource(kube: KubeReader): Source {
  return { subscribe: listen => kube.subscribe(c => listen(marksOf(c))) };
}

function marksOf({ cluster, kind, namespace }: KubeChange): string[] {
  return kind === undefined
    ? [clustersMark, clusterMark(cluster)]
    : [
        kindMark(cluster, kind, namespace),
        kindMark(cluster, kind, anyNamespace),
      ];
}

/** The same reader, which remembers what is read of it. */
export function trackKube(kube: KubeReader, reads: Reads): KubeReader {
  const trackedByReader = new Map<ClusterReader, ClusterReader>();
  const track = (cluster: ClusterReader) => {
    const tracked =
      trackedByReader.get(cluster) ?? trackCluster(cluster, reads);
    trackedByReader.set(cluster, tracked);
    return tracked;
  };
  return {
    clusters() {
      reads.add(clustersMark);
      return kube.clusters().map(track);
    },
    cluster(name) {
      reads.add(clusterMark(name));
      const cluster = kube.cluster(name);
      return cluster && track(cluster);
    },
    subscribe: listener => kube.subscribe(listener),
  };
}

function trackCluster(cluster: ClusterReader, reads: Reads): ClusterReader {
  const { name, title } = cluster;
  return {
    name,
    title,
    knowledge() {
      reads.add(clusterMark(name));
      return cluster.knowledge();
    },
    isReachable() {
      reads.add(clusterMark(name));
      return cluster.isReachable();
    },
    kindState(kind, namespace) {
      reads.add(clusterMark(name));
      return cluster.kindState(kind, namespace);
    },
    get(kind, key) {
      reads.add(kindMark(name, kind, key.namespace));
      return cluster.get(kind, key);
    },
    list(kind, query) {
      reads.add(kindMark(name, kind, query?.namespace ?? anyNamespace));
      return cluster.list(kind, query);
    },
  };
}
