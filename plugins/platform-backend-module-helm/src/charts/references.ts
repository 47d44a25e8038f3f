const references = ['$ref', '$dynamicRef', '$recursiveRef'];
const names = ['$id', '$schema'];
const standard = /^https?:\/\/json-schema\.org\//;

/**
 * The first reference of a JSON schema that leads out of it: Helm fetches such addresses, and
 * opens such files, from where the portal runs.
 *
 * @param schema - read from JSON
 * @returns as in `$ref: file:///etc/passwd`; undefined where all is within the schema
 */
export function outwardReference(schema: unknown): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  for (const [key, value] of Object.entries(schema)) {
    const isOutward =
      typeof value === 'string' &&
      !value.startsWith('#') &&
      (references.includes(key) ||
        (names.includes(key) && !standard.test(value)));
    if (isOutward) return `${key}: ${value}`;
    const below = outwardReference(value);
    if (below !== undefined) return below;
  }
  return undefined;
}
