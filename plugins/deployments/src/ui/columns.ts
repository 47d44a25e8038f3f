import type { HeldRow } from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';

/** One fact of a row. */
export interface Column<T> {
  readonly id: string;
  readonly title: string;
  /** What the row says; nothing when it has nothing to say here. */
  readonly cell: (row: T) => ReactNode;
  /** Numbers are aligned at their right. */
  readonly number?: boolean;
  readonly mono?: boolean;
  /** Its words are short enough to stand whole. */
  readonly whole?: boolean;
}

/** Rows and what to tell of each; the first column names the row. */
export interface RowsProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly columns: readonly Column<T>[];
  /** How many rows are shown, as they are held in place; all unless told. */
  readonly most?: number;
}

/** Rows as they are held in place. */
export interface HeldRowsProps<T> extends RowsProps<T> {
  readonly held: readonly HeldRow<T>[];
  readonly isNew: (key: string) => boolean;
}
