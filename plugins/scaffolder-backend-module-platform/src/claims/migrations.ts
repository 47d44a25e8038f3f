import type { Knex } from 'knex';

/** Where it is kept which run may make what. */
export const claimsTable = 'pilothouse_claims';

/** Where it is kept how far a run is undone. */
export const reportsTable = 'pilothouse_undo_reports';

/** Where it is kept how the pipelines of runs went wrong. */
export const failuresTable = 'pilothouse_pipeline_failures';

/** Where it is kept what sessions were let do in their runs. */
export const decisionsTable = 'pilothouse_run_decisions';

const steps: Readonly<Record<string, Knex.Migration>> = {
  '1-claims': {
    up: async knex => {
      await knex.schema.createTable(claimsTable, columns => {
        columns.increments('id');
        columns.string('task_id').notNullable().index();
        columns.string('user_ref').notNullable();
        columns.string('kind').notNullable();
        columns.string('key', 512).notNullable();
        columns.text('thing').notNullable();
        columns.bigInteger('since').notNullable();
        columns.boolean('confirmed').notNullable();
        columns.unique(['kind', 'key']);
      });
    },
    down: async knex => {
      await knex.schema.dropTable(claimsTable);
    },
  },
  '2-undo-reports': {
    up: async knex => {
      await knex.schema.createTable(reportsTable, columns => {
        columns.string('task_id').primary();
        columns.text('report').notNullable();
      });
    },
    down: async knex => {
      await knex.schema.dropTable(reportsTable);
    },
  },
  '3-pipeline-failures': {
    up: async knex => {
      await knex.schema.createTable(failuresTable, columns => {
        columns.string('task_id').primary();
        columns.text('failure').notNullable();
      });
    },
    down: async knex => {
      await knex.schema.dropTable(failuresTable);
    },
  },
  '4-run-decisions': {
    up: async knex => {
      await knex.schema.createTable(decisionsTable, columns => {
        columns.string('session').primary();
        columns.text('decisions').notNullable();
        columns.bigInteger('at').notNullable().index();
      });
    },
    down: async knex => {
      await knex.schema.dropTable(decisionsTable);
    },
  },
};

const migrations: Knex.MigrationSource<string> = {
  getMigrations: async () => Object.keys(steps),
  getMigrationName: name => name,
  getMigration: async name => steps[name],
};

/**
 * Makes the tables, where they are not there yet.
 *
 * @param db - the scaffolder's database; its own migrations are left alone
 */
export async function migrate(db: Knex): Promise<void> {
  await db.migrate.latest({
    migrationSource: migrations,
    tableName: 'pilothouse_claims_migrations',
  });
}
