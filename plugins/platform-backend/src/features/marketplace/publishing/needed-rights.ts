import { stringify } from 'yaml';
import type {
  MiddlewareItem,
  MiddlewareKind,
} from '@pilothouse/plugin-platform-node';
import type { KubeService } from '../../../kube/KubeService';
import { errorOf } from '../../../kube/write';
import { kindsOf } from '../offers';

/**
 * Whether the portal itself may watch a kind in all namespaces.
 *
 * @throws the error that fits what the API server said
 */
export async function mayWatch(
  { group, plural: resource }: MiddlewareKind,
  cluster: string,
  { clusters }: { readonly clusters: Pick<KubeService, 'request'> },
): Promise<boolean> {
  const answer = await clusters.request(cluster, {
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { group, resource, verb: 'watch' } },
    },
  });
  if (!answer.ok) throw errorOf(cluster, answer);
  return answer.json<{ status: { allowed: boolean } }>().status.allowed;
}

/** Roles by which the portal may watch what belongs to an item, and teams may order it. */
export function rolesFor(item: MiddlewareItem): string {
  const groups = new Map<string, string[]>();
  for (const { group, plural } of kindsOf(item)) {
    groups.set(group, [...(groups.get(group) ?? []), plural]);
  }
  const role = (name: string, label: string, verbs: readonly string[]) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: {
      name: `pilothouse:${item.name}:${name}`,
      labels: { [label]: 'true' },
    },
    rules: [...groups].map(([group, resources]) => ({
      apiGroups: [group],
      resources,
      verbs: [...verbs],
    })),
  });
  const watch = ['get', 'list', 'watch'];
  return [
    role('watch', 'pilothouse.dev/aggregate-to-portal', watch),
    role('order', 'rbac.authorization.k8s.io/aggregate-to-edit', [
      ...watch,
      'create',
      'patch',
      'update',
      'delete',
    ]),
  ]
    .map(each => stringify(each))
    .join('---\n');
}
