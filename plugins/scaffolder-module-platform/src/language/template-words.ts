/** Under which key a part of a template has its words in further languages. */
const translationsKey = 'ui:i18n';

/** What translations may put in the place of: words alone, and never what a form does. */
const wordKeys = new Set([
  'backButtonText',
  'content',
  'createButtonText',
  'description',
  'errorMessage',
  'name',
  'reviewButtonText',
  'title',
  'ui:description',
  'ui:help',
  'ui:placeholder',
  'ui:title',
]);
const listKeys = new Set(['enumNames', 'ui:enumNames']);

/**
 * A part of a template with its words in a language, as far as the template has them: those
 * below {@link translationsKey} in the place of those beside it. The rest stays as it is.
 *
 * @param language - by its code; `zh` also finds what is written for `zh-CN`
 */
export function inLanguage<T>(part: T, language: string): T {
  return translated(part, language) as T;
}

function translated(part: unknown, language: string): unknown {
  if (Array.isArray(part)) return part.map(each => translated(each, language));
  if (!isRecord(part)) return part;
  const { [translationsKey]: translations, ...own } = part;
  const entries = Object.entries(own).map(([key, value]) => [
    key,
    translated(value, language),
  ]);
  return {
    ...Object.fromEntries(entries),
    ...wordsIn(translations, language),
  };
}

function wordsIn(translations: unknown, language: string) {
  if (!isRecord(translations)) return {};
  const base = (code: string) => code.split('-')[0].toLowerCase();
  const code = Object.hasOwn(translations, language)
    ? language
    : Object.keys(translations).find(each => base(each) === base(language));
  const words = code === undefined ? undefined : translations[code];
  if (!isRecord(words)) return {};
  return Object.fromEntries(
    Object.entries(words).filter(([key, value]) => isWord(key, value)),
  );
}

function isWord(key: string, value: unknown): boolean {
  if (wordKeys.has(key)) return typeof value === 'string';
  return (
    listKeys.has(key) &&
    Array.isArray(value) &&
    value.every(each => typeof each === 'string')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
