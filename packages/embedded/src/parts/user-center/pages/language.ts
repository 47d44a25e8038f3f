/** Languages of the pages, as BCP 47 tags. */
export const LANGUAGES = ['en', 'zh-CN'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Where a visitor's wish can be found, the strongest first. */
export interface LanguageWishes {
  /** Set by the switch on the page. */
  readonly chosen: string | undefined;
  /** OpenID Connect's `ui_locales`: tags divided by spaces. */
  readonly uiLocales: string | undefined;
  /** The browser's `Accept-Language`. */
  readonly accepted: string | undefined;
}

/** The first wish that can be granted; English when none can. */
export function chooseLanguage({
  chosen,
  uiLocales,
  accepted,
}: LanguageWishes): Language {
  const wishes = [
    chosen,
    ...(uiLocales ?? '').split(' '),
    ...acceptedTags(accepted),
  ];
  for (const wish of wishes) {
    const language = wish && languageOf(wish);
    if (language) return language;
  }
  return 'en';
}

/** The language that serves a tag: `zh-Hans`, `zh-TW` and `zh` are all read as Chinese. */
export function languageOf(tag: string): Language | undefined {
  const primary = tag.trim().toLowerCase().split('-')[0];
  if (primary === 'zh') return 'zh-CN';
  return primary === 'en' ? 'en' : undefined;
}

/** Tags of an `Accept-Language` header (RFC 9110, section 12.5.4), the most wanted first. */
function acceptedTags(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map(entry => {
      const [tag = '', ...parameters] = entry.trim().split(';');
      const weight = parameters
        .map(text => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1])
        .find(Boolean);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
