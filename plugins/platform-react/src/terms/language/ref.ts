import { createTranslationRef } from '@backstage/frontend-plugin-api';
import en from './en';

/** What is said of prices and limits, on every page the same. */
export const termsTranslationRef = createTranslationRef({
  id: 'pilothouse-terms',
  messages: en,
  translations: { zh: () => import('./zh') },
});
