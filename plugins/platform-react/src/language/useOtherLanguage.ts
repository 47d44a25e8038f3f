import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { languages, type Language } from './languages';
import { useLanguage } from './useLanguage';

/** A language that the page can change to. */
interface OtherLanguage {
  readonly code: Language;
  /** Its name in that language itself, for who reads no other. */
  readonly name: string;
  /** Changes the page to it. */
  readonly choose: () => void;
}

/** The language of Pilothouse that comes after the one that the page is in. */
export function useOtherLanguage(): OtherLanguage {
  const api = useApi(appLanguageApiRef);
  const current = useLanguage();
  const index = languages.findIndex(language => language === current);
  const code = languages[(index + 1) % languages.length] ?? languages[0];
  const names = new Intl.DisplayNames([code], { type: 'language' });
  return {
    code,
    name: names.of(code) ?? code,
    choose: () => api.setLanguage(code),
  };
}
