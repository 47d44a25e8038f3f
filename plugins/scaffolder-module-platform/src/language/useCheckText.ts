import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CreationCheck } from '@pilothouse/plugin-platform-common';
import { useLanguage, useTermsWords } from '@pilothouse/plugin-platform-react';
import { checkText } from './check-text';
import { creationTranslationRef } from './ref';

/** Says what a check found. */
export function useCheckText(): (check: CreationCheck) => string {
  const { t } = useTranslationRef(creationTranslationRef);
  const language = useLanguage();
  const terms = useTermsWords();
  return check => checkText(check, { language, t, terms: () => terms });
}
