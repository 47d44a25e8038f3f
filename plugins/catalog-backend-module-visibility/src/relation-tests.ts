import { InputError } from '@backstage/errors';
import { isObject, mapEach, type JsonObject } from './json';

/** Gives another reference to test a relation against. */
export type Substitute = (ref: string) => string;

/** Whether a field, as the catalog's search knows it, holds what an entity is related to. */
export function isRelationKey(field: string): boolean {
  return /^\s*relations(\.|\s*$)/i.test(field);
}

/** @throws InputError when a field is a relation, which would tell by order or by match */
export function refuseRelation(field: unknown): void {
  if (typeof field === 'string' && isRelationKey(field)) {
    throw new InputError(
      `Cannot use "${field}" here: ask for entities by the full reference of what they are related to`,
    );
  }
}

/**
 * A filter of a query string with other references in its tests of relations:
 * `kind=group,relations.ownerOf=component:default/web`.
 */
export function mapFilterString(
  filter: unknown,
  substitute: Substitute,
): unknown {
  if (typeof filter !== 'string') return filter;
  return filter
    .split(',')
    .map(statement => {
      const equals = statement.indexOf('=');
      const key = equals < 0 ? statement : statement.slice(0, equals);
      if (!isRelationKey(key)) return statement;
      if (equals < 0) refuseRelation(key);
      return `${key}=${substitute(statement.slice(equals + 1).trim())}`;
    })
    .join(',');
}

/** The same for a predicate: `{ $all: [{ kind: 'group' }, { 'relations.ownerOf': … }] }`. */
export function mapPredicate(
  predicate: unknown,
  substitute: Substitute,
): unknown {
  if (!isObject(predicate)) return predicate;
  const within = (value: unknown) => mapPredicate(value, substitute);
  return mapEntries(predicate, (key, value) => {
    if (['$all', '$any', '$not'].includes(key)) return mapEach(value, within);
    if (!isRelationKey(key)) return value;
    return key.includes('.')
      ? mapTest(key, value, substitute)
      : mapContained(key, value, substitute);
  });
}

/** The same for the filters that the catalog puts into its cursors. */
export function mapEntityFilter(
  filter: unknown,
  substitute: Substitute,
): unknown {
  if (!isObject(filter)) return filter;
  const { key, values } = filter;
  if (typeof key === 'string') {
    if (!isRelationKey(key)) return filter;
    if (!Array.isArray(values)) refuseRelation(key);
    return { ...filter, values: mapRefs(key, values, substitute) };
  }
  const within = (value: unknown) => mapEntityFilter(value, substitute);
  return mapEntries(filter, (_, value) => mapEach(value, within));
}

/** `x`, `{ $in: [x] }` or `{ $contains: x }`; all else would tell without a reference. */
function mapTest(key: string, test: unknown, substitute: Substitute): unknown {
  if (!isObject(test)) return mapRefs(key, test, substitute);
  const [operator, ...others] = Object.keys(test);
  if (others.length > 0 || !['$in', '$contains'].includes(operator ?? '')) {
    refuseRelation(key);
  }
  return mapEntries(test, (_, value) => mapRefs(key, value, substitute));
}

/** `{ $contains: { type: 'ownerOf', targetRef: x } }`. */
function mapContained(
  key: string,
  test: unknown,
  substitute: Substitute,
): unknown {
  const contained = isObject(test) ? test.$contains : undefined;
  if (!isObject(test) || !isObject(contained)) {
    refuseRelation(key);
    return test;
  }
  const isTarget = (name: string) => name.toLowerCase() === 'targetref';
  if (!Object.keys(contained).some(isTarget)) refuseRelation(key);
  const $contains = mapEntries(contained, (name, value) =>
    isTarget(name) ? mapTest(key, value, substitute) : value,
  );
  return { ...test, $contains };
}

function mapRefs(key: string, refs: unknown, substitute: Substitute): unknown {
  return mapEach(refs, ref => {
    if (typeof ref !== 'string') refuseRelation(key);
    return substitute(String(ref));
  });
}

function mapEntries(
  object: JsonObject,
  map: (key: string, value: unknown) => unknown,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, map(key, value)]),
  );
}
