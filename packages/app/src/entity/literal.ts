/**
 * Markdown that shows a text as it is written; addresses in it may become links.
 *
 * @param text - of one or several paragraphs
 */
export function literal(text: string): string {
  return text
    .replace(/^[ \t]+|[ \t]+$/gm, '')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
