import {
  keyOfQuery,
  nameKey,
  type ClusterReader,
  type KubeChange,
  type KubeReader,
} from '@pilothouse/plugin-platform-node';
import type { Reads, Source } from './Source';

const anyNamespace = '*';

const clustersMark = 'kube';
const clusterMark = (cluster: string) => `kube/${cluster}`;
const kindMark = (cluster: string, kind: string, namespace = '') =>
  `kube/${cluster}/${kind}/${namespace}`;
/** Read by narrow questions: any object of the place may have changed. */
const wholeMark = (place: string) => `${place}!`;
const keyMark = (place: string, key: string) => `${place}?${key}`;

/** What is known of the clusters, as a source of live views. */
export function kubeSource(kube: KubeReader): Source {
  return { subscribe: listen => kube.subscribe(c => listen(marksOf(c))) };
}

function marksOf({ cluster, kind, namespace, keys }: KubeChange): string[] {
  if (kind === undefined) return [clustersMark, clusterMark(cluster)];
  const places = [
    kindMark(cluster, kind, namespace),
    kindMark(cluster, kind, anyNamespace),
  ];
  return places.flatMap(place => [
    place,
    ...(keys?.map(key => keyMark(place, key)) ?? [wholeMark(place)]),
  ]);
}

/** Takes the marks of a question about a place: of one key, or of all that is there. */
function readPlace(reads: Reads, place: string, key: string | undefined): void {
  if (key === undefined) {
    reads.add(place);
  } else {
    reads.add(keyMark(place, key));
    reads.add(wholeMark(place));
  }
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
    namespacesWith(kind) {
      reads.add(kindMark(name, kind, anyNamespace));
      return cluster.namespacesWith(kind);
    },
    version(kind, namespace) {
      reads.add(clusterMark(name));
      reads.add(kindMark(name, kind, namespace));
      return cluster.version(kind, namespace);
    },
    get(kind, key) {
      const place = kindMark(name, kind, key.namespace);
      readPlace(reads, place, nameKey(key.name));
      return cluster.get(kind, key);
    },
    list(kind, query) {
      const place = kindMark(name, kind, query?.namespace ?? anyNamespace);
      readPlace(reads, place, keyOfQuery(query ?? {}));
      return cluster.list(kind, query);
    },
  };
}
