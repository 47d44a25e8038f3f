import {
  withoutEscapes,
  type Matcher,
} from '@pilothouse/plugin-platform-react';
import { asShown, parseLine } from './parse';

/**
 * Whether a search finds a line: as it was written, without what only a terminal
 * understands, or as it is shown.
 */
export function isFound(matcher: Matcher, raw: string): boolean {
  const text = withoutEscapes(raw);
  if (matcher.test(text)) return true;
  return text.startsWith('{') && matcher.test(asShown(parseLine(text)));
}
