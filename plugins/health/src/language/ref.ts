import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** What the page and the banner of the platform's health say. */
export const healthTranslationRef = createTranslationRef({
  id: 'pilothouse-health',
  messages: {
    page: {
      loading: 'Asking how the platform is…',
      failed: 'The state of the platform could not be read',
      failedAdvice:
        'The portal did not answer. This page tries again by itself.',
      notAllowed: 'You may not see the state of the platform',
      notAllowedAdvice:
        'Members of a team may. Ask a team lead to add you in the user center.',
    },
    answer: {
      allUp_one: 'Everything is up: {{count}} part',
      allUp_other: 'Everything is up: all {{count}} parts',
      building_one:
        '{{count}} part is still being set up; the portal can be used',
      building_other:
        '{{count}} parts are still being set up; the portal can be used',
      failed_one: '{{names}} has failed',
      failed_other: '{{count}} parts have failed: {{names}}',
      failedWith_one:
        'Failed: {{names}}; as a consequence, {{count}} other part does not work either',
      failedWith_other:
        'Failed: {{names}}; as a consequence, {{count}} other parts do not work either',
      stopped_one: '{{names}} is stopped',
      stopped_other: '{{count}} parts are stopped: {{names}}',
      unknown_one: 'The state of {{names}} is not known',
      unknown_other: 'The state of {{count}} parts is not known: {{names}}',
      unheard: 'Nothing is heard of: {{names}}',
      nothingKnown: 'Nothing tells the portal how its platform is',
      nothingKnownAdvice:
        'No source of parts is connected. A platform engineer connects one in the configuration of the portal.',
    },
    state: {
      waiting: 'Waiting',
      building: 'Building',
      starting: 'Starting',
      ready: 'Up',
      failed: 'Failed',
      stopped: 'Stopped',
      unknown: 'Unknown',
    },
    column: {
      part: 'Part',
      state: 'Status',
      version: 'Version',
      address: 'Address',
      restarts: 'Restarts',
      parts: 'Parts of {{source}}',
    },
    part: {
      progress: 'Progress of {{title}}',
      log: 'Log',
      process: 'Process {{pid}}',
      none: 'none',
    },
    source: {
      unheard: 'No news for {{duration}}. {{because}}',
    },
    banner: {
      label: 'State of the platform',
      open: 'Show the parts',
      hide: 'Hide this note',
      asOf: 'as of {{time}}',
      separator: ', ',
    },
  },
  translations: { zh: () => import('./zh') },
});
