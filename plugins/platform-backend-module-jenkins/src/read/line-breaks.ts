/**
 * A message as it stands in the text of the failure, where the reporter has left its line
 * breaks out and written its quotation marks twice as Node.js does; else as it is.
 */
export function withLineBreaks(message: string, text: string): string {
  if (message.includes('\n') || text.includes(message)) return message;
  const meant = message.replaceAll('&quot;', '"');
  const lines = text.split('\n');
  const at = lines.join('').indexOf(meant);
  return at < 0
    ? message
    : text.slice(placeOf(lines, at), placeOf(lines, at + meant.length - 1) + 1);
}

/** Where in the text that letter is which stands there in its lines without their breaks. */
function placeOf(lines: readonly string[], at: number): number {
  let before = 0;
  for (const [index, line] of lines.entries()) {
    if (at < before + line.length) return at + index;
    before += line.length;
  }
  return at + lines.length - 1;
}
