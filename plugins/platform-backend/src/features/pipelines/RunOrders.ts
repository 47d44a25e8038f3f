import type { RunRef } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import { migrate, type Database, type Migration } from '../../database/migrate';

/** Who ordered what of a run. */
export interface RunOrder extends RunRef {
  readonly kind: 'abort' | 'proceed' | 'reject' | 'run-again';
  /** Reference of the person. */
  readonly by: string;
  readonly at: Date;
  /** Number in the queue of the run that was ordered. */
  readonly queueId?: number;
  readonly inputId?: string;
  readonly question?: string;
}

const table = 'run_orders';
/** More were never needed to tell of the runs that the CI server still has. */
const mostRead = 2_000;
const longest = 1_000;

const rowSchema = z.object({
  job: z.string(),
  number: z.number(),
  kind: z.enum(['abort', 'proceed', 'reject', 'run-again']),
  by: z.string(),
  at: z.coerce.number(),
  queue_id: z.coerce.number().nullable(),
  input_id: z.string().nullable(),
  question: z.string().nullable(),
});

const migrations: Readonly<Record<string, Migration>> = {
  '1-run-orders': {
    down: database => database.schema.dropTable(table),
    up: database =>
      database.schema.createTable(table, columns => {
        columns.increments('id');
        columns.string('job', 1_000).notNullable();
        columns.integer('number').notNullable();
        columns.string('kind').notNullable();
        columns.string('by').notNullable();
        columns.bigInteger('at').notNullable();
        columns.bigInteger('queue_id').nullable();
        columns.text('input_id').nullable();
        columns.text('question').nullable();
        columns.index(['at']);
      }),
  },
};

/** Who ordered what of runs through the portal, in its database. */
export class RunOrders {
  private constructor(private readonly database: Database) {}

  /** @param database - that of the plugin; the table is made where it is not there */
  static async open(database: Database): Promise<RunOrders> {
    await migrate(database, table, migrations);
    return new RunOrders(database);
  }

  /** Keeps an order that was carried out. */
  async add(order: RunOrder): Promise<void> {
    const { job, number, kind, by, at, queueId, inputId, question } = order;
    await this.database(table).insert({
      job,
      number,
      kind,
      by,
      at: at.getTime(),
      queue_id: queueId ?? null,
      input_id: inputId ?? null,
      question: question?.slice(0, longest) ?? null,
    });
  }

  /** The orders about runs of a job and of its branches, the oldest first. */
  async of(job: string): Promise<RunOrder[]> {
    const rows: unknown = await this.database(table)
      .where(found =>
        found
          .where({ job })
          // Letters that stand for others in a pattern are compared as they are.
          .orWhereRaw('substr(job, 1, ?) = ?', [job.length + 1, `${job}/`]),
      )
      .orderBy('id', 'desc')
      .limit(mostRead);
    return z.array(rowSchema).parse(rows).map(orderOf).reverse();
  }
}

function orderOf(row: z.infer<typeof rowSchema>): RunOrder {
  const { at, input_id, job, kind, number, question, queue_id, by } = row;
  return {
    job,
    number,
    kind,
    by,
    at: new Date(at),
    queueId: queue_id ?? undefined,
    inputId: input_id ?? undefined,
    question: question ?? undefined,
  };
}
