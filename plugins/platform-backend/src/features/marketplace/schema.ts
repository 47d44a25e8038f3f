/** A JSON schema, or a part of one. */
export type JsonSchema = { readonly [name: string]: unknown };

/** What was picked of a schema, and the paths that it does not have. */
export interface Picked {
  readonly schema: JsonSchema;
  readonly missing: readonly (readonly string[])[];
}

const anything: JsonSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/** What Kubernetes adds to JSON schema, or uses in its own way. */
const foreign = /^x-kubernetes-|^(nullable|format|description|default)$/;

/**
 * The part of a schema that describes these fields. The schema of a custom resource is
 * structural: what describes a field lies where the field does.
 */
export function pickFields(
  schema: JsonSchema,
  paths: readonly (readonly string[])[],
): Picked {
  const missing = paths.filter(path => !isIn(schema, path));
  const present = paths.filter(path => isIn(schema, path));
  return { schema: pick(schema, present), missing };
}

/** The schema of `spec` in one version of a CustomResourceDefinition. */
export function schemaOfVersion(
  definition: unknown,
  version: string,
): JsonSchema | undefined {
  const whole = kindSchemaOf(definition, version)?.whole;
  return whole && partOf(whole, ['spec']);
}

/** Of a version of a CustomResourceDefinition: the schema of whole objects, and JSON paths of its columns. */
export interface KindSchema {
  readonly whole: JsonSchema;
  readonly columns: readonly string[];
}

/** What a CustomResourceDefinition says of one of its versions, as the API server tells it. */
export function kindSchemaOf(
  definition: unknown,
  version: string,
): KindSchema | undefined {
  const versions = inside(inside(definition, 'spec'), 'versions');
  const found: unknown = (Array.isArray(versions) ? versions : []).find(
    each => inside(each, 'name') === version,
  );
  const whole = inside(inside(found, 'schema'), 'openAPIV3Schema');
  if (!isObject(whole)) return undefined;
  const columns = inside(found, 'additionalPrinterColumns');
  const paths = (Array.isArray(columns) ? columns : []).flatMap(column => {
    const path = inside(column, 'jsonPath');
    return typeof path === 'string' ? [path] : [];
  });
  return { whole, columns: paths };
}

/** The part of a schema that describes what lies at a path; undefined where nothing may. */
export function partOf(
  schema: JsonSchema,
  path: readonly (string | number)[],
): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((part, step) => {
    if (!part || part['x-kubernetes-preserve-unknown-fields'] === true) {
      return part && anything;
    }
    const inner =
      typeof step === 'number'
        ? inside(part, 'items')
        : inside(inside(part, 'properties'), step) ??
          inside(part, 'additionalProperties');
    if (inner === true) return anything;
    return isObject(inner) ? inner : undefined;
  }, schema);
}

/** A schema of objects with one more field below one of theirs, which is as a field of another schema. */
export function withField(
  schema: JsonSchema,
  [name, field]: readonly [string, string],
  other: JsonSchema,
  like: string,
): JsonSchema {
  const part = inside(other.properties, like);
  const around = inside(schema.properties, name);
  if (!isObject(part)) return schema;
  const outer: JsonSchema = isObject(around) ? around : { type: 'object' };
  const inner = { ...Object(outer.properties), [field]: part };
  const properties = {
    ...Object(schema.properties),
    [name]: { ...outer, properties: inner },
  };
  return { ...schema, properties };
}

function pick(
  schema: JsonSchema,
  paths: readonly (readonly string[])[],
): JsonSchema {
  if (paths.some(path => path.length === 0)) return tidy(schema);
  const names = [...new Set(paths.map(([name]) => name))];
  const below = (name: string) =>
    paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
  const required = Array.isArray(schema.required) ? schema.required : [];
  const kept = required.filter(name => names.includes(name));
  return {
    type: 'object',
    properties: Object.fromEntries(
      names.flatMap(name => {
        const property = propertyOf(schema, name);
        return property ? [[name, pick(property, below(name))]] : [];
      }),
    ),
    ...(kept.length > 0 && { required: kept }),
  };
}

/** A schema as forms and validators understand it. */
function tidy(schema: JsonSchema): JsonSchema {
  if (schema['x-kubernetes-int-or-string'] === true) {
    const { pattern } = schema;
    return { type: 'string', ...(pattern !== undefined && { pattern }) };
  }
  const entries = Object.entries(schema).filter(
    ([name]) => !foreign.test(name),
  );
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (name === 'properties' && isObject(value)) {
        return [name, mapValues(value, tidyPart)];
      }
      return [
        name,
        name === 'items' || name === 'additionalProperties'
          ? tidyPart(value)
          : value,
      ];
    }),
  );
}

function tidyPart(part: unknown): unknown {
  return isObject(part) ? tidy(part) : part;
}

function mapValues(of: JsonSchema, map: (value: unknown) => unknown) {
  return Object.fromEntries(
    Object.entries(of).map(([name, value]) => [name, map(value)]),
  );
}

function isIn(schema: JsonSchema, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  const property = propertyOf(schema, name);
  return property !== undefined && isIn(property, rest);
}

/** In a map, such as that of requested resources, any name may stand. */
function propertyOf(schema: JsonSchema, name: string): JsonSchema | undefined {
  const found =
    inside(schema.properties, name) ?? inside(schema, 'additionalProperties');
  return isObject(found) ? found : undefined;
}

function inside(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name)
    ? value[name]
    : undefined;
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
