/**
 * How many of these bytes of UTF-8 are whole characters: what is left over is the beginning
 * of one whose rest comes later.
 */
export function wholeCharacters(bytes: Uint8Array): number {
  // A character has at most four bytes, so that its first is among the last three.
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      return back < lengthOf(byte) ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function lengthOf(first: number): number {
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}

/** Where the first line begins that is whole; at the end when none is. */
export function firstWholeLine(bytes: Uint8Array): number {
  const end = bytes.indexOf(0x0a);
  return end < 0 ? bytes.length : end + 1;
}
