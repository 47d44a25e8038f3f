/** A row as it is shown; `gone` when it is kept only so that others do not move. */
export interface HeldRow<T> {
  readonly key: string;
  readonly row: T;
  readonly gone: boolean;
}

/** Rows in their own order. */
export function freeRows<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): HeldRow<T>[] {
  return rows.map(row => ({ key: keyOf(row), row, gone: false }));
}

/**
 * Rows where they are shown already, so that nothing moves under the pointer: values change
 * in place, new rows come last, and what has gone stays until one looks elsewhere.
 *
 * @param rows - as they would stand
 * @param latest - what is known now of a row that has gone, where it is known still
 */
export function heldRows<T>(
  shown: readonly HeldRow<T>[],
  rows: readonly T[],
  keyOf: (row: T) => string,
  latest: (key: string) => T | undefined = () => undefined,
): HeldRow<T>[] {
  const free = freeRows(rows, keyOf);
  const now = new Map(free.map(held => [held.key, held]));
  const before = new Set(shown.map(({ key }) => key));
  return [
    ...shown.map(
      ({ key, row }) =>
        now.get(key) ?? { key, row: latest(key) ?? row, gone: true },
    ),
    ...free.filter(({ key }) => !before.has(key)),
  ];
}
