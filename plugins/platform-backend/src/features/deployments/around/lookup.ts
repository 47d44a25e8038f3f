import type {
  ClusterReader,
  KubeKinds,
  Labels,
} from '@pilothouse/plugin-platform-node';

/** Kinds that are looked for by their owner. */
export type OwnedKind = 'pods' | 'replicasets' | 'controllerrevisions';

const SERVICE_NAME = 'kubernetes.io/service-name';

/** Finds what belongs to something, within one namespace. */
export interface Lookup {
  owned<K extends OwnedKind>(kind: K, uid: string): readonly KubeKinds[K][];
  eventsAbout(uid: string): readonly KubeKinds['events'][];
  slicesOf(service: string): readonly KubeKinds['endpointslices'][];
  /**
   * Pods of workloads that have all of these labels; others with but one may be among them.
   * By labels of which none is indexed all pods of the namespace are looked at.
   */
  podsWith(labels: Labels): readonly KubeKinds['pods'][];
}

/** Asks the indexes of the cache: for a few workloads among many. */
export function indexedLookup(
  cluster: ClusterReader,
  namespace: string,
): Lookup {
  return {
    owned: (kind, uid) => cluster.list(kind, { namespace, ownerUid: uid }),
    eventsAbout: uid =>
      cluster
        .list('events', { namespace, aboutUid: uid })
        .filter(({ involvedObject }) => involvedObject.uid === uid),
    slicesOf: service =>
      cluster.list('endpointslices', {
        namespace,
        labels: { [SERVICE_NAME]: service },
      }),
    podsWith: labels => cluster.list('pods', { namespace, labels }),
  };
}

/** Reads each kind of the namespace once: for all of its workloads. */
export function groupedLookup(
  cluster: ClusterReader,
  namespace: string,
): Lookup {
  const owned = <K extends OwnedKind>(kind: K) =>
    once(() =>
      groupBy(cluster.list(kind, { namespace }), ({ metadata }) =>
        (metadata?.ownerReferences ?? []).map(({ uid }) => uid),
      ),
    );
  const byOwner = {
    pods: owned('pods'),
    replicasets: owned('replicasets'),
    controllerrevisions: owned('controllerrevisions'),
  };
  const events = once(() =>
    groupBy(cluster.list('events', { namespace }), ({ involvedObject }) => [
      involvedObject.uid ?? '',
    ]),
  );
  const slices = once(() =>
    groupBy(cluster.list('endpointslices', { namespace }), ({ metadata }) => [
      metadata?.labels?.[SERVICE_NAME] ?? '',
    ]),
  );
  const pods = once(() => [...new Set([...byOwner.pods().values()].flat())]);
  const podsByLabel = new Map<string, Map<string, KubeKinds['pods'][]>>();
  const podsLabeled = (label: string) => {
    const known =
      podsByLabel.get(label) ??
      groupBy(pods(), ({ metadata }) => {
        const value = metadata?.labels?.[label];
        return value === undefined ? [] : [value];
      });
    podsByLabel.set(label, known);
    return known;
  };
  return {
    owned: <K extends OwnedKind>(kind: K, uid: string) =>
      (byOwner[kind]().get(uid) ?? []) as readonly KubeKinds[K][],
    eventsAbout: uid => events().get(uid) ?? [],
    slicesOf: service => slices().get(service) ?? [],
    podsWith: labels =>
      Object.entries(labels)
        .map(([label, value]) => podsLabeled(label).get(value) ?? [])
        .reduce(fewer, pods()),
  };
}

function fewer<T>(one: T[], other: T[]): T[] {
  return other.length < one.length ? other : one;
}

function groupBy<T>(
  objects: readonly T[],
  keysOf: (object: T) => readonly string[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const object of objects) {
    for (const key of keysOf(object)) {
      const known = groups.get(key);
      if (known) known.push(object);
      else groups.set(key, [object]);
    }
  }
  return groups;
}

/** Makes a value when it is first asked for, and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
