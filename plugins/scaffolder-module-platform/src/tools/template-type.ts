import type { Say } from '../language/translate';

const known = ['deletion', 'renewal', 'service', 'system', 'website'] as const;

/** What a template makes, in the reader's language where the portal has a word for it. */
export function templateTypeText(type: string, t: Say): string {
  const own = known.find(each => each === type);
  return own ? t(`type.${own}`) : type;
}
