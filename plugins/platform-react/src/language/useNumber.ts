import { useMemo } from 'react';
import { useLanguage } from './useLanguage';

/** Writes numbers as the reader does. */
export function useNumber(): Intl.NumberFormat {
  const language = useLanguage();
  return useMemo(() => new Intl.NumberFormat(language), [language]);
}
