import { useLanguage } from '@pilothouse/plugin-platform-react';
import { useMemo } from 'react';

/** Writes numbers as the reader does. */
export function useNumber(): Intl.NumberFormat {
  const language = useLanguage();
  return useMemo(() => new Intl.NumberFormat(language), [language]);
}
