import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** What the pages and cards of services and applications say. */
export const servicesTranslationRef = createTranslationRef({
  id: 'pilothouse-services',
  messages: {
    list: {
      label: 'Services',
      loading: 'Looking at what runs in the clusters…',
      failed: 'What runs could not be read',
      failedAdvice:
        'The portal did not answer, or could not ask the clusters. It tries again by itself; if it stays like this, tell whoever runs Pilothouse.',
      notAllowed: 'You may not see what runs',
      notAllowedAdvice:
        'Ask the lead of your team, or whoever runs Pilothouse.',
      leaving:
        'No longer fits the filter; it goes when the pointer leaves the list.',
    },
    column: {
      status: 'Status',
      name: 'Service',
      application: 'Application',
      owner: 'Team',
      cause: 'Cause',
      noEnvironment: 'No environment',
    },
    cell: {
      replicas: '{{ready}} of {{desired}} ready',
      replicasAndEarlier:
        '{{ready}} of {{desired}} ready; of earlier revisions {{earlier}} still ready',
      earlier: '{{earlier}} earlier',
      asOf: 'as of {{time}}',
      nothing: 'Does not run here',
      notKnown: 'Not known to run here: not all clusters can be read',
    },
    row: {
      nothingRuns: 'Nothing of it runs in a cluster that you may see',
      notKnown: 'Whether it runs is not known: not all clusters can be read',
      selectorUnclear:
        'Correct its annotation backstage.io/kubernetes-label-selector: it is not understood',
      unregistered: 'Not in the catalog',
      noTeam: 'no team',
      pipelineFailed: 'Pipeline failed',
    },
    filter: {
      label: 'Filter',
      search: 'Search services',
      searchApplications: 'Search applications and services',
      team: 'Team',
      allTeams: 'All teams',
      myTeams: 'My teams',
      noTeam: 'Without a team',
      environment: 'Environment',
      allEnvironments: 'All environments',
      cluster: 'Cluster',
      allClusters: 'All clusters',
      application: 'Application',
      allApplications: 'All applications',
      noApplication: 'In no application',
      clear: 'Clear filters',
      states: 'Statuses',
    },
    ownership: {
      loading: 'Asking which teams you are in…',
      failed: 'Which teams you are in could not be read',
      failedAdvice:
        'What is yours is not known until the portal tells your teams. Try again, or clear the filter to see all services.',
    },
    summary: {
      services_one: '{{count}} service',
      services_other: '{{count}} services',
      unregistered_one: '{{count}} of them is not in the catalog',
      unregistered_other: '{{count}} of them are not in the catalog',
      pipelines_one: '{{count}} pipeline failed',
      pipelines_other: '{{count}} pipelines failed',
      applications_one: '{{count}} application',
      applications_other: '{{count}} applications',
      undeployed: '{{number}} not deployed yet',
      asleep: '{{number}} scaled to zero',
      healthy: '{{number}} healthy',
      progressing: '{{number}} in progress',
      unknown: '{{number}} unknown',
      degraded: '{{number}} degraded',
      failed: '{{number}} failed',
    },
    empty: {
      title: 'Nothing runs here that you may see',
      notKnown: 'What runs is not known: not all clusters can be read',
      advice:
        'A service shows here when the catalog knows it, or when a workload runs in a namespace of your team. Workloads are matched to services by the label {{label}}.',
      catalog: 'Open the catalog',
      team: 'You see no service of {{team}}',
      teamAdvice:
        'Only services that you may see are shown here. Whether this team has others, its members can tell you.',
      filtered: 'No service fits the filter',
      filteredNotKnown:
        'None of the services that are known fits the filter, but not all clusters can be read',
      filteredApplications: 'No application fits the filter',
      filteredApplicationsNotKnown:
        'None of the applications that are known fits the filter, but not all clusters can be read',
      noApplications: 'The catalog has no applications that you may see',
      applicationsAdvice:
        'An application is a System of the catalog; services say in {{field}} which one they belong to.',
    },
    keys: {
      open: 'Keyboard shortcuts',
      search: 'Search',
      move: 'Next and previous service',
      enter: 'Open the service',
      clear: 'Clear search and filters',
    },
    applications: {
      label: 'Applications',
      services: 'Services of {{name}}',
      showServices: 'Show on the Services page',
      expand: 'Show services of {{name}}',
      collapse: 'Hide services of {{name}}',
      loose: 'In no application',
    },
    card: {
      title: 'What runs',
      undeployed:
        'Once something of it runs where you may see it, it shows here. Its workloads are found by the label {{label}}.',
      services: 'Services',
      deployments: 'Deployments',
      notFound:
        'Nothing is known of what runs of it. Its workloads are found by the label {{label}}.',
      noServices: 'No service of this application runs where you may see it.',
      noServicesKnown:
        'No service of this application is known, but not all clusters can be read.',
    },
  },
  translations: { zh: () => import('./zh') },
});
