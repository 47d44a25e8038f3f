import type { KubeRest } from '@pilothouse/embedded/kube/rest';

import { ensure } from './ensure.ts';

const NAMESPACE = 'pilothouse';

/**
 * A ServiceAccount with the portal's rights.
 *
 * @returns its token
 */
export async function identity(rest: KubeRest, name: string): Promise<string> {
  const accounts = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts`;
  await ensure(rest, accounts, { metadata: { name } });
  await ensure(rest, '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
    metadata: { name: `bench:${name}` },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'pilothouse:portal',
    },
    subjects: [{ kind: 'ServiceAccount', name, namespace: NAMESPACE }],
  });
  const { status } = await rest.json<{ status: { token: string } }>(
    `${accounts}/${name}/token`,
    { method: 'POST', body: { spec: { expirationSeconds: 86_400 } } },
  );
  return status.token;
}
