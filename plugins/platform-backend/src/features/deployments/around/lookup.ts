import type {
  ClusterReader,
  KubeKinds,
} from '@pilothouse/plugin-platform-node';

/** Kinds that are looked for by their owner. */
export type OwnedKind = 'pods' | 'replicasets' | 'controllerrevisions';

const SERVICE_NAME = 'kubernetes.io/service-name';

/** Finds what belongs to something, within one namespace. */
export interface Lookup {
  owned<K extends OwnedKind>(kind: K, uid: string): readonly KubeKinds[K][];
  eventsAbout(uid: string): readonly KubeKinds['events'][];
  slicesOf(service: string): readonly KubeKinds['endpointslices'][];
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
  return {
    owned: <K extends OwnedKind>(kind: K, uid: string) =>
      (byOwner[kind]().get(uid) ?? []) as readonly KubeKinds[K][],
    eventsAbout: uid => events().get(uid) ?? [],
    slicesOf: service => slices().get(service) ?? [],
  };
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
