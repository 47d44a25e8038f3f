import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** What shared components say. */
export const platformReactTranslationRef = createTranslationRef({
  id: 'pilothouse-platform',
  messages: {
    status: {
      healthy: 'Healthy',
      progressing: 'In progress',
      degraded: 'Degraded',
      failed: 'Failed',
      unknown: 'Unknown',
      lasting: 'for {{duration}}',
    },
    failure: {
      retry: 'Try again',
      details: 'Details',
    },
    source: {
      embedded: 'Embedded platform',
      clusters: 'Kubernetes clusters',
    },
    part: {
      etcd: 'etcd',
      network: 'Cluster network',
      'kube-apiserver': 'Kubernetes API server',
      'kube-controller-manager': 'Kubernetes controllers',
      'kube-scheduler': 'Kubernetes scheduler',
      'cluster-setup': 'Rights on the cluster',
      'node-local': 'Node that runs pods as processes',
      'user-center': 'User center',
      portal: 'Portal',
      ingress: 'Ingress',
      kwok: 'Simulated nodes',
      samples: 'Sample applications',
      'metrics-server': 'Resource metrics',
      kubectl: 'kubectl',
      techdocs: 'Documentation generator',
    },
    live: {
      stale:
        'As it was {{time}}: the connection to the portal is lost and is being made again.',
    },
  },
  translations: { zh: () => import('./zh') },
});
