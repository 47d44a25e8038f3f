import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** What shared components say. */
export const platformReactTranslationRef = createTranslationRef({
  id: 'pilothouse-platform',
  messages: {
    diff: {
      label: 'Change of {{name}}',
      size: 'Lines: {{added}} added, {{removed}} removed',
      unfold_one: '⋯ {{count}} unchanged line',
      unfold_other: '⋯ {{count}} unchanged lines',
    },
    status: {
      healthy: 'Healthy',
      progressing: 'In progress',
      degraded: 'Degraded',
      failed: 'Failed',
      unknown: 'Unknown',
      asleep: 'Scaled to zero',
      undeployed: 'Not deployed yet',
      lasting: 'for {{duration}}',
      ready: 'ready for {{duration}}',
    },
    failure: {
      retry: 'Try again',
      details: 'Details',
    },
    keys: {
      title: 'Keyboard shortcuts',
      help: 'Show this help',
      close: 'Close',
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
      'middleware-operators': 'Middleware operators',
      'service-catalog': 'Service Catalog',
      'service-broker': 'Service broker',
      charts: 'Charts of the marketplace',
      cluster: 'Cluster {{name}}',
      registry: 'Image registry',
      'registry-store': 'Image store',
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
    cluster: {
      label: 'Clusters that are not fully known',
      connecting:
        'Cluster {{name}} is being connected, for {{duration}} so far. What runs there is not known yet.',
      stale:
        'Cluster {{name}} has not answered for {{duration}}. What runs there is shown as it was then.',
      inPart:
        'Cluster {{name}} has told only a part for {{duration}}. The rest of what runs there is shown as it was then.',
      pending: 'Cluster {{name}} is being read.',
      catchingUp:
        'Cluster {{name}} answers again after {{duration}}. What runs there is being read anew, and is shown as it was before.',
      rightsUnknown:
        'Cluster {{name}} answers, but could not say yet what you may see there. Until it does, some of what runs there may be missing here.',
      unreachable:
        'Cluster {{name}} cannot be reached, for {{duration}} so far. What runs there is not known.',
    },
    silence: {
      refused: 'Its API server refuses connections: it is probably down.',
      'broken-off': 'The connection to its API server broke off.',
      'no-answer':
        'Its API server does not answer in time: it is down, overloaded, or cut off from the portal.',
      'no-route': 'The portal has no network route to its API server.',
      'unknown-name':
        'The name of its API server cannot be resolved: see its address in the portal, and DNS.',
      'not-ready': 'Its API server is starting and not ready yet.',
      'certificate-expired':
        'The certificate of its API server has expired; it must be renewed there.',
      'certificate-not-yet-valid':
        "The certificate of its API server is not valid yet: check its clock and the portal's.",
      'certificate-of-another':
        'The certificate of its API server is for another name than the address in the portal.',
      'certificate-untrusted':
        'The certificate of its API server is not signed by the authority that the portal trusts for it.',
      'authority-unreadable':
        'The portal cannot read the file of the certificate authority that is configured for it.',
      'no-credential': 'The portal has no credential for it.',
      'credential-refused':
        "Its API server refuses the portal's credential: it has expired or been revoked, and must be renewed.",
      'in-part': 'It answers, but some of its objects can no longer be read.',
      'rights-unknown': 'The portal asks it again by itself.',
    },
    clock: {
      ahead_one:
        "The clock of cluster {{cluster}} is {{count}} minute ahead of the portal's: what happens there seems as much more recent than it is.",
      ahead_other:
        "The clock of cluster {{cluster}} is {{count}} minutes ahead of the portal's: what happens there seems as much more recent than it is.",
      behind_one:
        "The clock of cluster {{cluster}} is {{count}} minute behind the portal's: what happens there seems as much older than it is.",
      behind_other:
        "The clock of cluster {{cluster}} is {{count}} minutes behind the portal's: what happens there seems as much older than it is.",
    },
    unreadable: {
      forbidden:
        "The portal's account may not list {{kinds}} in cluster {{cluster}}, so they are missing here. The cluster's administrators can grant it.",
      absent:
        'Cluster {{cluster}} does not serve {{kinds}}, so they are missing here.',
    },
    pipeline: {
      failed: 'Pipeline failed (run #{{number}})',
      failedIn: 'Pipeline failed in {{stage}} (run #{{number}})',
      oneTest: 'test failed: {{test}}',
      testsSuchAs_one: '{{count}} test failed: {{test}}',
      testsSuchAs_other: '{{count}} tests failed, such as {{test}}',
      tests_one: '{{count}} test failed',
      tests_other: '{{count}} tests failed',
      lastingAtLeast: 'for {{duration}} or longer',
      open: 'Open run #{{number}} of the pipeline of {{name}}',
      silent_one:
        'For {{duration}} the CI server has not told how the pipeline of {{count}} service is: whether it fails is as it was then, or not known.',
      silent_other:
        'For {{duration}} the CI server has not told how the pipelines of {{count}} services are: whether they fail is as it was then, or not known.',
      unread_one:
        'The pipeline of {{count}} service is still being read from the CI server.',
      unread_other:
        'The pipelines of {{count}} services are still being read from the CI server.',
      asOf: 'Pipelines as they were {{time}}.',
      notRead:
        'Which pipelines fail could not be read from the portal. It tries again by itself.',
    },
    waiting: {
      title: 'Waits for your answer',
      until: 'without one the run ends at {{time}}',
      answer: 'Answer',
      answerWhat: 'Answer run #{{number}} of the pipeline of {{name}}',
    },
    tests: {
      failed: 'Failed tests',
      left_one: 'and {{count}} more failed test',
      left_other: 'and {{count}} more failed tests',
      cut: 'More tests failed than are shown here; the CI server has them all.',
      runs_one: 'Fails for the first time',
      runs_other: 'Has failed in the last {{count}} runs',
      silent: 'The test gave no message.',
      stack: 'Where it failed',
    },
    live: {
      stale:
        'As it was {{time}}: the connection to the portal is lost and is being made again.',
      untold:
        'As it was {{time}}: the portal answers, but could not tell how it is now. It shows here as soon as it can.',
      untoldAdvice:
        'The portal answers, but could not tell this. It shows here as soon as it can; if it stays like this, tell whoever runs Pilothouse.',
      missing: 'It is not there any more, or you may not see it',
    },
  },
  translations: { zh: () => import('./zh') },
});
