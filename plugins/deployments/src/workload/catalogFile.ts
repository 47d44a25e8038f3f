import { kubernetesId } from '@pilothouse/plugin-platform-react';

/** The label, or annotation, that both sides have in common; some names look like numbers. */
export function idLineOf(name: string): string {
  return `${kubernetesId}: ${JSON.stringify(name)}`;
}

/** The file that makes the catalog know a workload; its team is to be filled in. */
export function catalogFileOf(name: string): string {
  return [
    '# catalog-info.yaml',
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    `  name: ${JSON.stringify(name)}`,
    '  annotations:',
    `    ${idLineOf(name)}`,
    'spec:',
    '  type: service',
    '  lifecycle: production',
    '  owner: group:default/YOUR-TEAM',
  ].join('\n');
}
