import type { DatabaseService } from '@backstage/backend-plugin-api';

/** Database of the plugin. */
export type Database = Awaited<ReturnType<DatabaseService['getClient']>>;

/** One change of a table, and how it is taken back. */
export interface Migration {
  up(database: Database): Promise<unknown>;
  down(database: Database): Promise<unknown>;
}

/**
 * Brings a table up to date; it is made where it is not there.
 *
 * @param migrations - by their names, in the order in which they are carried out
 */
export async function migrate(
  database: Database,
  table: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  await database.migrate.latest({
    migrationSource: {
      getMigrations: async () => Object.keys(migrations),
      getMigrationName: (name: string) => name,
      getMigration: async (name: string) => migrations[name],
    },
    tableName: `${table}_migrations`,
  });
}
