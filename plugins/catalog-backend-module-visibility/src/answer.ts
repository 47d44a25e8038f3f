import { isRelationKey } from './relation-tests';
import { isObject, mapKey } from './json';

/** What an endpoint of the catalog answers with. */
export type Shape = 'entity' | 'list' | 'page' | 'ancestry' | 'facets';

type Keeps = (ref: string) => boolean;

/**
 * An answer of the catalog without what it says of entities that are not to be named:
 * relations to them, parents in an ancestry, and values of facets.
 */
export function withoutHidden(
  shape: Shape,
  answer: unknown,
  keeps: Keeps,
): unknown {
  if (!isObject(answer)) {
    return shape === 'list' ? each(answer, item => visible(item, keeps)) : null;
  }
  switch (shape) {
    case 'page':
      return mapKey(answer, 'items', items =>
        each(items, item => visible(item, keeps)),
      );
    case 'ancestry':
      return mapKey(answer, 'items', items =>
        each(items, item => visibleAncestor(item, keeps)),
      );
    case 'facets':
      return mapKey(answer, 'facets', facets => visibleFacets(facets, keeps));
    case 'entity':
      return visible(answer, keeps);
    default:
      throw new TypeError('The catalog answered a list with an object');
  }
}

/** All that an answer names beside the entities that it is about. */
export function namedIn(shape: Shape, answer: unknown): Set<string> {
  const named = new Set<string>();
  withoutHidden(shape, answer, ref => {
    named.add(ref);
    return true;
  });
  return named;
}

function each(items: unknown, map: (item: unknown) => unknown): unknown[] {
  if (!Array.isArray(items)) {
    throw new TypeError('The catalog answered with something else than a list');
  }
  return items.map(map);
}

function visible(entity: unknown, keeps: Keeps): unknown {
  return isObject(entity)
    ? mapKey(entity, 'relations', relations =>
        kept(relations, 'targetRef', keeps),
      )
    : entity;
}

function visibleAncestor(ancestor: unknown, keeps: Keeps): unknown {
  if (!isObject(ancestor)) return ancestor;
  const known = mapKey(ancestor, 'entity', entity => visible(entity, keeps));
  return mapKey(known, 'parentEntityRefs', refs =>
    Array.isArray(refs)
      ? refs.filter(ref => typeof ref === 'string' && keeps(ref))
      : [],
  );
}

function visibleFacets(facets: unknown, keeps: Keeps): unknown {
  return isObject(facets)
    ? Object.fromEntries(
        Object.entries(facets).map(([key, values]) => [
          key,
          isRelationKey(key) ? kept(values, 'value', keeps) : values,
        ]),
      )
    : facets;
}

/** Of things that name an entity each, those that name one which is kept. */
function kept(things: unknown, key: string, keeps: Keeps): unknown[] {
  return Array.isArray(things)
    ? things.filter(
        thing =>
          isObject(thing) &&
          typeof thing[key] === 'string' &&
          keeps(thing[key]),
      )
    : [];
}
