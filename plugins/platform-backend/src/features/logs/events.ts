import type { LogEvent } from '@pilothouse/plugin-platform-common';
import type { Told } from './told';

/** Something that is told of a source. */
export interface ToldOf {
  readonly source: number;
  readonly told: Told;
}

/** What a thing weighs in memory, about. */
export function weightOf(told: Told): number {
  return told.kind === 'line' ? told.text.length + 128 : 128;
}

/** The same as events: lines that follow one another share one. */
export function eventsOf(
  all: readonly ToldOf[],
  mask: (text: string) => string,
): LogEvent[] {
  const events: LogEvent[] = [];
  let lines: [number, string, string][] | undefined;
  for (const { source, told } of all) {
    if (told.kind !== 'line') {
      lines = undefined;
      events.push({ ...told, source });
      continue;
    }
    if (!lines) {
      lines = [];
      events.push({ kind: 'lines', lines });
    }
    lines.push([source, told.at, mask(told.text)]);
  }
  return events;
}
