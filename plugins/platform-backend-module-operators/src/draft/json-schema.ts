/** A structural JSON schema, or a part of one. */
export type JsonSchema = { readonly [name: string]: unknown };

const longest = 200;

/** What describes a property; undefined where nothing does. */
export function propertyOf(
  schema: JsonSchema | undefined,
  name: string,
): JsonSchema | undefined {
  const properties = schema?.properties;
  return isSchema(properties) && Object.hasOwn(properties, name)
    ? asSchema(properties[name])
    : undefined;
}

/** What describes all properties, by name. */
export function propertiesOf(
  schema: JsonSchema,
): readonly (readonly [string, JsonSchema])[] {
  return Object.entries(Object(schema.properties)).flatMap(([name, each]) =>
    isSchema(each) ? [[name, each] as const] : [],
  );
}

/** Names of properties without which a value is refused. */
export function requiredBy({ required }: JsonSchema): readonly string[] {
  return (Array.isArray(required) ? required : []).filter(
    name => typeof name === 'string',
  );
}

/** The texts among which a value must be; empty where any may. */
export function choicesOf(schema: JsonSchema | undefined): readonly string[] {
  const listed: readonly unknown[] = Array.isArray(schema?.enum)
    ? schema.enum
    : [];
  return listed.filter(each => typeof each === 'string' && each !== '') as
    | string[]
    | [];
}

/** What is said of it: its first sentence, and no more than one reads at a field. */
export function sentenceOf({ description }: JsonSchema): string | undefined {
  if (typeof description !== 'string') return undefined;
  const plain = description.replace(/\s+/g, ' ').trim();
  const first = /^.*?[.!?](?=\s|$)/.exec(plain)?.[0] ?? plain;
  if (first === '') return undefined;
  return first.length > longest ? `${first.slice(0, longest - 1)}…` : first;
}

function asSchema(value: unknown): JsonSchema | undefined {
  return isSchema(value) ? value : undefined;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
