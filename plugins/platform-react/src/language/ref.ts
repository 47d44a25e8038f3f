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
    live: {
      stale:
        'As it was {{time}}: the connection to the portal is lost and is being made again.',
    },
  },
  translations: { zh: () => import('./zh') },
});
