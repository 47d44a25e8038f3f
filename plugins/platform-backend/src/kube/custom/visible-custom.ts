import {
  customKindName,
  definitionsKind,
  type CustomKindName,
  type CustomReader,
} from '@pilothouse/plugin-platform-node';
import type { Scope } from '../access';

const definitions = customKindName(definitionsKind);

/**
 * The same reader for somebody who sees only a part: objects of other namespaces do not
 * exist for them. Definitions of kinds belong to no namespace, and are no secret to whoever
 * sees anything of the cluster.
 *
 * @param shared - other kinds of which that is so
 */
export function visibleCustom(
  reader: CustomReader,
  scope: Scope,
  shared: ReadonlySet<CustomKindName> = new Set(),
): CustomReader {
  if (scope.everything) return reader;
  const { cluster } = reader;
  const isShared = (name: CustomKindName) =>
    name === definitions || shared.has(name);
  const seesAny = () => scope.namespaces(cluster)?.length !== 0;
  return {
    cluster,
    kindState: name => reader.kindState(name),
    get: (name, key) =>
      (isShared(name) ? seesAny() : scope.sees(cluster, key.namespace))
        ? reader.get(name, key)
        : undefined,
    list(name, namespace) {
      if (isShared(name)) return seesAny() ? reader.list(name, namespace) : [];
      const places =
        namespace === undefined ? scope.namespaces(cluster) ?? [] : [namespace];
      return places
        .filter(place => scope.sees(cluster, place))
        .flatMap(place => reader.list(name, place));
    },
  };
}
