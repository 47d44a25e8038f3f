import { isKubeError, type KubeRest } from '../../kube/rest.ts';
import type { ConfigMap, NamespaceReader, Secret } from './pods/environment.ts';

const FRESH_MS = 10_000;

interface Entry {
  readonly at: number;
  readonly object: Promise<unknown>;
}

/**
 * Reads single objects, each at most once in ten seconds, however many containers ask.
 */
export class ObjectReader {
  readonly #rest: KubeRest;
  readonly #entries = new Map<string, Entry>();

  constructor(rest: KubeRest) {
    this.#rest = rest;
  }

  /**
   * @param maxAgeMs - how old the answer may be
   * @returns undefined when there is no such object
   */
  async get<T>(path: string, maxAgeMs = FRESH_MS): Promise<T | undefined> {
    const known = this.#entries.get(path);
    if (known && Date.now() - known.at < maxAgeMs) {
      return this.#typed<T>(known.object);
    }
    const object = this.#rest.json<T>(path).catch((error: unknown) => {
      if (isKubeError(error, 404)) {
        return undefined;
      }
      this.#entries.delete(path);
      throw error;
    });
    this.#entries.set(path, { at: Date.now(), object });
    return object;
  }

  /** The path alone decides what kind of object is kept under it. */
  #typed<T>(object: Promise<unknown>): Promise<T | undefined> {
    return object as Promise<T | undefined>;
  }

  /** Forgets what nobody asked for lately. */
  sweep(): void {
    for (const [path, entry] of this.#entries) {
      if (Date.now() - entry.at > 10 * FRESH_MS) {
        this.#entries.delete(path);
      }
    }
  }

  /** ConfigMaps and Secrets of one namespace. */
  namespace(name: string, maxAgeMs?: number): NamespaceReader {
    const base = `/api/v1/namespaces/${encodeURIComponent(name)}`;
    const path = (kind: string, object: string) =>
      `${base}/${kind}/${encodeURIComponent(object)}`;
    return {
      configMap: object =>
        this.get<ConfigMap>(path('configmaps', object), maxAgeMs),
      secret: object => this.get<Secret>(path('secrets', object), maxAgeMs),
    };
  }
}
