const kept = new WeakMap<object, Uint8Array | undefined>();

const bytes = (text: string): Uint8Array => Buffer.from(text);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;

const isKept = (value: unknown): value is object =>
  isObject(value) && kept.has(value);

/**
 * Has the JSON of a value made only once, however often it is told, for as long as the value
 * is kept itself. It must never change any more.
 */
export function keepJson(value: unknown): void {
  if (isObject(value) && !kept.has(value)) kept.set(value, undefined);
}

/** JSON of a value of which it is kept; undefined for any other. */
export function keptJson(value: unknown): Uint8Array | undefined {
  return isKept(value) ? keptBytes(value) : undefined;
}

/** JSON of an event, in pieces: what is kept of its properties is not made again. */
export function jsonPieces(event: unknown): Uint8Array[] {
  if (!isObject(event) || Array.isArray(event) || 'toJSON' in event) {
    return [bytes(JSON.stringify(event) ?? '')];
  }
  const pieces: Uint8Array[] = [];
  let text = '';
  for (const [key, value] of Object.entries(event)) {
    const json = isKept(value) ? keptBytes(value) : JSON.stringify(value);
    if (json === undefined) continue;
    text += `${text || pieces.length > 0 ? ',' : '{'}${JSON.stringify(key)}:`;
    if (typeof json === 'string') {
      text += json;
    } else {
      pieces.push(bytes(text), json);
      text = '';
    }
  }
  const open = text || pieces.length > 0 ? text : '{';
  return [...pieces, bytes(`${open}}`)];
}

function keptBytes(value: object): Uint8Array {
  const known = kept.get(value);
  if (known) return known;
  const made = bytes(JSON.stringify(value));
  kept.set(value, made);
  return made;
}
