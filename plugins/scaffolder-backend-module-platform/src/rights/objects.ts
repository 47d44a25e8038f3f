import type { ServiceAccount } from 'kubernetes-types/core/v1';
import type { PolicyRule, Role, RoleBinding } from 'kubernetes-types/rbac/v1';
import {
  deployerPrefix,
  deploysLabel,
} from '@pilothouse/plugin-platform-common';
import type { KubeObject } from '@pilothouse/plugin-platform-node';
import { chartKinds, groupOf, type ChartKind } from '../things/kinds';

const rbac = 'rbac.authorization.k8s.io';

const managedBy = 'app.kubernetes.io/managed-by';
const manager = 'pilothouse';

const toRead = ['get', 'list', 'watch'];
const toWrite = [...toRead, 'create', 'update', 'patch', 'delete'];

/**
 * What a pipeline needs to deploy a chart and to wait for it. Helm keeps its releases in
 * Secrets; whoever may start pods can mount those of the namespace anyway.
 */
const rules: PolicyRule[] = [
  ...writable(),
  { apiGroups: [''], resources: ['pods', 'pods/log', 'events'], verbs: toRead },
  { apiGroups: ['apps'], resources: ['replicasets'], verbs: toRead },
];

/** Name of the ServiceAccount, the Role and the RoleBinding by which a service is deployed. */
export function deployerOf(service: string): string {
  return `${deployerPrefix}${service}`;
}

/** Whether an account was made to deploy by, and not by somebody for something else. */
export function isDeployer({
  metadata,
}: Pick<KubeObject, 'metadata'>): boolean {
  return metadata?.labels?.[managedBy] === manager;
}

/** The objects that let a pipeline deploy one service to one namespace. */
export function deployerObjects(at: {
  readonly namespace: string;
  readonly service: string;
  readonly team: string;
}): { account: ServiceAccount; role: Role; binding: RoleBinding } {
  const name = deployerOf(at.service);
  const metadata = {
    name,
    namespace: at.namespace,
    labels: {
      'app.kubernetes.io/name': name,
      [managedBy]: manager,
      'pilothouse.dev/tenant': at.team,
      [deploysLabel]: at.service,
    },
  };
  return {
    account: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
      // Its token is asked for by those who may; its pods, of which it has none, need none.
      automountServiceAccountToken: false,
    },
    role: {
      apiVersion: `${rbac}/v1`,
      kind: 'Role',
      metadata,
      rules,
    },
    binding: {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: rbac, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: at.namespace }],
    },
  };
}

function writable(): PolicyRule[] {
  const byGroup = new Map<string, ChartKind[]>();
  for (const kind of chartKinds) {
    const group = groupOf(kind);
    byGroup.set(group, [...(byGroup.get(group) ?? []), kind]);
  }
  return [...byGroup].map(([group, resources]) => ({
    apiGroups: [group],
    resources,
    verbs: toWrite,
  }));
}
