import { createHash } from 'node:crypto';
import type { ClusterReader } from '@pilothouse/plugin-platform-node';
import type { Scope } from './Scope';

/** Label of a namespace that names the tenant whose it is. */
export const tenantLabel = 'pilothouse.dev/tenant';

/** What platform engineers see. */
export const everything: Scope = {
  key: 'everything',
  everything: true,
  sees: () => true,
  namespaces: () => undefined,
};

/** Namespaces of a cluster that belong to one of the tenants. */
export function namespacesOfTenants(
  cluster: ClusterReader,
  tenants: readonly string[],
): string[] {
  return tenants.flatMap(tenant =>
    cluster
      .list('namespaces', { labels: { [tenantLabel]: tenant } })
      .flatMap(({ metadata }) => metadata?.name ?? []),
  );
}

/**
 * The scope of whoever sees exactly these namespaces.
 *
 * @param visible - names of namespaces by cluster
 */
export function scopeOfNamespaces(
  visible: ReadonlyMap<string, Iterable<string>>,
): Scope {
  const sets = new Map(
    [...visible].map(([cluster, names]) => [cluster, new Set(names)] as const),
  );
  return {
    key: keyOf(sets),
    everything: false,
    sees: (cluster, namespace) =>
      namespace !== undefined && (sets.get(cluster)?.has(namespace) ?? false),
    namespaces: cluster => [...(sets.get(cluster) ?? [])],
  };
}

function keyOf(sets: ReadonlyMap<string, ReadonlySet<string>>): string {
  const places = [...sets]
    .flatMap(([cluster, names]) => [...names].map(name => [cluster, name]))
    .map(place => JSON.stringify(place))
    .sort();
  return createHash('sha256').update(places.join('\n')).digest('base64url');
}
