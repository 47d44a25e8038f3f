import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import {
  bindingErrandSchema,
  type BindingErrand,
  type ErrandRef,
} from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import {
  migrate,
  type Database,
  type Migration,
} from '../../../database/migrate';

/** A binding that somebody has entrusted a run with. */
export interface KeptErrand extends BindingErrand {
  /** Reference of the person. */
  readonly by: string;
  /** Whether that is a platform engineer. */
  readonly seesAll: boolean;
  /** After which it is good no more. */
  readonly until: Date;
}

const table = 'binding_errands';

const rowSchema = z.object({
  task: z.string(),
  wish: z.string(),
  request: z.string(),
  by: z.string(),
  sees_all: z.coerce.boolean(),
  until: z.coerce.number(),
});

const migrations: Readonly<Record<string, Migration>> = {
  '1-binding-errands': {
    down: database => database.schema.dropTable(table),
    up: database =>
      database.schema.createTable(table, columns => {
        columns.string('task', 100).notNullable();
        columns.string('what', 64).notNullable();
        columns.string('wish', 64).notNullable();
        columns.text('request').notNullable();
        columns.string('by').notNullable();
        columns.boolean('sees_all').notNullable();
        columns.bigInteger('until').notNullable();
        columns.primary(['task', 'what']);
        columns.index(['until']);
      }),
  },
};

/** Who entrusted which run with which binding, in the portal's database. No secret is in it. */
export class BindingErrands {
  private constructor(private readonly database: Database) {}

  /** @param database - that of the plugin; the table is made where it is not there */
  static async open(database: Database): Promise<BindingErrands> {
    await migrate(database, table, migrations);
    return new BindingErrands(database);
  }

  /**
   * Keeps one, in place of what the same person entrusted the run with in the same words before.
   *
   * @throws ConflictError where that was somebody else
   */
  async keep(errand: KeptErrand): Promise<void> {
    const { task, wish, request, by, seesAll, until } = errand;
    const what = keyOf({ ...request, wish });
    await this.database(table)
      .insert({
        ...{ task, what, wish, by },
        request: JSON.stringify(request),
        sees_all: seesAll,
        until: until.getTime(),
      })
      .onConflict(['task', 'what'])
      .merge()
      .where(`${table}.by`, by);
    const rows: unknown = await this.database(table).where({ task, what, by });
    if (z.array(rowSchema).parse(rows).length === 0) {
      throw new ConflictError(
        `Somebody else has entrusted the run ${task} with this binding; bind it on the page of ${request.instance.name} in the marketplace`,
      );
    }
  }

  /** The one that is still good; undefined where there is none. */
  async find(
    { task, ...ref }: ErrandRef,
    now: Date,
  ): Promise<KeptErrand | undefined> {
    const rows: unknown = await this.database(table)
      .where({ task, what: keyOf(ref) })
      .where('until', '>', now.getTime())
      .limit(1);
    return z.array(rowSchema).parse(rows).map(errandOf)[0];
  }

  /** Forgets those that are good no more. */
  async forget(now: Date): Promise<void> {
    await this.database(table).where('until', '<=', now.getTime()).delete();
  }
}

/** What is bound to what, and how a step words it, of whatever length names are. */
function keyOf({ instance, target, wish }: Omit<ErrandRef, 'task'>) {
  const names = [
    wish,
    ...[instance.item, instance.cluster, instance.namespace, instance.name],
    ...[target.cluster, target.namespace, target.kind, target.name],
  ];
  return createHash('sha256').update(JSON.stringify(names)).digest('hex');
}

function errandOf(row: z.infer<typeof rowSchema>): KeptErrand {
  const { task, wish, by, sees_all: seesAll, until } = row;
  const request: unknown = JSON.parse(row.request);
  return {
    ...bindingErrandSchema.parse({ task, wish, request }),
    ...{ by, seesAll },
    until: new Date(until),
  };
}
