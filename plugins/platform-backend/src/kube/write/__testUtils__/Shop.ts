import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import { WatchedClusters } from '../../clusters/WatchedClusters';
import { TestCluster } from '../../testing/TestCluster';
import { until } from '../../testing/until';
import {
  binding,
  deployment,
  developerRole,
  namespace,
  pod,
  replicaSet,
} from './objects';

const apps = (ns: string) => `/apis/apps/v1/namespaces/${ns}`;
const core = (ns: string) => `/api/v1/namespaces/${ns}`;
const rbac = '/apis/rbac.authorization.k8s.io/v1';

/**
 * A real API server with the namespaces of two teams, watched with the rights of the
 * portal's own ServiceAccount.
 */
export class Shop {
  private constructor(
    readonly server: TestCluster,
    readonly kube: WatchedClusters,
  ) {}

  /** @param parts - what is started besides, for example `helm` */
  static async open(parts: readonly string[] = []): Promise<Shop> {
    const server = await TestCluster.start(['cluster-setup', ...parts]);
    const kube = new WatchedClusters({ logger: mockServices.logger.mock() });
    const shop = new Shop(server, kube);
    await shop.#create(`${rbac}/clusterroles`, developerRole);
    for (const team of ['shop', 'payments']) {
      const name = `${team}-dev`;
      await shop.#create('/api/v1/namespaces', namespace(name, team));
      // Where the controller manager runs, it may be first.
      await server.ask({
        method: 'PATCH',
        path: `${core(name)}/serviceaccounts/default`,
        query: { fieldManager: 'test', force: true },
        headers: { 'content-type': 'application/apply-patch+yaml' },
        body: {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: { name: 'default' },
        },
      });
      await shop.bind(name, team);
    }
    const token = await readFile(
      join(dirname(server.kubeconfig), 'portal/kubernetes-token'),
      'utf8',
    );
    kube.connect({
      clusters: async () => [server.details],
      credential: async () => ({ type: 'bearer token', token }),
    });
    await until(
      () => kube.reader.cluster('test')?.knowledge().kind,
      kind => kind === 'live',
      60_000,
    );
    return shop;
  }

  async close(): Promise<void> {
    await this.kube.end();
    await this.server.stop();
  }

  /** What the API server recorded of what people did. */
  async audit(): Promise<unknown[]> {
    const folder = dirname(this.server.kubeconfig);
    const text = await readFile(join(folder, 'logs/kube-audit.log'), 'utf8');
    return text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  }

  /** Lets a team develop in a namespace. */
  async bind(ns: string, team: string): Promise<void> {
    await this.#create(
      `${rbac}/namespaces/${ns}/rolebindings`,
      binding('developers', team),
    );
  }

  /** Lets a team have custom resources of a group in a namespace. */
  async allow(
    ns: string,
    team: string,
    name: string,
    of: { readonly group: string; readonly resources: readonly string[] },
  ): Promise<void> {
    const roles = `${rbac}/namespaces/${ns}`;
    const { group, resources } = of;
    const verbs = ['get', 'list', 'watch', 'create', 'patch', 'delete'];
    await this.#create(`${roles}/roles`, {
      metadata: { name },
      rules: [{ apiGroups: [group], resources, verbs }],
    });
    const { roleRef, ...bound } = binding(name, team);
    await this.#create(`${roles}/rolebindings`, {
      ...bound,
      roleRef: { ...roleRef, kind: 'Role', name },
    });
  }

  async unbind(ns: string): Promise<void> {
    const path = `${rbac}/namespaces/${ns}/rolebindings/developers`;
    await this.server.ask({ method: 'DELETE', path });
  }

  /** A Deployment as Helm would apply it, with a past and a pod. */
  async deploy(ns: string, name: string): Promise<void> {
    const { metadata } = await this.server.ask<Deployment>({
      method: 'PATCH',
      path: `${apps(ns)}/deployments/${name}`,
      query: { fieldManager: 'helm', force: true },
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: deployment(name, 'web:2'),
    });
    const owned = await this.#create<Deployment>(
      `${apps(ns)}/replicasets`,
      replicaSet(`${name}-1`, { name, uid: metadata?.uid ?? '' }),
    );
    const uid = owned.metadata?.uid ?? '';
    await this.#create(
      `${core(ns)}/pods`,
      pod(`${name}-1-x`, { name: `${name}-1`, uid }),
    );
  }

  deployment(ns: string, name: string): Promise<Deployment> {
    return this.server.ask({ path: `${apps(ns)}/deployments/${name}` });
  }

  pod(ns: string, name: string): Promise<Pod> {
    return this.server.ask({ path: `${core(ns)}/pods/${name}` });
  }

  /** Changes a Deployment as its controller or a pipeline would. */
  async patch(
    ns: string,
    name: string,
    body: object,
    subresource = '',
  ): Promise<void> {
    await this.server.ask({
      method: 'PATCH',
      path: `${apps(ns)}/deployments/${name}${subresource}`,
      headers: { 'content-type': 'application/merge-patch+json' },
      body,
    });
  }

  #create<T>(path: string, body: object): Promise<T> {
    return this.server.ask<T>({ method: 'POST', path, body });
  }
}
