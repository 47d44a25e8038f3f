import type { LogEvent } from '@pilothouse/plugin-platform-common';

/** The containers that lines of tests come from. */
export const sources: LogEvent[] = [
  ['web-5d4-x2k', 'app'],
  ['web-5d4-p9q', 'app'],
].map(([pod = '', container = ''], index) => ({
  kind: 'source',
  source: { index, pod, uid: pod, container },
}));

/** The moment of a test's line, by its number. */
export function timeOf(second: number): string {
  const two = String(second % 60).padStart(2, '0');
  const minute = String(Math.floor(second / 60)).padStart(2, '0');
  return `2031-04-01T08:${minute}:${two}.113000000Z`;
}

/** Lines of one container, a second apart. */
export function linesOf(
  texts: readonly string[],
  from: number = 0,
  source: number = 0,
): LogEvent {
  return {
    kind: 'lines',
    lines: texts.map((text, i) => [source, timeOf(from + i), text]),
  };
}
