/**
 * A text with a space between Chinese characters and the Latin letters or digits beside
 * them, as the portal's other words have it; others stay as they are.
 */
export function spaced(text: string): string {
  return text
    .replace(/(\p{sc=Han})([A-Za-z0-9])/gu, '$1 $2')
    .replace(/([A-Za-z0-9])(\p{sc=Han})/gu, '$1 $2');
}
