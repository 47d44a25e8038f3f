import type { BuiltImage } from '@pilothouse/plugin-platform-common';

/** File that a pipeline keeps to tell which image it made. */
export const imageFile = 'image.txt';

const reference = /^(?<name>[^\s@]+)@(?<digest>sha256:[0-9a-f]{64})$/;

/**
 * Reads the first line that is an image with its digest:
 * `registry.example.com/shop/web:1.2@sha256:…`, with or without the tag.
 */
export function imageIn(text: string): BuiltImage | undefined {
  for (const line of text.split('\n')) {
    const found = reference.exec(line.trim())?.groups;
    if (found) return imageOf(found.name ?? '', found.digest ?? '');
  }
  return undefined;
}

function imageOf(name: string, digest: string): BuiltImage {
  // The colon of a registry's port has a slash after it.
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  return colon < 0
    ? { repository: name, digest }
    : { repository: name.slice(0, colon), tag: name.slice(colon + 1), digest };
}
