import { EventRecorder } from '@pilothouse/embedded/kube/events';
import {
  ignoring,
  isKubeError,
  MERGE_PATCH,
  type KubeRest,
} from '@pilothouse/embedded/kube/rest';
import {
  API_PATH,
  API_VERSION,
  FINALIZER,
  type Meta,
  type Secret,
} from '../model.ts';
import type { Telling } from '../outcome.ts';
import { stable } from '../parameters.ts';

/** Our kinds, by resource. */
export const KINDS = {
  clusterservicebrokers: 'ClusterServiceBroker',
  clusterserviceclasses: 'ClusterServiceClass',
  clusterserviceplans: 'ClusterServicePlan',
  servicebrokers: 'ServiceBroker',
  serviceclasses: 'ServiceClass',
  serviceplans: 'ServicePlan',
  serviceinstances: 'ServiceInstance',
  servicebindings: 'ServiceBinding',
} as const;

export type Resource = keyof typeof KINDS;

/** What an object of ours has. */
export interface Stored {
  readonly metadata?: Meta;
  readonly spec?: object;
  readonly status?: object;
}

/** Path of a collection, or of one object of it. */
export function pathOf(
  resource: Resource,
  { namespace, name }: Pick<Meta, 'namespace' | 'name'> = {},
): string {
  const base = namespace
    ? `${API_PATH}/namespaces/${encodeURIComponent(namespace)}/${resource}`
    : `${API_PATH}/${resource}`;
  return name ? `${base}/${encodeURIComponent(name)}` : base;
}

/** Reads and writes objects of the cluster; every write is for the version that was read. */
export class Store {
  readonly #rest: Pick<KubeRest, 'json'>;
  readonly #events: EventRecorder;

  constructor(rest: Pick<KubeRest, 'json'>) {
    this.#rest = rest;
    this.#events = new EventRecorder(rest, {
      component: 'service-catalog-controller',
    });
  }

  /** The object as it is now, or undefined. */
  async read<T>(
    resource: Resource,
    key: Pick<Meta, 'namespace' | 'name'>,
  ): Promise<T | undefined> {
    return this.#find<T>(pathOf(resource, key));
  }

  secret(
    namespace: string | undefined,
    name: string,
  ): Promise<Secret | undefined> {
    return this.#find<Secret>(secretPath(namespace, name));
  }

  /** Secrets of a namespace, by name, as far as they are there. */
  async secrets(
    namespace: string | undefined,
    names: readonly string[],
  ): Promise<ReadonlyMap<string, Secret>> {
    const found = new Map<string, Secret>();
    for (const name of new Set(names)) {
      const secret = await this.secret(namespace, name);
      if (secret) found.set(name, secret);
    }
    return found;
  }

  /** Uid of a namespace, or undefined. */
  async namespaceUid(name: string): Promise<string | undefined> {
    const path = `/api/v1/namespaces/${encodeURIComponent(name)}`;
    const found = await this.#find<{ metadata?: Meta }>(path);
    return found?.metadata?.uid;
  }

  async #find<T>(path: string): Promise<T | undefined> {
    try {
      return await this.#rest.json<T>(path);
    } catch (error) {
      if (isKubeError(error, 404)) return undefined;
      throw error;
    }
  }

  create(resource: Resource, object: Stored): Promise<unknown> {
    const { namespace } = object.metadata ?? {};
    return this.#rest.json(pathOf(resource, { namespace }), {
      method: 'POST',
      body: { apiVersion: API_VERSION, kind: KINDS[resource], ...object },
    });
  }

  /** Merges fields into an object. */
  patch(
    resource: Resource,
    { metadata }: Stored,
    change: { metadata?: object; spec?: object },
  ): Promise<unknown> {
    const { resourceVersion } = metadata ?? {};
    return this.#rest.json(pathOf(resource, metadata), {
      method: 'PATCH',
      contentType: MERGE_PATCH,
      body: {
        ...change,
        metadata: { ...change.metadata, resourceVersion },
      },
    });
  }

  replace(resource: Resource, object: Stored): Promise<unknown> {
    return this.#rest.json(pathOf(resource, object.metadata), {
      method: 'PUT',
      body: { apiVersion: API_VERSION, kind: KINDS[resource], ...object },
    });
  }

  /** Writes a status where it says anything new. */
  async writeStatus<T extends Stored>(
    resource: Resource,
    object: T,
    status: NonNullable<T['status']>,
  ): Promise<void> {
    if (isSame(object.status, status)) return;
    await this.#rest.json(`${pathOf(resource, object.metadata)}/status`, {
      method: 'PUT',
      body: {
        apiVersion: API_VERSION,
        kind: KINDS[resource],
        ...object,
        status,
      },
    });
  }

  /**
   * Writes a status that is true of an object whatever its spec says by now. Nobody else
   * may have written its status meanwhile.
   */
  async writeAnswer<T extends Stored>(
    resource: Resource,
    object: T,
    status: NonNullable<T['status']>,
  ): Promise<void> {
    let current: T = object;
    for (;;) {
      try {
        await this.writeStatus(resource, current, status);
        return;
      } catch (error) {
        if (!isKubeError(error, 409)) throw error;
        const found = await this.read<T>(resource, object.metadata ?? {});
        // Of one that is gone there is nothing left to say.
        if (!found || found.metadata?.uid !== object.metadata?.uid) return;
        if (!isSame(found.status, object.status)) throw error;
        current = found;
      }
    }
  }

  /** Lets an object go for which nothing more is to be done. */
  async release(resource: Resource, object: Stored): Promise<void> {
    const finalizers = (object.metadata?.finalizers ?? []).filter(
      finalizer => finalizer !== FINALIZER,
    );
    await ignoring(
      404,
      this.patch(resource, object, { metadata: { finalizers } }),
    );
  }

  async remove(resource: Resource, { metadata }: Stored): Promise<void> {
    const path = pathOf(resource, metadata);
    const { uid } = metadata ?? {};
    await ignoring(
      404,
      this.#rest.json(path, {
        method: 'DELETE',
        body: { preconditions: { uid } },
      }),
    );
  }

  async createSecret(secret: Secret): Promise<void> {
    await this.#rest.json(secretPath(secret.metadata?.namespace), {
      method: 'POST',
      body: secret,
    });
  }

  /** Gives a Secret other data. */
  async replaceSecretData(
    { metadata }: Secret,
    data: NonNullable<Secret['data']>,
  ): Promise<void> {
    await this.#rest.json(secretPath(metadata?.namespace, metadata?.name), {
      method: 'PATCH',
      contentType: 'application/json-patch+json',
      body: [
        {
          op: 'test',
          path: '/metadata/resourceVersion',
          value: metadata?.resourceVersion,
        },
        { op: 'add', path: '/data', value: data },
      ],
    });
  }

  async removeSecret({ metadata }: Secret): Promise<void> {
    const { uid } = metadata ?? {};
    await ignoring(
      404,
      this.#rest.json(secretPath(metadata?.namespace, metadata?.name), {
        method: 'DELETE',
        body: { preconditions: { uid } },
      }),
    );
  }

  /** Tells people what happened, by an event on the object. */
  tell(resource: Resource, { metadata }: Stored, telling: Telling): void {
    const { namespace, name, uid } = metadata ?? {};
    const subject = {
      apiVersion: API_VERSION,
      kind: KINDS[resource],
      namespace,
      name,
      uid,
    };
    const { type, reason, message } = telling;
    this.#events.on(subject, type, reason, message);
  }
}

function secretPath(namespace = '', name = ''): string {
  const base = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
  return name ? `${base}/${encodeURIComponent(name)}` : base;
}

/** Whether two values say the same, whatever is left out as undefined. */
export function isSame(one: unknown, other: unknown): boolean {
  return stable(one ?? null) === stable(other ?? null);
}
