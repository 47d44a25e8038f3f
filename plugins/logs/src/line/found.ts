import type { Matcher } from '@pilothouse/plugin-platform-react';
import { asShown, parseLine } from './parse';

/** Whether a search finds a line: as it was written, or as it is shown. */
export function isFound(matcher: Matcher, text: string): boolean {
  if (matcher.test(text)) return true;
  return text.startsWith('{') && matcher.test(asShown(parseLine(text)));
}
