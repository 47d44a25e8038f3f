import type { KubeObject } from '@pilothouse/plugin-platform-node';

const rbac = 'rbac.authorization.k8s.io';

/** What the pods of a team may use in one namespace, in Kubernetes' quantities. */
export interface TenantQuota {
  readonly cpu: string;
  readonly memory: string;
  readonly pods: number;
  readonly storage: string;
}

/** A namespace of a team, as it is to be. */
export interface Tenant {
  readonly namespace: string;
  readonly team: string;
  readonly environment: string;
  /** As the cluster calls the team's group. */
  readonly group: string;
  readonly quota: TenantQuota;
}

/** An object of a namespace, with its path at the API server. */
export interface TenantObject {
  readonly path: string;
  readonly object: KubeObject & {
    readonly kind: string;
    readonly metadata: { readonly name: string };
  };
}

/** Path of a namespace. */
export function namespacePath(namespace: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
}

/** Names the run of a template that has made a namespace, so that no other goes on with it. */
export const taskAnnotation = 'pilothouse.dev/made-by-task';

const labelsOf = (team: string) => ({
  'app.kubernetes.io/managed-by': 'pilothouse',
  'pilothouse.dev/tenant': team,
});

/** The namespace itself. */
export function namespaceObject(tenant: Tenant, taskId: string) {
  const { environment, namespace, team } = tenant;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels: {
        ...labelsOf(team),
        'pilothouse.dev/environment': environment,
        // No pod of a team reaches the node, as where clusters have no default of their own.
        'pod-security.kubernetes.io/enforce': 'baseline',
      },
      annotations: { [taskAnnotation]: taskId },
    },
  };
}

/**
 * All that makes a namespace a team's: what it may use, who may do what, and that no
 * pod is reached before a policy of its own says by whom. The rights come last, so that
 * nobody begins in a namespace without limits.
 */
export function tenantObjects(tenant: Tenant): TenantObject[] {
  const { group, namespace, quota, team } = tenant;
  const labels = labelsOf(team);
  const within = (
    api: string,
    kind: string,
    plural: string,
    name: string,
    rest: object,
  ): TenantObject => ({
    path: `${
      api === 'v1' ? '/api/v1' : `/apis/${api}`
    }/namespaces/${encodeURIComponent(namespace)}/${plural}/${name}`,
    object: {
      apiVersion: api,
      kind,
      metadata: { name, namespace, labels },
      ...rest,
    },
  });
  const rights = (name: string, kind: string, role: string) =>
    within(`${rbac}/v1`, 'RoleBinding', 'rolebindings', name, {
      roleRef: { apiGroup: rbac, kind, name: role },
      subjects: [{ apiGroup: rbac, kind: 'Group', name: group }],
    });
  return [
    within('v1', 'ResourceQuota', 'resourcequotas', 'tenant', {
      spec: {
        hard: {
          'requests.cpu': quota.cpu,
          'requests.memory': quota.memory,
          'requests.storage': quota.storage,
          pods: String(quota.pods),
        },
      },
    }),
    within('v1', 'LimitRange', 'limitranges', 'defaults', {
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: { cpu: '20m', memory: '32Mi' },
            default: { memory: '128Mi' },
          },
        ],
      },
    }),
    within(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      'networkpolicies',
      'default-deny',
      { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
    ),
    // Whoever creates a service lets its pipeline deploy it.
    within(`${rbac}/v1`, 'Role', 'roles', 'deploy-rights', {
      rules: [
        {
          apiGroups: [rbac],
          resources: ['roles', 'rolebindings'],
          verbs: [
            ...['get', 'list', 'watch'],
            ...['create', 'update', 'patch', 'delete'],
          ],
        },
      ],
    }),
    rights('deploy-rights', 'Role', 'deploy-rights'),
    rights('developers', 'ClusterRole', 'edit'),
  ];
}
