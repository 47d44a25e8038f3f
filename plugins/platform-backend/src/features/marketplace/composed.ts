import {
  customKindName,
  definitionsKind,
  type ClusterReader,
  type CustomDefinition,
  type CustomKindName,
  type CustomObject,
  type CustomReader,
  type MiddlewareComposition,
  type MiddlewareKind,
} from '@pilothouse/plugin-platform-node';

const definitions = customKindName(definitionsKind);

/**
 * The same reader, which has the kinds that no API serves as well: they look as if each
 * cluster had a definition of them. What was read out once is told again, so that it is for
 * one look at the cluster.
 */
export function composedReader(
  reader: CustomReader,
  cluster: ClusterReader | undefined,
  compositions: readonly MiddlewareComposition[],
): CustomReader {
  if (!cluster || compositions.length === 0) return reader;
  const composed = new Map(
    compositions.map(each => [customKindName(each.kind), each]),
  );
  const known = new Map<string, readonly CustomObject[]>();
  const listed = (
    name: CustomKindName,
    from: MiddlewareComposition,
    namespace: string | undefined,
  ) => {
    const key = `${name} ${namespace ?? '*'}`;
    const objects = known.get(key) ?? from.objectsIn(cluster, namespace);
    known.set(key, objects);
    return objects;
  };
  return {
    cluster: reader.cluster,
    kindState(name) {
      const from = composed.get(name);
      return from ? from.kindState(cluster) : reader.kindState(name);
    },
    get(name, key) {
      const from = composed.get(name);
      if (from) {
        return listed(name, from, key.namespace).find(
          ({ metadata }) => metadata?.name === key.name,
        );
      }
      const defined =
        name === definitions
          ? composed.get(key.name as CustomKindName)
          : undefined;
      return defined ? definitionFor(defined.kind) : reader.get(name, key);
    },
    list(name, namespace) {
      const from = composed.get(name);
      return from
        ? listed(name, from, namespace)
        : reader.list(name, namespace);
    },
  };
}

function definitionFor(kind: MiddlewareKind): CustomDefinition {
  const { group, plural, versions } = kind;
  return {
    metadata: { name: customKindName(kind) },
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural, kind: kind.kind },
      versions: versions.map(name => ({ name, served: true })),
    },
  };
}
