import type { ClusterReader } from '@pilothouse/plugin-platform-node';

const tenantLabel = 'pilothouse.dev/tenant';
const environmentLabel = 'pilothouse.dev/environment';

/** Whose a namespace is, and which step on the way to production. */
export function placeOf(cluster: ClusterReader, namespace: string) {
  const labels = cluster.get('namespaces', { name: namespace })?.metadata
    ?.labels;
  return {
    tenant: labels?.[tenantLabel],
    environment: labels?.[environmentLabel],
  };
}
