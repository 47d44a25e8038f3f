import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { z } from 'zod';
import { WatchedClusters } from '../../../kube/clusters/WatchedClusters';
import type { KubeRequest, KubeResponse } from '../../../kube/KubeService';

const stateDir =
  process.env.PILOTHOUSE_TEST_PLATFORM ??
  join(homedir(), '.local/state/pilothouse/7007');

const kubeconfigSchema = z.object({
  clusters: z.tuple([
    z.object({
      cluster: z.object({
        server: z.string(),
        'certificate-authority-data': z.string(),
      }),
    }),
  ]),
  users: z.tuple([
    z.object({
      user: z.object({
        'client-certificate-data': z.string(),
        'client-key-data': z.string(),
      }),
    }),
  ]),
});

/** Somebody who may read logs where {@link letRead} let them. */
export const reader = { user: 'logs-test', groups: ['logs-testers'] };

/** Lets the {@link reader} read logs in the namespace where it is made. */
export const mayRead = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'readers' },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: 'view',
  },
  subjects: [
    {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'Group',
      name: 'logs-testers',
    },
  ],
};

/** Address of the API server of the platform under test. */
export function platformServer(): string {
  return kubeconfig().clusters[0].cluster.server;
}

/**
 * Watches the platform under test as its administrator, as cluster `test`.
 *
 * @param url - another way to its API server
 */
export function watchPlatform(url = platformServer()): WatchedClusters {
  const [{ cluster }] = kubeconfig().clusters;
  const [{ user }] = kubeconfig().users;
  const decoded = (base64: string) => Buffer.from(base64, 'base64').toString();
  const clusters = new WatchedClusters({ logger: mockServices.logger.mock() });
  clusters.connect({
    clusters: async () => [
      {
        name: 'test',
        url,
        caData: cluster['certificate-authority-data'],
        authMetadata: {},
      },
    ],
    credential: async () => ({
      type: 'x509 client certificate',
      cert: decoded(user['client-certificate-data']),
      key: decoded(user['client-key-data']),
    }),
  });
  return clusters;
}

/** @throws Error with what the API server says where it refuses */
export async function asked(
  clusters: WatchedClusters,
  request: KubeRequest,
): Promise<KubeResponse> {
  const answer = await clusters.request('test', request);
  if (!answer.ok) {
    throw new Error(`${request.path}: ${answer.text}`);
  }
  return answer;
}

/** Makes a namespace in which the {@link reader} may read logs. */
export async function letRead(
  clusters: WatchedClusters,
  namespace: string,
): Promise<void> {
  const create = (path: string, body: object) =>
    asked(clusters, { method: 'POST', path, body });
  await create('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  await create(
    `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/rolebindings`,
    mayRead,
  );
}

function kubeconfig() {
  const text = readFileSync(join(stateDir, 'kubeconfig'), 'utf8');
  return kubeconfigSchema.parse(parse(text));
}
