import type { PodRow } from '@pilothouse/plugin-platform-common';

/** The pods of which all words are found in what their rows tell. */
export function fitting(
  pods: readonly PodRow[],
  text: string,
): readonly PodRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0
    ? pods
    : pods.filter(pod => {
        const told = textOf(pod);
        return words.every(word => told.includes(word));
      });
}

function textOf({ name, phase, node, ip, lastExit }: PodRow): string {
  return [name, phase, node, ip, lastExit?.reason].join('\n').toLowerCase();
}
