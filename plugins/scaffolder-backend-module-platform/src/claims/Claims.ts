import { parseEntityRef } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Maker } from '../things/Handlers';
import { keyOf, thingSchema, wordsOf, type Thing } from '../things/thing';
import { claimsTable as table, migrate } from './migrations';

/** A thing that a task has the only right to make, until it has ended well. */
export interface Claim {
  readonly id: number;
  readonly maker: Maker;
  readonly thing: Thing;
  readonly since: Date;
  /** Whether it was seen not to be there after it was claimed: what is there later was made by the task. */
  readonly confirmed: boolean;
}

interface Row {
  readonly id: number;
  readonly task_id: string;
  readonly user_ref: string;
  readonly thing: string;
  readonly since: number | string;
  readonly confirmed: number | boolean;
}

const tries = 5;

/** Another task has claimed it. */
export class ClaimedError extends ConflictError {
  constructor(readonly claim: Claim) {
    super(
      `${
        parseEntityRef(claim.maker.userEntityRef).name
      } is creating or undoing ${wordsOf(
        claim.thing,
      )} in another run at this moment: choose another name, or wait until that has ended`,
    );
  }
}

/** What tasks that have not ended well have made or are about to, in the database. */
export class Claims {
  private constructor(
    private readonly db: Knex,
    private readonly now: () => Date,
  ) {}

  /** @param db - the scaffolder's database; its own migrations are left alone */
  static async open(db: Knex, now = () => new Date()): Promise<Claims> {
    await migrate(db);
    return new Claims(db, now);
  }

  /**
   * Claims things for a task, all or none; those that it has already stay as they are.
   *
   * @throws ClaimedError when another task has one of them
   */
  async take(maker: Maker, things: readonly Thing[]): Promise<Claim[]> {
    return this.db.transaction(async tx => {
      const taken: Claim[] = [];
      for (const thing of things) {
        const claim = claimOf(await this.#rowOf(tx, maker, thing));
        if (claim.maker.taskId !== maker.taskId) throw new ClaimedError(claim);
        taken.push(claim);
      }
      return taken;
    });
  }

  /** The row of a thing, which becomes the task's where it is nobody's. */
  async #rowOf(tx: Knex, maker: Maker, thing: Thing): Promise<Row> {
    const at = { kind: thing.kind, key: keyOf(thing) };
    // One that stood in the way may be dropped before it is read.
    for (let tried = 0; tried < tries; tried++) {
      await tx(table)
        .insert({
          ...at,
          task_id: maker.taskId,
          user_ref: maker.userEntityRef,
          thing: JSON.stringify(thing),
          since: this.now().getTime(),
          confirmed: false,
        })
        .onConflict(['kind', 'key'])
        .ignore();
      const row = await tx<Row>(table).where(at).first();
      if (row) return row;
    }
    throw new ConflictError(
      `Other runs create and undo ${wordsOf(
        thing,
      )} at this moment: wait until they have ended`,
    );
  }

  /** Notes that things were not there when the task had claimed them. */
  async confirm(claims: readonly Claim[]): Promise<void> {
    await this.db(table)
      .whereIn('id', idsOf(claims))
      .update({ confirmed: true });
  }

  /** Notes that what is there from now on is not the task's, which keeps the name. */
  async disown(claims: readonly Claim[]): Promise<void> {
    await this.db(table)
      .whereIn('id', idsOf(claims))
      .update({ confirmed: false });
  }

  /** Leaves what a task has made, and is wanted by another one, to that to undo. */
  async handOver({ id, maker }: Claim, heir: Maker): Promise<void> {
    await this.db(table)
      .where({ id, task_id: maker.taskId })
      .update({ task_id: heir.taskId, user_ref: heir.userEntityRef });
  }

  async drop(claims: readonly Claim[]): Promise<void> {
    await this.db(table).whereIn('id', idsOf(claims)).delete();
  }

  /** @returns undefined when it was dropped */
  async find(id: number): Promise<Claim | undefined> {
    const row = await this.db<Row>(table).where({ id }).first();
    return row && claimOf(row);
  }

  /** What a task has claimed, in the order in which it did. */
  async ofTask(taskId: string): Promise<Claim[]> {
    const rows = await this.db<Row>(table)
      .where('task_id', taskId)
      .orderBy('id');
    return rows.map(claimOf);
  }

  /** What all other tasks have claimed. */
  async ofOthers(taskId: string): Promise<Claim[]> {
    const rows = await this.db<Row>(table).whereNot('task_id', taskId);
    return rows.map(claimOf);
  }

  /** Ids of all tasks that have claimed something. */
  async tasks(): Promise<string[]> {
    const rows = await this.db<Row>(table).distinct('task_id');
    return rows.map(({ task_id }) => task_id);
  }
}

function claimOf(row: Row): Claim {
  return {
    id: row.id,
    maker: { taskId: row.task_id, userEntityRef: row.user_ref },
    thing: thingSchema.parse(JSON.parse(row.thing)),
    since: new Date(Number(row.since)),
    confirmed: Boolean(row.confirmed),
  };
}

function idsOf(claims: readonly Claim[]): number[] {
  return claims.map(({ id }) => id);
}
