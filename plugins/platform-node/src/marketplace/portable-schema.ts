import type { Values } from '@pilothouse/plugin-platform-common';

/** A schema to be put into another one, and what has to stand at the root of that. */
export interface PortableSchema {
  readonly schema: Values;
  readonly definitions: Values;
}

/** Parameters of which nothing is told: any that are named. */
const anything: Values = { type: 'object', additionalProperties: true };

/** What says where a schema stands, or which one it is. */
const own = new Set(['$schema', '$id', 'id', 'definitions', '$defs']);

/** What holds values and no schemas. */
const literal = new Set(['enum', 'const', 'default', 'examples', 'required']);

/** What holds schemas by names that people choose. */
const named = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
]);

/**
 * The schema of parameters, as it can stand inside another one: it may be of any draft since
 * the fourth, references stay within the schema, and its definitions go to the root.
 */
export function portableSchema(of: Values | undefined): PortableSchema {
  if (!of || Object.keys(of).every(key => own.has(key))) {
    return { schema: anything, definitions: {} };
  }
  const whole = Object.entries(of);
  const definitions = whole.filter(
    ([key]) => key === 'definitions' || key === '$defs',
  );
  const schema = whole.filter(([key]) => !own.has(key));
  return {
    schema: { type: 'object', ...modern(Object.fromEntries(schema)) },
    definitions: modern(Object.fromEntries(definitions)),
  };
}

/** In the fourth draft, that a limit excludes itself is said beside it. */
function modern(schema: Values): Values {
  const entries = Object.entries(schema).flatMap(
    ([key, value]): [string, unknown][] => {
      if (key === 'exclusiveMinimum' || key === 'exclusiveMaximum') {
        const limit =
          schema[key === 'exclusiveMinimum' ? 'minimum' : 'maximum'];
        if (value === true) return [[key, limit]];
        return value === false ? [] : [[key, value]];
      }
      if (key === 'minimum' && schema.exclusiveMinimum === true) return [];
      if (key === 'maximum' && schema.exclusiveMaximum === true) return [];
      if (literal.has(key)) return [[key, value]];
      if (named.has(key) && isObject(value)) return [[key, mapped(value)]];
      return [[key, inner(value)]];
    },
  );
  return Object.fromEntries(entries);
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner);
  return isObject(value) ? modern(value) : value;
}

function mapped(of: Values): Values {
  return Object.fromEntries(
    Object.entries(of).map(([name, value]) => [name, inner(value)]),
  );
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
