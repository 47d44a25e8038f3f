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
    notKnownYet: {
      title: 'The portal does not know your teams yet',
      why: 'It shows what belongs to your teams, and the catalog does not tell them so far. After a start it takes a minute or two until everybody is in it; if it takes longer, ask a platform engineer.',
      fills: 'Nothing is to be done: the page fills as soon as it is known.',
      again: 'Try again in a moment.',
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
      registry: 'Image registry',
      'base-images': 'Base images',
      'ci-server': 'CI server',
      kubectl: 'kubectl',
      crane: 'crane',
      helm: 'Helm',
      techdocs: 'Documentation generator',
      git: 'Git server',
    },
    fact: {
      compiled: '{{done}} of about {{total}} packages compiled',
      endedAndStarts: 'It ended with {{exit}} and starts again',
      silent: 'It does not answer',
      noAnswerIn: 'It did not answer within {{seconds}} s',
      noAnswerAndEnded:
        'It did not answer within {{seconds}} s and last ended with {{exit}}',
      lastWords: 'Its last words are in {{file}}',
      refusesPortal:
        "Its API server refuses the portal's credentials ({{status}})",
      renewCredentials:
        "Renew the credentials of the cluster {{cluster}} in the portal's configuration",
      apiServerSilent: 'Its API server does not answer: {{because}}',
      seeApiServer:
        'See whether the API server of {{cluster}} runs and can be reached from the portal',
      notAskedYet: 'The clusters have not been asked yet',
      noStatusFile: 'There is no status file; see whether the launcher runs',
      onlyEngineers: 'Platform engineers can see the reason',
    },
    unreadable: {
      forbidden:
        "The portal's account may not list {{kinds}} in cluster {{cluster}}, so they are missing here. The cluster's administrators can grant it.",
      absent:
        'Cluster {{cluster}} does not serve {{kinds}}, so they are missing here.',
    },
    live: {
      stale:
        'As it was {{time}}: the connection to the portal is lost and is being made again.',
    },
  },
  translations: { zh: () => import('./zh') },
});
