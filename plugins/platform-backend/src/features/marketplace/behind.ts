import {
  customKindName,
  type KubeObject,
  type MiddlewareKind,
} from '@pilothouse/plugin-platform-node';
import { groupOf, partKinds, type Part } from './leftovers';
import type { Site } from './view';

/** What is known of things by those that name them as their owners. */
interface Behind {
  /** Their uids, and those of what is theirs and of other kinds than instances consist of. */
  readonly owners: readonly string[];
  /** What is theirs and of such a kind. */
  readonly parts: readonly Part[];
}

/**
 * Finds by whom things are named as owners of which only the name is known, as nobody follows
 * their kinds: an operator has made these for them, and the cluster removes them along.
 *
 * @param kinds - kinds that are followed besides those that instances consist of
 * @param between - of kinds that nobody follows, as far as it was read
 */
export function behind(
  hidden: readonly Part[],
  namespace: string,
  { cluster, custom }: Site,
  kinds: readonly MiddlewareKind[],
  between: readonly Part[],
): Behind {
  const names = new Set(
    hidden
      .filter(
        ({ object: { metadata } }) =>
          (metadata?.namespace ?? namespace) === namespace,
      )
      .map(({ group, kind, object: { metadata } }) =>
        keyOf({ group, kind, name: metadata?.name }),
      ),
  );
  if (names.size === 0) return { owners: [], parts: [] };
  let rest = [
    ...kinds
      .filter(kind => !kind.anchor)
      .flatMap(kind =>
        custom
          .list(customKindName(kind), namespace)
          .map(object => ({ kind: kind.kind, group: kind.group, object })),
      ),
    ...between,
  ];
  const owners = new Set(
    [
      ...partKinds.flatMap(kind => cluster.list(kind, { namespace })),
      ...rest.map(({ object }) => object),
    ]
      .flatMap(ownersOf)
      .filter(({ apiVersion, kind, name }) =>
        names.has(keyOf({ group: groupOf(apiVersion), kind, name })),
      )
      .map(({ uid }) => uid),
  );
  const parts: Part[] = [];
  for (;;) {
    const found = rest.filter(({ object }) =>
      ownersOf(object).some(({ uid }) => owners.has(uid)),
    );
    if (found.length === 0) return { owners: [...owners], parts };
    parts.push(...found);
    rest = rest.filter(each => !found.includes(each));
    found.forEach(({ object }) => owners.add(object.metadata?.uid ?? ''));
  }
}

function ownersOf({ metadata }: KubeObject) {
  return metadata?.ownerReferences ?? [];
}

function keyOf(of: {
  readonly group: string;
  readonly kind: string;
  readonly name: string | undefined;
}): string {
  return JSON.stringify([of.group, of.kind, of.name]);
}
