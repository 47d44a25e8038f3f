export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a part of a question or an answer is an object with keys. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with one of its keys changed, if it has that key. */
export function mapKey<T extends JsonObject>(
  object: T,
  key: string,
  map: (value: unknown) => unknown,
): T {
  return object[key] === undefined
    ? object
    : { ...object, [key]: map(object[key]) };
}

/** A value, or each of several. */
export function mapEach(
  value: unknown,
  map: (value: unknown) => unknown,
): unknown {
  return Array.isArray(value) ? value.map(map) : map(value);
}
