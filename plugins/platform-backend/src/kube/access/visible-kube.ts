import type { ClusterKnowledge } from '@pilothouse/plugin-platform-common';
import {
  isIndexed,
  kubeKinds,
  type ClusterReader,
  type KindState,
  type KubeChange,
  type KubeKindName,
  type KubeKinds,
  type KubeReader,
  type ObjectQuery,
} from '@pilothouse/plugin-platform-node';
import type { Scope } from './Scope';

/** How a kind is known that somebody may not list: that they see none says nothing. */
const hidden: KindState = {
  kind: 'forbidden',
  because: 'one needs a role there that may list them',
};

/**
 * The same reader for somebody who sees only a part: the rest does not exist for them.
 *
 * The names of clusters and how well they are known are everybody's, so that a view can
 * say what it lacks. Of the kinds without namespace they have the namespaces that they see
 * and, one by one, the nodes of clusters in which they see something: a node's name is
 * learned only from a pod that they see, and a pod's trouble may be its node's.
 */
export function visibleKube(reader: KubeReader, scope: Scope): KubeReader {
  if (scope.everything) {
    return reader;
  }
  return {
    clusters: () => reader.clusters().map(c => visibleCluster(c, scope)),
    cluster(name) {
      const cluster = reader.cluster(name);
      return cluster && visibleCluster(cluster, scope);
    },
    subscribe: listener =>
      reader.subscribe(change => {
        if (concerns(change, scope)) {
          listener(nameless(change));
        }
      }),
  };
}

/** Where a namespace lies that is asked for by its own name. */
const named = (name: string) => ({ namespace: name, name });

function visibleCluster(cluster: ClusterReader, scope: Scope): ClusterReader {
  const { name, title } = cluster;
  const namespaces = () => scope.namespaces(name) ?? [];
  return {
    name,
    title,
    knowledge: () => knowledgeOf(cluster, scope),
    isReachable: () => cluster.isReachable(),
    kindState: (kind, namespace) =>
      isHidden(scope, name, kind, namespace)
        ? hidden
        : cluster.kindState(kind, namespace),
    // Which of them have something is not asked of the cluster, whose other namespaces'
    // changes would count as read.
    namespacesWith: kind =>
      namespaces().filter(each => seesObject(scope, name, kind, named(each))),
    version(kind, namespace) {
      if (kind !== 'namespaces') {
        const place = named(namespace ?? '');
        if (!seesObject(scope, name, kind, place)) return 'hidden';
      }
      const version = cluster.version(kind, namespace);
      return isInPart(kind) ? `in part ${version}` : version;
    },
    get(kind, key) {
      return seesObject(scope, name, kind, key)
        ? onlyVisible(kind, cluster.get(kind, key))
        : undefined;
    },
    list<K extends KubeKindName>(kind: K, query: ObjectQuery = {}) {
      if (kind === 'namespaces') {
        return cluster
          .list(kind, query)
          .filter(({ metadata }) => scope.sees(name, metadata?.name));
      }
      if (!kubeKinds[kind].namespaced) {
        return [];
      }
      const { namespace } = query;
      if (namespace !== undefined) {
        return scope.sees(name, namespace, kind)
          ? listIn(cluster, kind, query)
          : [];
      }
      // One question however many namespaces they see; what it finds is little.
      if (isIndexed(query)) {
        return listIn(cluster, kind, query).filter(({ metadata }) =>
          scope.sees(name, metadata?.namespace, kind),
        );
      }
      return namespaces()
        .filter(each => scope.sees(name, each, kind))
        .flatMap(each => listIn(cluster, kind, { ...query, namespace: each }));
    },
  };
}

/** What they see may lack something while it is not known whether they may see more. */
function knowledgeOf(cluster: ClusterReader, scope: Scope): ClusterKnowledge {
  const knowledge = cluster.knowledge();
  const unsure = scope.unsure(cluster.name);
  return unsure && knowledge.kind === 'live'
    ? { kind: 'stale', reason: 'rights-unknown', ...unsure }
    : knowledge;
}

function seesObject(
  scope: Scope,
  cluster: string,
  kind: KubeKindName,
  { namespace, name }: { readonly namespace?: string; readonly name: string },
): boolean {
  if (kind === 'namespaces') {
    return scope.sees(cluster, name);
  }
  if (kind === 'nodes') {
    return seesAnything(scope, cluster);
  }
  return kubeKinds[kind].namespaced && scope.sees(cluster, namespace, kind);
}

/** Whether a kind is not all there for them: in a namespace that they see, or in any. */
function isHidden(
  scope: Scope,
  cluster: string,
  kind: KubeKindName,
  namespace: string | undefined,
): boolean {
  const places =
    namespace === undefined ? scope.namespaces(cluster) : [namespace];
  return (
    kubeKinds[kind].namespaced &&
    (places ?? []).some(
      place => scope.sees(cluster, place) && !scope.sees(cluster, place, kind),
    )
  );
}

/** Whether who sees a kind at all sees less of it than who sees everything. */
function isInPart(kind: KubeKindName): boolean {
  return kind === 'events' || !kubeKinds[kind].namespaced;
}

function seesAnything(scope: Scope, cluster: string): boolean {
  return scope.namespaces(cluster)?.length !== 0;
}

function listIn<K extends KubeKindName>(
  cluster: ClusterReader,
  kind: K,
  query: ObjectQuery,
): readonly KubeKinds[K][] {
  const objects = cluster.list(kind, query);
  return kind === 'events'
    ? objects.filter(object => onlyVisible(kind, object))
    : objects;
}

/** Events about what has no namespace lie in a namespace all the same. */
function onlyVisible<K extends KubeKindName>(
  kind: K,
  object: KubeKinds[K] | undefined,
): KubeKinds[K] | undefined {
  return kind === 'events' &&
    object &&
    'involvedObject' in object &&
    object.involvedObject.namespace !== object.metadata?.namespace
    ? undefined
    : object;
}

/** Of kinds without namespace one may not see each object, and so learns none of its names. */
function nameless(change: KubeChange): KubeChange {
  const { keys: _, ...rest } = change;
  return change.namespace === undefined ? rest : change;
}

/** A change of a kind without namespace tells no name, and so gives nothing away. */
function concerns({ cluster, kind, namespace }: KubeChange, scope: Scope) {
  if (kind === undefined || kind === 'namespaces') {
    return true;
  }
  return kind === 'nodes'
    ? seesAnything(scope, cluster)
    : scope.sees(cluster, namespace, kind);
}
