import { z } from 'zod';
import { ScimError } from './error.ts';
import { compileFilter } from './filter.ts';
import type { Values } from './patch.ts';
import { resolveAttribute, type Schema } from './schemas.ts';

/** Most resources that one answer holds. */
export const MAX_RESULTS = 500;
const DEFAULT_RESULTS = 100;

const wholeNumber = z
  .string()
  .regex(/^-?\d{1,9}$/, 'must be a whole number')
  .transform(Number);
const names = z
  .string()
  .transform(text => text.split(',').map(name => name.trim()));

const querySchema = z.object({
  filter: z.string().optional(),
  startIndex: wholeNumber.transform(value => Math.max(value, 1)).default(1),
  count: wholeNumber
    .transform(value => Math.min(Math.max(value, 0), MAX_RESULTS))
    .default(DEFAULT_RESULTS),
  attributes: names.optional(),
  excludedAttributes: names.optional(),
});

export type Query = z.infer<typeof querySchema>;

/** @throws ScimError 400 naming the parameter */
export function parseQuery(parameters: URLSearchParams): Query {
  const result = querySchema.safeParse(Object.fromEntries(parameters));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ScimError(
    400,
    `${issue?.path.join('.')}: ${issue?.message}`,
    'invalidValue',
  );
}

/** One page of a list (RFC 7644, sections 3.4.2 and 3.4.2.4); counts from 1. */
export function listPage(
  schema: Schema,
  resources: readonly Values[],
  query: Query,
) {
  const fits =
    query.filter === undefined
      ? () => true
      : compileFilter(schema, query.filter);
  const matching = resources.filter(fits);
  const page = matching.slice(
    query.startIndex - 1,
    query.startIndex - 1 + query.count,
  );
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: matching.length,
    startIndex: query.startIndex,
    itemsPerPage: page.length,
    Resources: page.map(resource => project(schema, resource, query)),
  };
}

/**
 * Leaves what was asked for (RFC 7644, section 3.9); `schemas` and `id` always stay.
 * Attributes that do not exist are ignored, as the RFC wants.
 */
export function project(
  schema: Schema,
  resource: Values,
  {
    attributes,
    excludedAttributes,
  }: Pick<Query, 'attributes' | 'excludedAttributes'>,
): Values {
  const paths = (list: string[]) =>
    list.flatMap(path => {
      const found = resolveAttribute(schema, path)?.map(({ name }) => name);
      return found ? [found] : [];
    });
  if (attributes)
    return keep(resource, [['schemas'], ['id'], ...paths(attributes)]);
  if (!excludedAttributes) return resource;
  const excluded = paths(excludedAttributes).filter(
    ([name]) => name !== 'id' && name !== 'schemas',
  );
  return drop(resource, excluded);
}

function keep(values: Values, paths: readonly string[][]): Values {
  return transform(values, paths, (value, rest) => {
    if (rest.length === 0) return undefined;
    return rest.some(path => path.length === 0)
      ? value
      : inside(value, rest, keep);
  });
}

function drop(values: Values, paths: readonly string[][]): Values {
  return transform(values, paths, (value, rest) =>
    rest.some(path => path.length === 0)
      ? undefined
      : inside(value, rest, drop),
  );
}

function transform(
  values: Values,
  paths: readonly string[][],
  decide: (value: unknown, rest: string[][]) => unknown,
): Values {
  const entries = Object.entries(values).map(([name, value]) => {
    const rest = paths
      .filter(([first]) => first === name)
      .map(path => path.slice(1));
    return [name, decide(value, rest)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function inside(
  value: unknown,
  rest: string[][],
  change: (values: Values, paths: string[][]) => Values,
): unknown {
  if (rest.length === 0) return value;
  if (Array.isArray(value))
    return value.map(item => inside(item, rest, change));
  return typeof value === 'object' && value !== null
    ? change({ ...value }, rest)
    : value;
}
