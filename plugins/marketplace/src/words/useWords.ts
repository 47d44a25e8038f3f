import type { Words } from '@pilothouse/plugin-platform-common';
import { useLanguage } from '@pilothouse/plugin-platform-react';
import { useCallback } from 'react';

/** Picks what is written in the reader's language. */
export function useWords(): (words: Words) => string {
  const language = useLanguage();
  return useCallback(
    words => (language === 'zh' ? words.zh : words.en),
    [language],
  );
}
