import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CreationCheck } from '@pilothouse/plugin-platform-common';
import { useLanguage } from '@pilothouse/plugin-platform-react';
import { checkText } from './check-text';
import { creationTranslationRef } from './ref';

/** Says what a check found. */
export function useCheckText(): (check: CreationCheck) => string {
  const { t } = useTranslationRef(creationTranslationRef);
  const language = useLanguage();
  return check => checkText(check, { language, t });
}
