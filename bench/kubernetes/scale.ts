import { loadKubeRest } from '@pilothouse/embedded/kube/load';
import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { waitUntil } from '@pilothouse/embedded/wait';

import { atRest } from './at-rest.ts';
import { ensure } from './ensure.ts';
import { podSpec } from './load-objects.ts';
import { inParallel } from './parallel.ts';

/** Pods of one service. */
export const REPLICAS = 4;
const SERVICES_PER_NAMESPACE = 50;
/** Enough for 10,000 pods, as a simulated node takes 250. */
const NODES = 50;
/**
 * 8,000 pods more take 4 minutes where two cores have nothing else to do, and more than 10
 * beside a portal that follows them: each is created, bound and started by real controllers,
 * at the rates to which these hold themselves. On a machine that takes longer, nothing that
 * is measured beside them means anything.
 */
const GROWTH_MS = 12 * 60_000;

/** A service of the load, the n-th. */
export interface LoadedService {
  readonly name: string;
  readonly namespace: string;
}

/** The n-th service of the load; it stays the same whatever else there is. */
export function serviceAt(index: number): LoadedService {
  return {
    name: `svc-${index}`,
    namespace: `load-${Math.floor(index / SERVICES_PER_NAMESPACE)}`,
  };
}

/** Services on simulated nodes: a Deployment, a Service and an autoscaler each. */
export class Load {
  readonly #rest: KubeRest;
  #services = 0;

  constructor(kubeconfig: string) {
    this.#rest = loadKubeRest(kubeconfig);
  }

  get rest(): KubeRest {
    return this.#rest;
  }

  /**
   * Grows the load to so many services, and waits until all their pods run and the
   * controllers are at rest.
   */
  async growTo(services: number): Promise<void> {
    if (this.#services === 0) await this.#nodes();
    const first = this.#services;
    for (let n = first; n < services; n += SERVICES_PER_NAMESPACE) {
      await createNamespace(this.#rest, serviceAt(n).namespace);
    }
    await inParallel(
      Array.from({ length: services - first }, (_, index) => first + index),
      index => this.#service(serviceAt(index)),
    );
    this.#services = services;
    await waitUntil(
      async () => (await this.#running()) >= services,
      AbortSignal.timeout(GROWTH_MS),
      1000,
    );
    await atRest(this.#rest);
  }

  close(): void {
    this.#rest.close();
  }

  async #nodes(): Promise<void> {
    for (let index = 0; index < NODES; index += 1) {
      await ensure(this.#rest, '/api/v1/nodes', {
        metadata: {
          name: `load-${index}`,
          labels: { 'pilothouse.dev/simulated': 'true', load: 'true' },
          annotations: { 'kwok.x-k8s.io/node': 'fake' },
        },
        spec: { taints: [{ key: 'load', effect: 'NoSchedule' }] },
      });
    }
  }

  async #service({ name, namespace }: LoadedService): Promise<void> {
    const labels = { 'backstage.io/kubernetes-id': name };
    const metadata = { name, labels };
    const selector = { app: name };
    const under = (api: string) => `/${api}/namespaces/${namespace}`;
    await ensure(this.#rest, `${under('apis/apps/v1')}/deployments`, {
      metadata,
      spec: {
        replicas: REPLICAS,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: { ...labels, ...selector } },
          spec: podSpec,
        },
      },
    });
    await ensure(this.#rest, `${under('api/v1')}/services`, {
      metadata,
      spec: { selector, ports: [{ name: 'http', port: 80 }] },
    });
    await ensure(
      this.#rest,
      `${under('apis/autoscaling/v2')}/horizontalpodautoscalers`,
      {
        metadata,
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
          minReplicas: REPLICAS,
          maxReplicas: REPLICAS + 4,
        },
      },
    );
  }

  /** Services of which every pod is available. */
  async #running(): Promise<number> {
    const { items } = await this.#rest.json<{
      items: { status?: { availableReplicas?: number } }[];
    }>('/apis/apps/v1/deployments', { query: { resourceVersion: 0 } });
    return items.filter(({ status }) => status?.availableReplicas === REPLICAS)
      .length;
  }
}

/** A namespace of the team that owns the load, in which its members may do what developers do. */
export async function createNamespace(
  rest: KubeRest,
  name: string,
): Promise<void> {
  await ensure(rest, '/api/v1/namespaces', {
    metadata: {
      name,
      labels: {
        'pilothouse.dev/tenant': 'shop',
        'pilothouse.dev/environment': 'dev',
      },
    },
  });
  const roleBindings = `/apis/rbac.authorization.k8s.io/v1/namespaces/${name}/rolebindings`;
  const rbac = 'rbac.authorization.k8s.io';
  await ensure(rest, roleBindings, {
    metadata: { name: 'developers' },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'edit' },
    subjects: [{ apiGroup: rbac, kind: 'Group', name: 'shop' }],
  });
}
