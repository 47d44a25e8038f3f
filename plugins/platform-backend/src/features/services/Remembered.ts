import type { KubeObject } from '@pilothouse/plugin-platform-node';

/**
 * Remembers what was made from objects, until one of them changes. It keeps no object: it
 * knows them again by uid and resourceVersion, which a cluster never gives twice, so that
 * the cache may let go of them. Objects without these are known by their identity.
 */
export class Remembered<T> {
  readonly #known = new Map<string, { stamp: string; value: T }>();
  readonly #most: number;

  /** @param most - how many values are kept; the one not asked for the longest goes first */
  constructor(most: number) {
    this.#most = most;
  }

  /** The value of a key, made anew when its stamp is another one. */
  get(key: string, stamp: string, make: () => T): T {
    const known = this.#known.get(key);
    if (known?.stamp === stamp) {
      this.#known.delete(key);
      this.#known.set(key, known);
      return known.value;
    }
    const value = make();
    this.#known.delete(key);
    this.#known.set(key, { stamp, value });
    if (this.#known.size > this.#most) this.#forgetOldest();
    return value;
  }

  #forgetOldest(): void {
    const { value: oldest } = this.#known.keys().next();
    if (oldest !== undefined) this.#known.delete(oldest);
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
