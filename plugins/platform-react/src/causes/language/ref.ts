import { createTranslationRef } from '@backstage/frontend-plugin-api';
import en from './en';

/** What is said of causes and of workloads, on every page the same. */
export const causesTranslationRef = createTranslationRef({
  id: 'pilothouse-causes',
  messages: en,
  translations: { zh: () => import('./zh') },
});
