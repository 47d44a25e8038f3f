import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { useLanguage } from '../language/useLanguage';
import { termsTranslationRef } from './language/ref';
import { termsWords, type TermsWords } from './termsWords';

/** Says prices and limits in the reader's language. */
export function useTermsWords(): TermsWords {
  const { t } = useTranslationRef(termsTranslationRef);
  const language = useLanguage();
  return useMemo(() => termsWords({ language, t }), [language, t]);
}
