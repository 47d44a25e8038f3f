/** What an expression of a Jenkinsfile gives. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | Described;

/** A value that a step understands by its name, such as `string(credentialsId: …)`. */
export class Described {
  readonly name: string;
  readonly values: Readonly<Record<string, Value>>;

  constructor(name: string, values: Readonly<Record<string, Value>> = {}) {
    this.name = name;
    this.values = values;
  }
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** The value as Groovy writes it into a string. */
export function asText(value: Value): string {
  if (isList(value)) return `[${value.map(asText).join(', ')}]`;
  if (value instanceof Map) {
    const entries = [...value].map(([name, each]) => `${name}:${asText(each)}`);
    return `[${entries.join(', ') || ':'}]`;
  }
  if (value instanceof Described) return `@${value.name}`;
  return String(value);
}

/** Groovy's truth: nothing, zero and what is empty are false. */
export function isTrue(value: Value): boolean {
  if (isList(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return Boolean(value);
}

/** Groovy's `==`: by content. */
export function areEqual(left: Value, right: Value): boolean {
  if (isList(left) && isList(right))
    return (
      left.length === right.length &&
      left.every((each, index) => areEqual(each, right[index] ?? null))
    );
  if (left instanceof Map && right instanceof Map)
    return (
      left.size === right.size &&
      [...left].every(([name, each]) => areEqual(each, right.get(name) ?? null))
    );
  return left === right;
}
