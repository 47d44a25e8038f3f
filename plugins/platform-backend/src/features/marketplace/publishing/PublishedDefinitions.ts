import {
  isDatabaseConflictError,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError, toError } from '@backstage/errors';
import type { PublishedDefinition } from '@pilothouse/plugin-platform-common';
import type {
  MiddlewareDefinitions,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import {
  migrate,
  type Database,
  type Migration,
} from '../../../database/migrate';
import { pause } from '../../../kube/connect/pause';

/** What is to be stored of a definition. */
export type Publishing = Pick<PublishedDefinition, 'name' | 'text' | 'by'> & {
  readonly tenants?: readonly string[];
  /** That was looked at; missing for what is new. */
  readonly revision?: number;
  readonly at: Date;
};

const table = 'marketplace_definitions';
/** How old at most what one replica knows of what another one published is. */
const followMs = 2_000;

const rowSchema = z.object({
  name: z.string(),
  text: z.string(),
  tenants: z.string().nullable(),
  state: z.enum(['published', 'withdrawn']),
  revision: z.number(),
  by: z.string(),
  at: z.coerce.number(),
});

const migrations: Readonly<Record<string, Migration>> = {
  '1-definitions': {
    down: database => database.schema.dropTable(table),
    up: database =>
      database.schema.createTable(table, columns => {
        columns.string('name', 63).primary();
        columns.text('text').notNullable();
        columns.text('tenants').nullable();
        columns.string('state').notNullable();
        columns.integer('revision').notNullable();
        columns.string('by').notNullable();
        columns.bigInteger('at').notNullable();
        // Grows with each change of any of them: one number tells whether there was one.
        columns.integer('change').notNullable().unique();
      }),
  },
};

/** Definitions that were published in the portal, in its database, and the items they make. */
export class PublishedDefinitions {
  readonly #listeners = new Set<() => void>();
  #change = 0;
  #known: readonly PublishedDefinition[] = [];
  #items: readonly MiddlewareItem[] = [];

  private constructor(
    private readonly options: {
      readonly database: Database;
      readonly definitions: Pick<MiddlewareDefinitions, 'read'> | undefined;
      readonly logger: LoggerService;
    },
  ) {}

  /** Reads what there is; the table is made where it is not there. */
  static async open(options: {
    /** That of the plugin. */
    readonly database: Database;
    /** Missing where nobody makes items of definitions: then there are none. */
    readonly definitions: Pick<MiddlewareDefinitions, 'read'> | undefined;
    readonly logger: LoggerService;
  }): Promise<PublishedDefinitions> {
    await migrate(options.database, table, migrations);
    const opened = new PublishedDefinitions(options);
    await opened.refresh();
    return opened;
  }

  /** All of them, withdrawn or not, by name. */
  list(): readonly PublishedDefinition[] {
    return this.#known;
  }

  /** What those of them make that can be read. */
  items(): readonly MiddlewareItem[] {
    return this.#items;
  }

  subscribe(listener: () => void): () => void {
    const call = () => listener();
    this.#listeners.add(call);
    return () => this.#listeners.delete(call);
  }

  /** Takes over what other replicas of the portal have stored. */
  async refresh(): Promise<void> {
    const change = await this.#lastChange(this.options.database);
    if (change === this.#change) return;
    const rows: unknown = await this.options
      .database(table)
      .select()
      .orderBy('name');
    // Whatever is stored between the two questions is asked for again.
    this.#change = change;
    this.#known = z.array(rowSchema).parse(rows).map(definitionOf);
    this.#items = this.#known.flatMap(each => this.#itemOf(each) ?? []);
    this.#listeners.forEach(listener => listener());
  }

  /** Takes over what others store, until the signal is aborted. */
  async follow(signal: AbortSignal): Promise<void> {
    let isFailing = false;
    while (!signal.aborted) {
      await pause(followMs, signal);
      try {
        if (!signal.aborted) await this.refresh();
        isFailing = false;
      } catch (error) {
        if (!isFailing) {
          this.options.logger.warn(
            'The database does not tell what is published; what was known of it holds until it does',
            toError(error),
          );
        }
        isFailing = true;
      }
    }
  }

  /**
   * Stores a definition, in place of the one of its name.
   *
   * @throws ConflictError when there is another one than what was looked at
   */
  async publish(publishing: Publishing): Promise<PublishedDefinition> {
    const { name, text, tenants, by, at, revision } = publishing;
    await this.#write(async (database, change) => {
      const row = {
        text,
        tenants: tenants ? JSON.stringify(tenants) : null,
        state: 'published',
        by,
        at: at.getTime(),
        change,
      };
      if (revision !== undefined) {
        return database(table)
          .where({ name, revision })
          .update({ ...row, revision: revision + 1 });
      }
      const [found] = await database(table).where({ name }).select('name');
      if (found) return 0;
      await database(table).insert({ ...row, name, revision: 1 });
      return 1;
    }, name);
    return this.#published(name);
  }

  /**
   * Has a definition offer nothing any more.
   *
   * @throws NotFoundError where there is none of that name
   * @throws ConflictError when there is another one than what was looked at
   */
  async withdraw(
    withdrawal: Pick<PublishedDefinition, 'name' | 'revision' | 'by'> & {
      readonly at: Date;
    },
  ): Promise<PublishedDefinition> {
    const { name, revision, by, at } = withdrawal;
    await this.refresh();
    this.#published(name);
    await this.#write(
      (database, change) =>
        database(table)
          .where({ name, revision })
          .update({
            state: 'withdrawn',
            by,
            at: at.getTime(),
            revision: revision + 1,
            change,
          }),
      name,
    );
    return this.#published(name);
  }

  #published(name: string): PublishedDefinition {
    const found = this.#known.find(each => each.name === name);
    if (!found) throw new NotFoundError(`No item ${name} was published`);
    return found;
  }

  async #write(
    write: (database: Database, change: number) => PromiseLike<number>,
    name: string,
  ): Promise<void> {
    const changed = () =>
      new ConflictError(
        `Somebody else has published or withdrawn ${name} meanwhile; look at it again`,
      );
    try {
      await this.options.database.transaction(async transaction => {
        const change = (await this.#lastChange(transaction)) + 1;
        if ((await write(transaction, change)) !== 1) throw changed();
      });
    } catch (error) {
      throw isDatabaseConflictError(error) ? changed() : error;
    }
    await this.refresh();
  }

  async #lastChange(database: Database): Promise<number> {
    const [row]: { last: unknown }[] = await database(table).max({
      last: 'change',
    });
    return Number(row?.last ?? 0);
  }

  #itemOf(stored: PublishedDefinition): MiddlewareItem | undefined {
    const { definitions, logger } = this.options;
    const read = definitions?.read(stored.text);
    if (read?.kind === 'item') {
      return {
        ...read.item,
        ...(stored.tenants && { tenants: stored.tenants }),
        ...(stored.state === 'withdrawn' && { isWithdrawn: true }),
      };
    }
    const [fault] = read?.faults ?? [];
    logger.error(
      `The published definition ${
        stored.name
      } cannot be read, so that it is not offered: ${
        fault
          ? `line ${fault.line}: ${fault.field}: ${fault.message}`
          : 'the portal has no module for definitions'
      }`,
    );
    return undefined;
  }
}

function definitionOf(row: z.infer<typeof rowSchema>): PublishedDefinition {
  const { tenants, at, ...rest } = row;
  return {
    ...rest,
    ...(tenants !== null && {
      tenants: z.array(z.string()).parse(JSON.parse(tenants)),
    }),
    at: new Date(at).toISOString(),
  };
}
