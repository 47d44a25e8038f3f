import { InputError } from '@backstage/errors';
import type { QueryKeys } from './endpoints';
import { isObject, mapEach, mapKey, type JsonObject } from './json';
import {
  mapEntityFilter,
  mapFilterString,
  mapPredicate,
  refuseRelation,
  type Substitute,
} from './relation-tests';

/** What the catalog is asked: the query string, and what was posted. */
export interface Question {
  readonly query: JsonObject;
  readonly body: JsonObject;
}

/**
 * Refuses what the catalog might read as something else than it is here: it takes a key
 * such as `filter[]`, with brackets of its own, for `filter`.
 *
 * @throws InputError that names the key
 */
export function refuseOtherKeys(query: JsonObject, keys: QueryKeys): void {
  for (const [key, value] of Object.entries(query)) {
    const values = keys.many.includes(key) ? [value].flat() : [value];
    if (!keys.many.includes(key) && !keys.one.includes(key)) {
      throw new InputError(`There is no query parameter "${key}" here`);
    }
    if (values.some(item => typeof item !== 'string')) {
      throw new InputError(
        `The query parameter "${key}" takes ${
          keys.one.includes(key) ? 'one value' : 'plain values'
        }`,
      );
    }
  }
}

/**
 * A question with other references in its tests of relations. With the reference of
 * nothing in place of what is not to be known, the catalog answers as though it was not
 * there, also where the test is negated.
 *
 * @throws InputError for what would tell of relations without naming what they lead to
 */
export function mapTestedRefs(
  { query, body }: Question,
  substitute: Substitute,
): Question {
  for (const field of fieldsThatTell(query, body)) refuseRelation(field);
  const parts = [...listOf(query.fields), ...listOf(body.fields)];
  // A part of a relation may be what tells it apart, as its place in the list.
  for (const field of parts.filter(part => part !== 'relations')) {
    refuseRelation(field);
  }
  const cursor = (value: unknown) => mapCursor(value, substitute);
  const mappedQuery = mapKey(query, 'filter', filters =>
    mapEach(filters, filter => mapFilterString(filter, substitute)),
  );
  const mappedBody = mapKey(body, 'query', predicate =>
    mapPredicate(predicate, substitute),
  );
  return {
    query: mapKey(mappedQuery, 'cursor', cursor),
    body: mapKey(mappedBody, 'cursor', cursor),
  };
}

/** All references that a question tests relations against. */
export function testedIn(question: Question): Set<string> {
  const tested = new Set<string>();
  mapTestedRefs(question, ref => {
    tested.add(ref);
    return ref;
  });
  return tested;
}

/** Fields by whose order or words entities are found. */
function fieldsThatTell(query: JsonObject, body: JsonObject): string[] {
  return [
    ...listOf(query.order).map(order => order.replace(/^(asc|desc):/, '')),
    ...listOf(query.orderField),
    ...listOf(query.fullTextFilterFields),
    ...fieldsOfOrder(body.orderBy),
    ...fieldsOfText(body.fullTextFilter),
  ];
}

function fieldsOfOrder(orders: unknown): string[] {
  return Array.isArray(orders)
    ? orders.flatMap(order => (isObject(order) ? listOf(order.field) : []))
    : [];
}

function fieldsOfText(filter: unknown): string[] {
  return isObject(filter) ? listOf(filter.fields) : [];
}

/** Names that stand alone, in a list, or with commas between them. */
function listOf(value: unknown): string[] {
  return [value]
    .flat()
    .filter(item => typeof item === 'string')
    .flatMap(item => item.split(','))
    .map(item => item.trim())
    .filter(Boolean);
}

/** A cursor is the question of the first page; whoever has one could change it. */
function mapCursor(cursor: unknown, substitute: Substitute): unknown {
  if (cursor === '') return cursor;
  if (typeof cursor !== 'string') throw new InputError('Malformed cursor');
  const asked = decoded(cursor);
  const fields = [
    ...fieldsOfOrder(asked.orderFields),
    ...fieldsOfText(asked.fullTextFilter),
  ];
  for (const field of fields) refuseRelation(field);
  const filtered = mapKey(asked, 'filter', filter =>
    mapEntityFilter(filter, substitute),
  );
  const mapped = mapKey(filtered, 'query', predicate =>
    mapPredicate(predicate, substitute),
  );
  return Buffer.from(JSON.stringify(mapped), 'utf8').toString('base64');
}

function decoded(cursor: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
  } catch (error) {
    throw new InputError('Malformed cursor', error);
  }
  if (!isObject(value)) throw new InputError('Malformed cursor');
  return value;
}
