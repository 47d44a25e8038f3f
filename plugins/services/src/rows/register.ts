import type { ServiceRow } from '@pilothouse/plugin-platform-common';

/** Label of workloads and annotation of services by which they find one another. */
export const kubernetesId = 'backstage.io/kubernetes-id';

/** The file that makes the catalog know a workload; its team is to be filled in. */
export function catalogFileOf({ name }: Pick<ServiceRow, 'name'>): string {
  return [
    '# catalog-info.yaml',
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    `  name: ${name}`,
    '  annotations:',
    `    ${kubernetesId}: ${name}`,
    'spec:',
    '  type: service',
    '  lifecycle: production',
    '  owner: group:default/YOUR-TEAM',
  ].join('\n');
}
