import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './en';

/** What the fields and the preview of Create say. */
export const creationTranslationRef = createTranslationRef({
  id: 'pilothouse-creation',
  messages,
  translations: { zh: () => import('./zh') },
});
