import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** What the Logs tab says. */
export const logsTranslationRef = createTranslationRef({
  id: 'pilothouse-logs',
  messages: {
    choice: {
      placement: 'Environment',
      pod: 'Pod',
      allPods: 'All pods ({{pods}})',
      gonePod: '{{pod}} (gone)',
      container: 'Container',
      allContainers: 'All containers',
      run: 'Run',
      live: 'Live',
      previous: 'Before the last restart',
    },
    search: {
      label: 'Search in these lines',
      placeholder: 'Search  ( / )',
      regex: 'Regex',
      regexHint: 'Search with a regular expression',
      only: 'Only matches',
      onlyHint: 'Show only lines in which it is found',
      next: 'Next match',
      previous: 'Previous match',
      clear: 'Clear the search',
      invalid: 'Not a regular expression: {{because}}',
      going: 'Searching…',
      count_one: '{{shown}} line matches',
      count_other: '{{shown}} lines match',
    },
    tool: {
      wrap: 'Wrap',
      wrapHint: 'Break long lines',
      fields: 'Fields',
      fieldsHint: 'Show the fields of JSON lines',
      download: 'Download what is shown',
      pause: 'Pause',
      resume: 'Go on',
      follow: 'Follow',
      followHint: 'Keep the newest line in sight ( f )',
    },
    state: {
      connecting: 'Connecting to the pods…',
      live: 'Live',
      podGone: 'This pod is not there',
      silent: 'Nothing comes while the cluster does not answer',
      rate_one: '{{rate}} line/min',
      rate_other: '{{rate}} lines/min',
      reconnecting:
        'The connection to the portal is lost and is being made again. Lines so far stay. It goes on behind the last one, and says where some are missing.',
      paused: 'Paused. It goes on behind the last line.',
      ended: 'That is all that this run has said.',
      zone: 'Times in {{zone}}',
      kept_one: '{{shown}} line',
      kept_other: '{{shown}} lines',
      full: 'The last {{shown}} lines; older ones are no longer kept',
    },
    empty: {
      nothingYet: 'Nothing said yet. What is said comes up here by itself.',
      notStarted:
        'No container has started yet: {{phase}}. The Deployments tab says why. What is said comes up here by itself.',
      noMatch: 'No line matches the search.',
      noPods: 'No pod runs here now. Lines come up here as soon as one starts.',
      podsNotKnown: 'Which pods run here is not known: they cannot be read.',
      podGone:
        'Pod {{pod}} is not there: it is gone, or there never was one of that name.',
      otherPods: 'Choose another pod above, or read all of them.',
      readAll: 'Read all pods',
      noPrevious: 'There is no earlier run: no container here was restarted.',
      previousDropped:
        'There is no log of an earlier run: this container was not restarted, or its node no longer has that log.',
      previousNoPod:
        'There is no pod here now of which an earlier run could be read.',
      nowhere: 'This service runs nowhere',
      unknown: 'It is not known where this service runs',
      nowhereAdvice:
        'No workload of it was found in the clusters and namespaces that you may see. Its annotation in the catalog says what to look for.',
    },
    missing: {
      title: '{{id}} is not among what runs',
      notKnown: 'Whether {{id}} runs is not known',
      advice: 'It was removed or renamed, or you may not see it any more.',
      other: 'Read instead:',
    },
    list: {
      label: 'Lines of the log',
      news_one: '▼ {{shown}} new line',
      news_other: '▼ {{shown}} new lines',
    },
    ended: {
      gone: '{{pod}} is gone',
      code: '{{pod}} · {{container}} ended with exit code {{exitCode}}',
      why: '{{pod}} · {{container}} ended with exit code {{exitCode}} ({{reason}})',
    },
    gap: {
      restarted: '{{pod}} restarted; some of its output may be missing',
      restartedWhole:
        '{{pod}} · {{container}} started again; nothing is missing',
      reconnected:
        'Connected to {{pod}} again; some of its output may be missing',
      reconnectedWhole: 'Connected to {{pod}} again; nothing is missing',
      rotated:
        'The node of {{pod}} has dropped older output; some of it is missing here',
      unreachable:
        'The output of {{pod}} cannot be had for now; it is tried again.',
      'cluster-not-known':
        'What runs in the cluster of {{pod}} is not known for now; its output goes on as soon as it is.',
      gone: '{{pod}} is gone; what it wrote at last may be missing here',
      lost_one: '{{lines}} line of {{pod}} is missing here',
      lost_other: '{{lines}} lines of {{pod}} are missing here',
    },
    workload: {
      title: 'Logs of {{name}}',
      loading: 'Asking which pods {{name}} has…',
      failed: 'Which pods {{name}} has could not be read',
    },
    page: {
      loading: 'Asking what runs of this service…',
      failed: 'What runs of this service could not be read',
      failedAdvice:
        'The portal did not answer. This page tries again by itself.',
      tailFailed: 'The logs could not be read',
      notAllowed: 'You may not read these logs',
      notAllowedAdvice:
        'Ask a lead of the team that owns this service for a role that includes reading logs.',
      gone: 'This workload no longer exists',
      goneAdvice: 'Choose another environment, or look at its deployments.',
    },
  },
  translations: { zh: () => import('./zh') },
});
