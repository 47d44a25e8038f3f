import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './en';

/** What the pages of pipelines say. */
export const pipelinesTranslationRef = createTranslationRef({
  id: 'pilothouse-pipelines',
  messages,
  translations: { zh: () => import('./zh') },
});
