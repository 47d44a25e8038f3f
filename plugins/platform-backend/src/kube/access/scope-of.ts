import { createHash } from 'node:crypto';
import {
  kubeKinds,
  type ClusterReader,
  type KubeKindName,
} from '@pilothouse/plugin-platform-node';
import type { Scope, Unsure } from './Scope';

/** Label of a namespace that names the tenant whose it is. */
export const tenantLabel = 'pilothouse.dev/tenant';

/** What platform engineers see. */
export const everything: Scope = {
  key: 'everything',
  everything: true,
  sees: () => true,
  namespaces: () => undefined,
  unsure: () => undefined,
};

/** Names of namespaces by cluster. */
export type Namespaces = ReadonlyMap<string, Iterable<string>>;

/** Group of the kinds that say who has which rights, which are nobody's but the engineers'. */
export const rbacGroup = 'rbac.authorization.k8s.io';

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
 * @param visible - where they see what Kubernetes' role `view` grants
 * @param secrets - where they see Secrets besides, which that role leaves out
 * @param unsure - clusters of which that is not all that is known
 */
export function scopeOfNamespaces(
  visible: Namespaces,
  secrets: Namespaces = new Map(),
  unsure: ReadonlyMap<string, Unsure> = new Map(),
): Scope {
  const seen = setsOf(visible);
  const withSecrets = setsOf(secrets);
  const guessed = new Map(
    [...unsure.keys()].map(name => [name, new Set([''])]),
  );
  return {
    key: keyOf({ seen, withSecrets, guessed }),
    everything: false,
    sees(cluster, namespace, kind) {
      const sets = kind === 'secrets' ? [seen, withSecrets] : [seen];
      return (
        namespace !== undefined &&
        !isOfRights(kind) &&
        sets.every(set => set.get(cluster)?.has(namespace))
      );
    },
    namespaces: cluster => [...(seen.get(cluster) ?? [])],
    unsure: cluster => unsure.get(cluster),
  };
}

type Sets = ReadonlyMap<string, ReadonlySet<string>>;

function setsOf(namespaces: Namespaces): Sets {
  return new Map(
    [...namespaces].map(([cluster, names]) => [cluster, new Set(names)]),
  );
}

function isOfRights(kind: KubeKindName | undefined): boolean {
  return kind !== undefined && kubeKinds[kind].group === rbacGroup;
}

function keyOf(all: Readonly<Record<string, Sets>>): string {
  const places = Object.entries(all)
    .flatMap(([what, sets]) =>
      [...sets].flatMap(([cluster, names]) =>
        [...names].map(name => JSON.stringify([what, cluster, name])),
      ),
    )
    .sort();
  return createHash('sha256').update(places.join('\n')).digest('base64url');
}
