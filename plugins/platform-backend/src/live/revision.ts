import { hash } from 'node:crypto';

const digests = new WeakMap<object, string>();

/**
 * Names the content of a value, alike in every replica of the portal. What is below an
 * object is worked out once, so a value that shares parts with an earlier one is cheap.
 */
export function revisionOf(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? digestOf(value)
    : digest(JSON.stringify(value) ?? '');
}

function digestOf(value: object): string {
  const known = digests.get(value);
  if (known !== undefined) {
    return known;
  }
  const made = digest(Array.isArray(value) ? ofArray(value) : ofRecord(value));
  digests.set(value, made);
  return made;
}

function ofArray(values: readonly unknown[]): string {
  return `[${values.map(textOf).join()}]`;
}

function ofRecord(record: object): string {
  const entries = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const texts = entries.map(
    ([key, value]) => `${JSON.stringify(key)}:${textOf(value)}`,
  );
  return `{${texts.join()}}`;
}

/** Digests are not quoted, so that no text can pass for one. */
function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? digestOf(value)
    : JSON.stringify(value) ?? '';
}

function digest(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}
