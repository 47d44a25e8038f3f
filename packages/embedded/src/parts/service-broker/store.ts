import { ignoring, isKubeError, type KubeRest } from '../../kube/rest.ts';
import {
  claimName,
  INSTANCE_LABEL,
  objectName,
  orderIn,
  recordOf,
  type ConfigMap,
  type Order,
  type Secret,
  type StatefulSet,
} from './instance.ts';

const MANAGER = 'service-broker';
const APPLY = 'application/apply-patch+yaml';

/** Where the broker remembers what was asked for: tenants may write in namespaces of their own alone. */
const HOME = 'pilothouse';

const core = (namespace: string, resource: string) =>
  `/api/v1/namespaces/${encodeURIComponent(namespace)}/${resource}`;
const paths = {
  statefulsets: (namespace: string) =>
    `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/statefulsets`,
  services: (namespace: string) => core(namespace, 'services'),
  secrets: (namespace: string) => core(namespace, 'secrets'),
  claims: (namespace: string) => core(namespace, 'persistentvolumeclaims'),
  configmaps: (namespace: string) => core(namespace, 'configmaps'),
};

/** What is known of an instance; its server may be gone. */
export interface Found {
  readonly order: Order;
  readonly server?: StatefulSet;
}

/** Where the broker keeps all that it knows: the orders, and the objects of its instances. */
export class InstanceStore {
  readonly #rest: Pick<KubeRest, 'json'>;

  constructor(rest: Pick<KubeRest, 'json'>) {
    this.#rest = rest;
  }

  /** All orders. */
  async orders(): Promise<Order[]> {
    const { items } = await this.#rest.json<{ items: ConfigMap[] }>(
      paths.configmaps(HOME),
      { query: { labelSelector: INSTANCE_LABEL } },
    );
    return items.map(orderIn);
  }

  /** What was asked for under an id, and its server. */
  async find(instanceId: string): Promise<Found | undefined> {
    const name = objectName(instanceId);
    const record = await this.#find<ConfigMap>(
      `${paths.configmaps(HOME)}/${name}`,
    );
    if (!record) return undefined;
    const order = orderIn(record);
    const server = await this.#find<StatefulSet>(
      `${paths.statefulsets(order.namespace)}/${name}`,
    );
    return { order, server };
  }

  /** Remembers an order, before anything is made for it. */
  async remember(order: Order): Promise<void> {
    await this.apply('configmaps', recordOf(order, HOME));
  }

  /** Forgets an order of which nothing is left. */
  async forget({ instanceId }: Order): Promise<void> {
    const path = `${paths.configmaps(HOME)}/${objectName(instanceId)}`;
    await ignoring(404, this.#rest.json(path, { method: 'DELETE' }));
  }

  /** @throws KubeError 409 for an object that names a version which is over */
  async apply(
    kind: 'statefulsets' | 'services' | 'secrets' | 'configmaps',
    object: StatefulSet | Secret | ConfigMap,
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

  /** Takes everything of an instance away, its data too; its server goes last, and takes its time. */
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
