import { ignoring, isKubeError, type KubeRest } from '../../kube/rest.ts';
import {
  claimName,
  INSTANCE_LABEL,
  keyOf,
  objectName,
  orderOf,
  type Order,
  type Secret,
  type StatefulSet,
} from './instance.ts';

const MANAGER = 'service-broker';
const APPLY = 'application/apply-patch+yaml';

const paths = {
  statefulsets: (namespace: string) =>
    `/apis/apps/v1/namespaces/${namespace}/statefulsets`,
  services: (namespace: string) => `/api/v1/namespaces/${namespace}/services`,
  secrets: (namespace: string) => `/api/v1/namespaces/${namespace}/secrets`,
  claims: (namespace: string) =>
    `/api/v1/namespaces/${namespace}/persistentvolumeclaims`,
};

/** Where the broker keeps all that it knows: in the objects of its instances. */
export class InstanceStore {
  readonly #rest: Pick<KubeRest, 'json'>;

  constructor(rest: Pick<KubeRest, 'json'>) {
    this.#rest = rest;
  }

  /** Servers of all instances. */
  async all(selector = INSTANCE_LABEL): Promise<StatefulSet[]> {
    const { items } = await this.#rest.json<{ items: StatefulSet[] }>(
      '/apis/apps/v1/statefulsets',
      { query: { labelSelector: selector } },
    );
    return items;
  }

  /** The server of an instance, and what was asked for. */
  async find(
    instanceId: string,
  ): Promise<{ server: StatefulSet; order: Order } | undefined> {
    const found = await this.all(`${INSTANCE_LABEL}=${keyOf(instanceId)}`);
    for (const server of found) {
      const order = orderOf(server);
      if (order?.instanceId === instanceId) return { server, order };
    }
    return undefined;
  }

  async apply(
    kind: 'statefulsets' | 'services' | 'secrets',
    object: StatefulSet | Secret,
  ): Promise<void> {
    const { namespace = '', name = '' } = object.metadata ?? {};
    await this.#rest.json(`${paths[kind](namespace)}/${name}`, {
      method: 'PATCH',
      contentType: APPLY,
      query: { fieldManager: MANAGER, force: true },
      body: object,
    });
  }

  async secret({ instanceId, namespace }: Order): Promise<Secret | undefined> {
    return this.#find(`${paths.secrets(namespace)}/${objectName(instanceId)}`);
  }

  /** Address of an instance's Service. */
  async address({ instanceId, namespace }: Order): Promise<string | undefined> {
    const service = await this.#find<{ spec?: { clusterIP?: string } }>(
      `${paths.services(namespace)}/${objectName(instanceId)}`,
    );
    return service?.spec?.clusterIP;
  }

  /** Takes everything of an instance away, its data too. The server, by which it is found, goes last. */
  async remove({ instanceId, namespace }: Order): Promise<void> {
    const name = objectName(instanceId);
    const body = { propagationPolicy: 'Foreground' };
    for (const path of [
      `${paths.services(namespace)}/${name}`,
      `${paths.secrets(namespace)}/${name}`,
      `${paths.claims(namespace)}/${claimName(instanceId)}`,
      `${paths.statefulsets(namespace)}/${name}`,
    ]) {
      await ignoring(404, this.#rest.json(path, { method: 'DELETE', body }));
    }
  }

  async #find<T>(path: string): Promise<T | undefined> {
    try {
      return await this.#rest.json<T>(path);
    } catch (error) {
      if (isKubeError(error, 404)) return undefined;
      throw error;
    }
  }
}
