import {
  customKindName,
  definitionsKind,
  type CustomReader,
} from '@pilothouse/plugin-platform-node';
import type { Scope } from '../access';

const definitions = customKindName(definitionsKind);

/**
 * The same reader for somebody who sees only a part: objects of other namespaces do not
 * exist for them. Definitions of kinds belong to no namespace, and are no secret to whoever
 * sees anything of the cluster.
 */
export function visibleCustom(
  reader: CustomReader,
  scope: Scope,
): CustomReader {
  if (scope.everything) return reader;
  const { cluster } = reader;
  const seesAny = () => scope.namespaces(cluster)?.length !== 0;
  return {
    cluster,
    kindState: name => reader.kindState(name),
    get: (name, key) =>
      (name === definitions ? seesAny() : scope.sees(cluster, key.namespace))
        ? reader.get(name, key)
        : undefined,
    list(name, namespace) {
      if (name === definitions) return seesAny() ? reader.list(name) : [];
      const places =
        namespace === undefined ? scope.namespaces(cluster) ?? [] : [namespace];
      return places
        .filter(place => scope.sees(cluster, place))
        .flatMap(place => reader.list(name, place));
    },
  };
}
