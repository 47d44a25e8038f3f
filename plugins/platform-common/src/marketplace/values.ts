import { z } from 'zod';

/** Values of a form, as they lie in `spec`. */
export const valuesSchema = z.record(z.string(), z.unknown());

/** Values of a form, as they lie in `spec`. */
export type Values = z.infer<typeof valuesSchema>;

/** An amount as Kubernetes writes them, such as `500m` or `1Gi`; less than none is none. */
export const quantityPattern =
  '^[+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$';

/** Whether a value is an amount as Kubernetes takes them: a text, or a plain number. */
export function isQuantity(value: unknown): boolean {
  return (
    (typeof value === 'string' || typeof value === 'number') &&
    new RegExp(quantityPattern).test(String(value))
  );
}

/**
 * Values with the fields of others over their own; lists and texts are replaced, and null
 * takes a field away.
 */
export function laidOver(under: Values, over: Values): Values {
  const merged: Values = { ...under };
  for (const [name, value] of Object.entries(over)) {
    const above = valuesSchema.safeParse(value);
    if (value === null) delete merged[name];
    else if (!above.success) merged[name] = value;
    else {
      const own = Object.hasOwn(under, name) ? under[name] : undefined;
      const below = valuesSchema.safeParse(own).data ?? {};
      merged[name] = laidOver(below, above.data);
    }
  }
  return merged;
}

/** Those of some values that lie at these paths, or below them. */
export function askedFor(
  values: Values,
  paths: readonly (readonly string[])[],
): Values {
  const asked: Values = {};
  for (const name of new Set(paths.map(([first]) => first))) {
    if (name === undefined || !Object.hasOwn(values, name)) continue;
    const below = paths
      .filter(([first]) => first === name)
      .map(([, ...rest]) => rest);
    const inner = valuesSchema.safeParse(values[name]).data;
    if (below.some(path => path.length === 0)) asked[name] = values[name];
    else if (inner) asked[name] = askedFor(inner, below);
  }
  return asked;
}

/** Values without those that lie at these paths; in lists, of each item's. */
export function withoutPaths(
  values: Values,
  paths: readonly (readonly string[])[],
): Values {
  return paths.reduce(withoutPath, values);
}

/** Those of some paths at which values have something; in lists, any of their items. */
export function pathsSet(
  values: Values,
  paths: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  return paths.filter(path => isSetAt(values, path));
}

const objectSchema = z
  .object({
    properties: valuesSchema.catch({}).default({}),
    required: z.array(z.string()).catch([]).default([]),
  })
  .catch({ properties: {}, required: [] });

/**
 * Paths of what a JSON schema requires, and neither values have nor the schema brings along,
 * of those that lie at these paths or below them.
 */
export function lackingAt(
  schema: Values,
  values: Values,
  paths: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  return lackingIn(schema, values).filter(lacking =>
    paths.some(path => path.every((name, i) => lacking[i] === name)),
  );
}

function lackingIn(schema: unknown, values: unknown): string[][] {
  const { properties, required } = objectSchema.parse(schema);
  const names = [...new Set([...required, ...Object.keys(properties)])];
  return names.flatMap(name => {
    const held = Object(values);
    const isThere = Object.hasOwn(held, name);
    const isBrought = Object.hasOwn(Object(properties[name]), 'default');
    if (!isThere && (isBrought || !required.includes(name))) return [];
    const own = isThere ? Reflect.get(held, name) : undefined;
    const below = lackingIn(properties[name], own);
    if (!isThere && below.length === 0) return [[name]];
    return below.map(path => [name, ...path]);
  });
}

function withoutPath(
  values: Values,
  [name, ...rest]: readonly string[],
): Values {
  if (name === undefined || !Object.hasOwn(values, name)) return values;
  const { [name]: own, ...others } = values;
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    const below = valuesSchema.safeParse(value).data;
    return below ? withoutPath(below, rest) : value;
  };
  return rest.length === 0 ? others : { ...values, [name]: inside(own) };
}

function isSetAt(value: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return value !== undefined && value !== null;
  if (Array.isArray(value)) return value.some(each => isSetAt(each, path));
  return (
    Object.hasOwn(Object(value), name) &&
    isSetAt(Reflect.get(Object(value), name), rest)
  );
}
