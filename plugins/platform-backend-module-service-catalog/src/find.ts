import {
  customKindName,
  type CustomObject,
  type CustomReader,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { classKey, classKeyOf, heldIn, type Held } from './catalog';
import { itemOf } from './item';
import { instanceKind } from './kinds';
import { specOf } from './model';
import { written } from './naming';

/**
 * An item for each class that a cluster has, and for each that an instance still has and no
 * cluster does. A class of several clusters is one item.
 */
export function findItems(
  clusters: readonly CustomReader[],
): readonly MiddlewareItem[] {
  const held = clusters
    .flatMap(heldIn)
    .sort((one, other) => one.cluster.localeCompare(other.cluster, 'en'));
  const keyOf = keysIn(clusters, held);
  const groups = new Map<string, Held[]>();
  for (const each of held) {
    const key = classKey(each.scope, each.serviceClass.metadata.name);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(each);
  }
  const orphans = orphansOf(clusters, keyOf, groups);
  return [
    ...[...groups].map(([key, of]) =>
      itemOf({ key, held: of, all: held, orphans: new Set(), keyOf }),
    ),
    ...[...orphans].map(([key, { named, places }]) =>
      itemOf({ key, held: [], all: held, named, orphans: places, keyOf }),
    ),
  ];
}

interface Orphans {
  /** What they call their class. */
  readonly named: string;
  readonly places: Set<string>;
}

/** Classes that instances have and no cluster does, with the clusters of these instances. */
function orphansOf(
  clusters: readonly CustomReader[],
  keyOf: (object: CustomObject) => string | undefined,
  groups: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, Orphans> {
  const orphans = new Map<string, Orphans>();
  for (const reader of clusters) {
    for (const object of reader.list(customKindName(instanceKind))) {
      const key = keyOf(object);
      if (key === undefined || groups.has(key)) continue;
      const named = written(specOf(object), 'serviceClass')?.value ?? key;
      const known = orphans.get(key) ?? { named, places: new Set() };
      orphans.set(key, known);
      known.places.add(reader.cluster);
    }
  }
  return orphans;
}

/**
 * What stands for the class of an instance. Each cluster may call another class by the same
 * name, so that what it holds is looked up among its own.
 */
function keysIn(
  clusters: readonly CustomReader[],
  held: readonly Held[],
): (object: CustomObject) => string | undefined {
  const known = new WeakMap<CustomObject, { readonly key?: string }>();
  for (const reader of clusters) {
    const own = held.filter(({ cluster }) => cluster === reader.cluster);
    for (const object of reader.list(customKindName(instanceKind))) {
      known.set(object, { key: classKeyOf(object, own) });
    }
  }
  return object => {
    // Each item asks of each instance whether it is its own.
    const found = known.get(object) ?? { key: classKeyOf(object, held) };
    known.set(object, found);
    return found.key;
  };
}
