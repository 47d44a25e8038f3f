/** Placeholders of a message, such as `{{name}}` and `{count}`. */
export function placeholders(message: string): string[] {
  return [...message.matchAll(/\{\{?\s*([^{}]+?)\s*\}?\}/g)]
    .map(match => match[1] ?? '')
    .sort();
}

/** A time or a duration right after a Chinese character. */
const beginsWithDigits = /\p{sc=Han}\{\{(time|since|duration|count)\}\}/u;

/**
 * What a translation lacks or says too much, in words for a failing test; empty when it
 * is complete and each message keeps the placeholders of the original.
 */
export function faultsOf(
  original: Readonly<Record<string, string>>,
  translated: Readonly<Record<string, string | null>>,
): string[] {
  const missing = Object.keys(original)
    .filter(key => !translated[key])
    .map(key => `${key} is not translated`);
  const excess = Object.keys(translated)
    .filter(key => !(key in original))
    .map(key => `${key} does not exist`);
  const changed = Object.entries(translated)
    .filter(
      ([key, message]) =>
        message !== null &&
        original[key] !== undefined &&
        !forms(original, key).includes(placeholders(message).join()),
    )
    .map(([key]) => `${key} has other placeholders`);
  const crowded = Object.entries(translated)
    .filter(([, message]) => beginsWithDigits.test(message ?? ''))
    .map(([key]) => `${key} has no space before a number`);
  return [...missing, ...excess, ...changed, ...crowded];
}

/** Placeholders of a message in each of its plural forms; languages use others of them. */
function forms(original: Readonly<Record<string, string>>, key: string) {
  const stem = key.replace(/_(one|other)$/, '');
  return [key, `${stem}_one`, `${stem}_other`]
    .map(form => original[form])
    .flatMap(message => (message ? [placeholders(message).join()] : []));
}

/** The messages of a translation ref as it ships them, by key. */
export function messagesOf(ref: object): Record<string, string> {
  if (
    'getDefaultMessages' in ref &&
    typeof ref.getDefaultMessages === 'function'
  ) {
    return ref.getDefaultMessages();
  }
  throw new TypeError('Not a translation ref');
}
