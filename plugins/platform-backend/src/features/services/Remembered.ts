import { LRUCache } from 'lru-cache';
import type { KubeObject } from '@pilothouse/plugin-platform-node';

/**
 * Remembers what was made from objects, until one of them changes. It keeps no object: it
 * knows them again by uid and resourceVersion, which a cluster never gives twice, so that
 * the cache may let go of them. Objects without these are known by their identity.
 */
export class Remembered<T extends {}> {
  readonly #known: LRUCache<string, { stamp: string; value: T }>;

  /** @param max - how many values are kept; the one not asked for the longest goes first */
  constructor(max: number) {
    this.#known = new LRUCache({ max });
  }

  /** The value of a key, made anew when its stamp is another one. */
  get(key: string, stamp: string, make: () => T): T {
    const known = this.#known.get(key);
    if (known?.stamp === stamp) return known.value;
    const value = make();
    this.#known.set(key, { stamp, value });
    return value;
  }
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** What tells one state of an object from every other. */
export function stampOf(object: KubeObject): string {
  const { uid, resourceVersion } = object.metadata ?? {};
  if (uid && resourceVersion) return `${uid}@${resourceVersion}`;
  const known = identities.get(object);
  if (known !== undefined) return `#${known}`;
  lastIdentity += 1;
  identities.set(object, lastIdentity);
  return `#${lastIdentity}`;
}
