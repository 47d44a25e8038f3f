import type { Sql } from 'postgres';

/** A change of the tables. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/**
 * All changes in their order. Add to the end, and leave those as they are that were
 * deployed. While pods are replaced, the build before runs with the new tables: add columns
 * before they are needed, and take away only what no build reads any more.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    name: '001-notes',
    sql: `
      CREATE TABLE notes (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        text text NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      )
    `,
  },
];

/** Those that a database has not seen. */
export function pendingOf(
  all: readonly Migration[],
  applied: readonly string[],
): Migration[] {
  return all.filter(({ name }) => !applied.includes(name));
}

/** Any number that nothing else in the database locks by. */
const LOCK = 7_013_518;

/**
 * Brings the tables up to date, all or nothing.
 *
 * @returns names of what was applied
 */
export async function migrate(sql: Sql): Promise<string[]> {
  return sql.begin(async transaction => {
    // Of pods that start together one does it, and the others wait.
    await transaction`SELECT pg_advisory_xact_lock(${LOCK})`;
    await transaction`
      CREATE TABLE IF NOT EXISTS schema_migrations (
        name text PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now()
      )
    `;
    const applied = await transaction<{ name: string }[]>`
      SELECT name FROM schema_migrations
    `;
    const pending = pendingOf(
      MIGRATIONS,
      applied.map(({ name }) => name),
    );
    for (const { name, sql: statement } of pending) {
      await transaction.unsafe(statement);
      await transaction`INSERT INTO schema_migrations (name) VALUES (${name})`;
    }
    return pending.map(({ name }) => name);
  });
}
