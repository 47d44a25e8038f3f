import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { PodList } from 'kubernetes-types/core/v1';
import type { WatchedClusters } from '../../../../kube/clusters/WatchedClusters';
import type { TestCluster } from '../../../../kube/testing/TestCluster';

/** Where a service runs: an API server, and the portal's own way to it. */
export interface Place {
  readonly server: TestCluster;
  readonly kube: WatchedClusters;
  readonly namespace: string;
}

/** A Deployment that says again and again what its credentials let it do. */
export class BoundService {
  constructor(private readonly place: Place, readonly name: string) {}

  /** @param program - file name of what it runs, beside this file */
  async create(program: string): Promise<void> {
    const { name } = this;
    const { server, namespace } = this.place;
    const path = resolvePackagePath(
      '@pilothouse/plugin-platform-backend',
      `src/features/marketplace/binding/__testUtils__/${program}`,
    );
    await server.ask({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/configmaps`,
      body: {
        metadata: { name },
        data: { 'service.mjs': await readFile(path, 'utf8') },
      },
    });
    await server.ask({
      method: 'POST',
      path: `/apis/apps/v1/namespaces/${namespace}/deployments`,
      body: deployment(name),
    });
  }

  /** What each of its pods says last. */
  async lastLines(): Promise<string[]> {
    const { server, kube, namespace } = this.place;
    const pods = `/api/v1/namespaces/${namespace}/pods`;
    const { items } = await server.ask<PodList>({
      path: pods,
      query: { labelSelector: `app=${this.name}` },
    });
    const logs = await Promise.all(
      items.map(({ metadata }) =>
        kube.request('test', {
          path: `${pods}/${metadata?.name}/log`,
          query: { tailLines: 1 },
        }),
      ),
    );
    return logs.map(({ text }) => text.trim());
  }
}

function deployment(name: string) {
  const labels = { app: name };
  return {
    metadata: { name },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [
            {
              name,
              image: 'node',
              command: ['node', '/program/service.mjs'],
              volumeMounts: [{ name: 'program', mountPath: '/program' }],
            },
          ],
          volumes: [{ name: 'program', configMap: { name } }],
        },
      },
    },
  };
}
