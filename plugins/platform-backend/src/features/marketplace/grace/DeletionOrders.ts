import {
  instanceRefSchema,
  type InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import {
  migrate,
  type Database,
  type Migration,
} from '../../../database/migrate';
import type { Writing } from '../InstanceWriter';
import type { Loss } from './decide';

/** Who asked for the deletion of what, and when it is due. */
export interface DeletionOrder {
  /** As the annotation of the instance names it. */
  readonly id: string;
  readonly ref: InstanceRef;
  readonly uid: string;
  readonly writing: Writing;
  /** Reference of the person. */
  readonly by: string;
  /** Whether that is a platform engineer. */
  readonly seesAll: boolean;
  readonly due: Date;
  /** What it was seen to take; missing of what was asked for before that was kept. */
  readonly loss?: Loss;
  /** Why it was not carried out when it was due. */
  readonly said?: string;
  /** Whether it is not tried again. */
  readonly refused: boolean;
}

const table = 'middleware_deletions';
const mostDue = 100;
const longest = 1_000;

const kindSchema = z.object({
  group: z.string(),
  plural: z.string(),
  kind: z.string(),
  versions: z.tuple([z.string()], z.string()),
  anchor: z
    .object({
      plural: z.literal('configmaps'),
      prefix: z.string(),
      decidedBy: z.array(z.object({ group: z.string(), plural: z.string() })),
    })
    .optional(),
});

const writingSchema = z.object({
  item: z.object({ kind: kindSchema }),
  version: z.string(),
});

const lossSchema = z.object({
  lost: z.array(z.string()),
  unknown: z.array(z.string()),
});

const rowSchema = z.object({
  id: z.string(),
  ref: z.string(),
  uid: z.string(),
  writing: z.string(),
  by: z.string(),
  sees_all: z.coerce.boolean(),
  due: z.coerce.number(),
  said: z.string().nullable(),
  refused: z.coerce.boolean(),
  loss: z.string().nullable(),
});

const migrations: Readonly<Record<string, Migration>> = {
  '1-middleware-deletions': {
    down: database => database.schema.dropTable(table),
    up: database =>
      database.schema.createTable(table, columns => {
        columns.string('id', 64).primary();
        columns.text('ref').notNullable();
        columns.string('uid').notNullable();
        columns.text('writing').notNullable();
        columns.string('by').notNullable();
        columns.boolean('sees_all').notNullable();
        columns.bigInteger('due').notNullable();
        columns.text('said').nullable();
        columns.boolean('refused').notNullable();
        columns.index(['due']);
      }),
  },
  '2-middleware-deletions-next': {
    down: database =>
      database.schema.alterTable(table, columns => columns.dropColumn('next')),
    up: database =>
      database.schema.alterTable(table, columns => {
        columns.bigInteger('next').notNullable().defaultTo(0);
      }),
  },
  '3-middleware-deletions-loss': {
    down: database =>
      database.schema.alterTable(table, columns => columns.dropColumn('loss')),
    up: database =>
      database.schema.alterTable(table, columns => {
        columns.text('loss').nullable();
      }),
  },
};

/**
 * Deletions that people asked for and whose time has not come, in the portal's database:
 * what an annotation says anybody may have written who may change the object.
 */
export class DeletionOrders {
  private constructor(private readonly database: Database) {}

  /** @param database - that of the plugin; the table is made where it is not there */
  static async open(database: Database): Promise<DeletionOrders> {
    await migrate(database, table, migrations);
    return new DeletionOrders(database);
  }

  /** Keeps an order. */
  async add(order: Omit<DeletionOrder, 'said' | 'refused'>): Promise<void> {
    const { id, ref, uid, writing, by, seesAll, due, loss } = order;
    const { item, version } = writing;
    await this.database(table).insert({
      id,
      ref: JSON.stringify(ref),
      uid,
      writing: JSON.stringify({
        item: { kind: kindSchema.parse(item.kind) },
        version,
      }),
      by,
      sees_all: seesAll,
      due: due.getTime(),
      next: due.getTime(),
      refused: false,
      loss: loss ? JSON.stringify(loss) : null,
    });
  }

  /** The order of that name; undefined where nobody asked for it. */
  async get(id: string): Promise<DeletionOrder | undefined> {
    const rows: unknown = await this.database(table).where({ id }).limit(1);
    return z.array(rowSchema).parse(rows).map(orderOf)[0];
  }

  /** Those that are due and may be carried out, first those that wait for their turn the longest. */
  async due(now: Date): Promise<DeletionOrder[]> {
    const rows: unknown = await this.database(table)
      .where('due', '<=', now.getTime())
      .where('next', '<=', now.getTime())
      .where({ refused: false })
      .orderBy(['next', 'due'])
      .limit(mostDue);
    return z.array(rowSchema).parse(rows).map(orderOf);
  }

  /** Keeps why one was not carried out. */
  async tell(id: string, said: string, refused: boolean): Promise<void> {
    await this.database(table)
      .where({ id })
      .update({ said: said.slice(0, longest), refused });
  }

  /** Has one that could not be carried out tried again at that time, after others. */
  async postpone(id: string, until: Date): Promise<void> {
    await this.database(table).where({ id }).update({ next: until.getTime() });
  }

  /** Forgets one that was carried out or undone, of the object that it is about. */
  async forget({ id, uid }: Pick<DeletionOrder, 'id' | 'uid'>): Promise<void> {
    await this.database(table).where({ id, uid }).delete();
  }
}

function orderOf(row: z.infer<typeof rowSchema>): DeletionOrder {
  const { id, uid, by, refused, said, loss } = row;
  return {
    id,
    uid,
    by,
    refused,
    ref: instanceRefSchema.parse(JSON.parse(row.ref)),
    writing: writingSchema.parse(JSON.parse(row.writing)),
    seesAll: row.sees_all,
    due: new Date(row.due),
    ...(said && { said }),
    ...(loss && { loss: lossSchema.parse(JSON.parse(loss)) }),
  };
}
