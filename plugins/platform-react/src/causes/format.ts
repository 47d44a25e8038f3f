import { spaced } from '../language/spaced';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** An amount of memory in the largest unit that fits, for example "256 MiB". */
export function formatBytes(bytes: number, language: string): string {
  const power = Math.min(
    Math.floor(Math.log2(Math.max(bytes, 1)) / 10),
    units.length - 1,
  );
  const amount = new Intl.NumberFormat(language, {
    maximumFractionDigits: 1,
  }).format(bytes / 1024 ** power);
  return `${amount} ${units[power]}`;
}

/** Several things in one row, as the language lists them. */
export function formatList(items: readonly string[], language: string): string {
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return spaced(list.format(items));
}

/** Several clauses in one sentence; they have commas of their own. */
export function formatClauses(
  clauses: readonly string[],
  language: string,
): string {
  return clauses.join(language.startsWith('zh') ? '；' : '; ');
}
