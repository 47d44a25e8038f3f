import type { Entity } from '@backstage/catalog-model';

const PATIENCE_MS = 30_000;

const bearer = (token: string | undefined): Record<string, string> =>
  token ? { Authorization: `Bearer ${token}` } : {};

/** What is compared of an object of Kubernetes. */
export interface Stored {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly managedFields?: unknown;
  };
}

/** The portal of a stock Backstage app, as its Kubernetes tab asks it. */
export class ExistingPortal {
  readonly #url: string;
  readonly #entity: Entity;
  #guest: string | undefined;

  /**
   * @param url - its address
   * @param entity - the component whose tab is open
   */
  constructor(url: string, entity: Entity) {
    this.#url = url;
    this.#entity = entity;
  }

  /** Signs in as the guest; undefined as long as that cannot be. */
  async signIn(): Promise<string | undefined> {
    const response = await this.#fetch('/api/auth/guest/refresh');
    this.#guest = (await response.json()).backstageIdentity?.token;
    return this.#guest;
  }

  /** What the tab shows, by kind. */
  async objects(): Promise<Record<string, readonly Stored[] | undefined>> {
    const response = await this.askAsGuest();
    if (!response.ok) throw new Error(await response.text());
    const { items } = await response.json();
    const found: { type: string; resources: Stored[] }[] = items[0].resources;
    return Object.fromEntries(
      found.map(({ type, resources }) => [type, resources]),
    );
  }

  /** Asks what the tab asks, of the component or of another entity. */
  ask(token: string | undefined, entity = this.#entity) {
    const { name } = entity.metadata;
    return this.#fetch(`/api/kubernetes/services/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...bearer(token) },
      body: JSON.stringify({ entity }),
    });
  }

  /** {@link ExistingPortal.ask} as the guest who signed in. */
  askAsGuest(entity?: Entity) {
    return this.ask(this.#guest, entity);
  }

  /** Asks which clusters there are. */
  clusters(token: string) {
    return this.#fetch('/api/kubernetes/clusters', { headers: bearer(token) });
  }

  #fetch(path: string, init: RequestInit = {}) {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return fetch(`${this.#url}${path}`, { ...init, signal });
  }
}
