import type { ServerResponse } from 'node:http';
import type { KubeObject } from '@pilothouse/plugin-platform-node';

/** What a scripted server has of one kind: listed in pages of one moment, and watched. */
export class ServedKind {
  readonly #objects = new Map<string, KubeObject>();
  readonly #lists = new Map<string, readonly KubeObject[]>();
  readonly #watchers: ServerResponse[] = [];
  #version = 0;
  /** Limits that pages were asked with. */
  readonly limits = new Set<string | null>();
  /** Versions from which it was watched. */
  readonly watchedFrom: (string | null)[] = [];

  /** All that there is now, by name. */
  get objects(): ReadonlyMap<string, KubeObject> {
    return this.#objects;
  }

  /** Makes an object, or changes it; whoever watches is not told. */
  put(name: string, more: object = {}): KubeObject {
    const known = this.#objects.get(name)?.metadata;
    this.#version += 1;
    const resourceVersion = String(this.#version);
    const uid = known?.uid ?? `${name}-${resourceVersion}`;
    const metadata = { name, namespace: 'shop', uid, resourceVersion };
    const object = { metadata, ...more };
    this.#objects.set(name, object);
    return object;
  }

  /** Removes an object; whoever watches is not told. */
  remove(name: string): KubeObject {
    const { metadata } = this.#objects.get(name) ?? {};
    this.#version += 1;
    this.#objects.delete(name);
    return { metadata: { ...metadata, resourceVersion: `${this.#version}` } };
  }

  /** A page, as the API server cuts them. */
  page(query: URLSearchParams): object {
    const token = query.get('continue');
    const [version, from] = token?.split(' ') ?? [`${this.#version}`, '0'];
    if (!token) this.#lists.set(version, [...this.#objects.values()]);
    const all = this.#lists.get(version);
    if (!all) return { kind: 'Status', code: 410, reason: 'Expired' };
    this.limits.add(query.get('limit'));
    const end = Number(from) + (Number(query.get('limit')) || all.length);
    const more = end < all.length && { continue: `${version} ${end}` };
    const metadata = { resourceVersion: version, ...more };
    return { metadata, items: all.slice(Number(from), end) };
  }

  /** Keeps no list any longer that is being read. */
  expireLists(): void {
    this.#lists.clear();
  }

  watch(response: ServerResponse, query: URLSearchParams): void {
    this.watchedFrom.push(query.get('resourceVersion'));
    this.#watchers.push(response);
  }

  /** Says something to whoever watches, as it stands. */
  tell(type: string, object: object): void {
    const line = `${JSON.stringify({ type, object })}\n`;
    this.#watchers.at(-1)?.write(line);
  }

  endWatch(): void {
    this.#watchers.at(-1)?.end();
  }
}
