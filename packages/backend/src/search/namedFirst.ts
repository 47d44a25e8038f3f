import type {
  IndexableResult,
  IndexableResultSet,
} from '@backstage/plugin-search-common';

const folded = (name: string) => name.normalize('NFC').toLowerCase();

/**
 * The same results with the entities first whose name or title is what was searched for,
 * or one of its words. The rest keeps its order.
 */
export function namedFirst(
  found: IndexableResultSet,
  words: readonly string[],
): IndexableResultSet {
  const wanted = new Set([...words, words.join(' ')].map(folded));
  const isNamed = (result: IndexableResult) =>
    namesOf(result).some(name => wanted.has(folded(name)));
  const ranks = found.results.map(({ rank }) => rank);
  const ordered = [
    ...found.results.filter(isNamed),
    ...found.results.filter(result => !isNamed(result)),
  ];
  return {
    ...found,
    results: ordered.map((result, n) => ({ ...result, rank: ranks[n] })),
  };
}

function namesOf({ type, document }: IndexableResult): string[] {
  if (type !== 'software-catalog') return [];
  const name = document.location.split('/').pop() ?? '';
  return [document.title, decodeURIComponent(name)];
}
