/** A row of a list whose order is held. */
export interface Held<T> {
  readonly item: T;
  /** It would no longer be in the list; it stays until the order is free again. */
  readonly leaving: boolean;
}

/**
 * The rows that a person looks at, as long as nothing may move under the pointer: those
 * that were shown stay where they are, with what is known of them now, and new ones come
 * after them.
 *
 * @param shown - the rows as they stand
 * @param wanted - the rows as they would stand
 * @param all - what is known of every row now, shown or not
 */
export function heldRows<T extends { readonly key: string }>(
  shown: readonly Held<T>[],
  wanted: readonly T[],
  all: ReadonlyMap<string, T>,
): Held<T>[] {
  const wantedKeys = new Set(wanted.map(item => item.key));
  const shownKeys = new Set(shown.map(({ item }) => item.key));
  const kept = shown.map(({ item }) => ({
    item: all.get(item.key) ?? item,
    leaving: !wantedKeys.has(item.key),
  }));
  return [
    ...kept,
    ...freeRows(wanted.filter(({ key }) => !shownKeys.has(key))),
  ];
}

/** The rows in their own order. */
export function freeRows<T>(wanted: readonly T[]): Held<T>[] {
  return wanted.map(item => ({ item, leaving: false }));
}
