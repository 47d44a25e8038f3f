import { z } from 'zod';
import type { OrderRequest, Values } from '@pilothouse/plugin-platform-common';
import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';
import { tenantLabel } from '../../../kube/access/scope-of';

/** NetworkPolicies, as rights and paths name them. */
export const policiesKind = {
  group: 'networking.k8s.io',
  plural: 'networkpolicies',
  kind: 'NetworkPolicy',
  versions: ['v1'],
} as const;

const policySchema = z.object({
  spec: z
    .object({
      podSelector: z
        .object({
          matchLabels: z.record(z.string(), z.string()).default({}),
          matchExpressions: z.array(z.unknown()).default([]),
        })
        .default({ matchLabels: {}, matchExpressions: [] }),
      policyTypes: z.array(z.string()).default(['Ingress']),
    })
    .optional(),
});

/** Policies of a namespace, as far as one decides by them. */
export const policyListSchema = z.object({ items: z.array(policySchema) });

type Policy = z.infer<typeof policySchema>;

/**
 * Whether every pod of a namespace is kept from being reached, unless a policy of its own says
 * by whom.
 */
export function isClosed(policies: readonly Policy[]): boolean {
  return policies.some(({ spec }) => {
    if (!spec) return false;
    const { podSelector, policyTypes } = spec;
    const isOfAll =
      Object.keys(podSelector.matchLabels).length === 0 &&
      podSelector.matchExpressions.length === 0;
    return isOfAll && policyTypes.includes('Ingress');
  });
}

/** Whether the pods of an instance can be told by labels, so that a policy can be theirs. */
export function hasPods(
  { kind, labelsOf }: Pick<MiddlewareItem, 'kind' | 'labelsOf'>,
  { name }: Pick<OrderRequest, 'name'>,
): boolean {
  return !kind.anchor && Object.keys(labelsOf(name)).length > 0;
}

/** The NetworkPolicy by which an instance is reached in a namespace that is closed. */
export function policyRequest(
  { name: item, labelsOf }: Pick<MiddlewareItem, 'name' | 'labelsOf'>,
  { cluster, namespace, name }: OrderRequest,
): OrderRequest {
  return {
    ...{ item, cluster, namespace },
    name: `${item}-${name}`,
    values: policySpec(labelsOf(name)),
  };
}

/**
 * Its clients are in its namespace, as its Secret is; its operator, and who measures it, are in
 * namespaces of no team. It reaches the API server and where its backups go, whose addresses
 * nobody tells.
 */
function policySpec(labels: Readonly<Record<string, string>>): Values {
  return {
    podSelector: { matchLabels: { ...labels } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [
          { podSelector: {} },
          {
            namespaceSelector: {
              matchExpressions: [
                { key: tenantLabel, operator: 'DoesNotExist' },
              ],
            },
          },
        ],
      },
    ],
    egress: [{}],
  };
}
