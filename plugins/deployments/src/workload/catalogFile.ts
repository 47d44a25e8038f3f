import { kubernetesId } from '@pilothouse/plugin-platform-react';

/** The file that makes the catalog know a workload; its team is to be filled in. */
export function catalogFileOf(name: string): string {
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
