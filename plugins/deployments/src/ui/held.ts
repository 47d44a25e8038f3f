/** A row as it is shown; `gone` when it is kept only so that others do not move. */
export interface HeldRow<T> {
  readonly key: string;
  readonly row: T;
  readonly gone: boolean;
}

/** Rows in their own order. */
export function freshRows<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): HeldRow<T>[] {
  return rows.map(row => ({ key: keyOf(row), row, gone: false }));
}

/**
 * Rows where they are shown already: values change in place, new rows come last, and what
 * has gone stays until one looks elsewhere.
 */
export function heldRows<T>(
  shown: readonly HeldRow<T>[],
  rows: readonly T[],
  keyOf: (row: T) => string,
): HeldRow<T>[] {
  const fresh = freshRows(rows, keyOf);
  const now = new Map(fresh.map(held => [held.key, held]));
  const known = new Set(shown.map(({ key }) => key));
  return [
    ...shown.map(held => now.get(held.key) ?? { ...held, gone: true }),
    ...fresh.filter(({ key }) => !known.has(key)),
  ];
}
