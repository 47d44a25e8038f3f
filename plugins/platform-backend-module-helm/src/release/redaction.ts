import type { Values } from '@pilothouse/plugin-platform-common';

/** Stands for what is not shown. */
export const mask = '••••••';
/** Shorter ones are in every sentence, and hardly secret. */
const shortest = 4;

/**
 * A text without the values that it quotes, however they are written: others may read it than
 * who gave them.
 */
export function withoutValues(text: string, values: Values): string {
  const hidden = stringsIn(values)
    .flatMap(value => [value, ...value.split('\n')])
    .filter(value => value.trim().length >= shortest)
    .flatMap(formsOf)
    // What holds another one goes first, so that nothing of it is left.
    .sort((one, other) => other.length - one.length);
  return [...new Set(hidden)].reduce(
    (shown, each) => shown.replaceAll(each, mask),
    text,
  );
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(stringsIn)
    : [];
}

/** As it is, between quotes, and as Secrets have it. */
function formsOf(value: string): string[] {
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    Buffer.from(value).toString('base64'),
  ];
}
