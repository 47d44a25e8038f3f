import appPlugin from '@backstage/plugin-app';
import { languages, type Language } from '@pilothouse/plugin-platform-react';

/** The first language of ours among those that a browser asks for, in its order. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0];
    const found = languages.find(language => language === primary);
    if (found) {
      return found;
    }
  }
  return languages[0];
}

/** Key below which Backstage's language API keeps the language that was chosen. */
const chosenKey = 'language';

/** The language that the app starts in. */
export function startLanguage(): Language {
  const chosen = window.localStorage.getItem(chosenKey);
  return (
    languages.find(language => language === chosen) ??
    preferredLanguage(navigator.languages)
  );
}

/** The language is the one chosen last, and before any choice the browser's. */
export const languageApi = appPlugin
  .getExtension('api:app/app-language')
  .override({
    factory: originalFactory =>
      originalFactory({
        config: {
          availableLanguages: [...languages],
          defaultLanguage: preferredLanguage(navigator.languages),
        },
      }),
  });
