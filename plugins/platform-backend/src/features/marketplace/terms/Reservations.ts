import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  migrate,
  type Database,
  type Migration,
} from '../../../database/migrate';

/** Instances that are counted together: a team's of an item in an environment. */
interface Counted {
  readonly item: string;
  readonly tenant?: string;
  readonly environment?: string;
}

/** An instance that somebody orders. */
interface Ordered {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly plan?: string;
}

/** What somebody else orders, or has ordered so short ago that it may not be seen yet. */
export interface Reserved extends Ordered {
  /** Whether the order is still carried out, so that the cluster may not have it yet. */
  readonly isUnderWay: boolean;
}

const turns = 'middleware_order_turns';
const table = 'middleware_reservations';
/** For how long what was ordered may not be seen in what is held of a cluster. */
const keptMs = 10 * 60_000;
/** After this an order that nobody has settled was broken off. */
const longestMs = 5 * 60_000;

const rowSchema = z.object({
  place: z.string(),
  at: z.coerce.number(),
  settled: z.coerce.boolean(),
});

const placeSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  plan: z.string().optional(),
});

const migrations: Readonly<Record<string, Migration>> = {
  '1-middleware-reservations': {
    down: async database => {
      await database.schema.dropTable(table);
      await database.schema.dropTable(turns);
    },
    up: async database => {
      await database.schema.createTable(turns, columns => {
        columns.string('scope', 64).primary();
        columns.bigInteger('turn').notNullable();
      });
      await database.schema.createTable(table, columns => {
        columns.string('id', 64).primary();
        columns.string('scope', 64).notNullable();
        columns.text('place').notNullable();
        columns.bigInteger('at').notNullable();
        columns.boolean('settled').notNullable();
        columns.index(['scope']);
      });
    },
  },
};

/**
 * Orders of what is limited, in the portal's database, so that two orders of one moment know
 * of each other, whichever replicas carry them out.
 */
export class Reservations {
  private constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** @param database - that of the plugin; the tables are made where they are not there */
  static async open(
    database: Database,
    now: () => Date = () => new Date(),
  ): Promise<Reservations> {
    await migrate(database, table, migrations);
    return new Reservations(database, now);
  }

  /**
   * Tells of an order before it is carried out.
   *
   * @returns by what it is settled or released, and what others have reserved before: of two
   * that reserve at once, one is told of the other
   */
  async reserve(
    counted: Counted,
    ordered: Ordered,
  ): Promise<{ id: string; others: Reserved[] }> {
    const { item, tenant = null, environment = null } = counted;
    const scope = createHash('sha256')
      .update(JSON.stringify([item, tenant, environment]))
      .digest('hex');
    const at = this.now().getTime();
    const id = randomUUID();
    const rows: unknown = await this.database.transaction(async within => {
      await within(turns).insert({ scope, turn: 0 }).onConflict().ignore();
      // The row is locked until the end, so that whoever is next sees what is inserted.
      await within(turns).where({ scope }).increment('turn', 1);
      await within(table)
        .where('at', '<', at - keptMs)
        .delete();
      const before = await within(table).where({ scope });
      await within(table).insert({
        id,
        scope,
        place: JSON.stringify(placeSchema.parse(ordered)),
        at,
        settled: false,
      });
      return before;
    });
    const others = z.array(rowSchema).parse(rows);
    return {
      id,
      others: others.map(row => ({
        ...placeSchema.parse(JSON.parse(row.place)),
        isUnderWay: !row.settled && at - row.at < longestMs,
      })),
    };
  }

  /** Says that an order was sent; whether it came to something, the cluster knows. */
  async settle(id: string): Promise<void> {
    await this.database(table).where({ id }).update({ settled: true });
  }

  /** Forgets an order of which nothing was sent. */
  async release(id: string): Promise<void> {
    await this.database(table).where({ id }).delete();
  }
}
