import { withoutEscapes } from '@pilothouse/plugin-platform-react';

/** What a line of a build is, as far as it is told apart. */
export type LineKind = 'command' | 'machinery' | 'trouble' | 'plain';

const kinds: readonly [LineKind, RegExp][] = [
  ['machinery', /^\[Pipeline\]/],
  ['command', /^\+ /],
  [
    'trouble',
    /^(?:ERROR|FATAL|FAILED|Error|npm (?:ERR!|error)|not ok|fatal:)(?![\w-])|^\S*Error: /,
  ],
];

/** What a line is, for its look alone. */
export function kindOf(text: string): LineKind {
  const start = text.trimStart().slice(0, 200);
  return kinds.find(([, pattern]) => pattern.test(start))?.[0] ?? 'plain';
}

/**
 * A line as a terminal would leave it: without its commands, and of what was written over
 * only the last.
 */
export function readable(raw: string): string {
  const text = withoutEscapes(raw).replace(/\r+$/, '');
  return text.slice(text.lastIndexOf('\r') + 1);
}
