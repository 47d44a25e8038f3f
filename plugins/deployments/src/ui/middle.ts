/** A long name with its middle left out, so that both ends can be compared. */
export function cutMiddle(text: string, ends: number = 8): string {
  return text.length > 2 * ends + 3
    ? `${text.slice(0, ends)}…${text.slice(-ends)}`
    : text;
}

/** A digest without its algorithm, with its middle left out. */
export function shortDigest(digest: string): string {
  return cutMiddle(digest.replace(/^[a-z0-9+._-]+:/, ''), 6);
}
