import {
  leftThingSchema,
  undoneThingSchema,
  type LeftThing,
  type UndoneThing,
} from '@pilothouse/plugin-platform-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { migrate, reportsTable as table } from '../claims/migrations';

const recordSchema = z.object({
  service: z.string().optional(),
  ended: z.boolean(),
  removed: z.array(undoneThingSchema),
  left: z.array(leftThingSchema),
});

/** How far a task is undone, over all times that it was tried. */
export type UndoRecord = z.infer<typeof recordSchema>;

interface Row {
  readonly task_id: string;
  readonly report: string;
}

const nothing: UndoRecord = { ended: true, removed: [], left: [] };

/** Whether all is undone that ever will be. */
export function isUndone({ ended, left }: UndoRecord): boolean {
  return ended && left.every(({ stays }) => stays);
}

/** How far tasks are undone, in the database. */
export class UndoRecords {
  private constructor(private readonly db: Knex) {}

  /** @param db - the scaffolder's database */
  static async open(db: Knex): Promise<UndoRecords> {
    await migrate(db);
    return new UndoRecords(db);
  }

  /** Notes that a task is being undone, which was to make this service. */
  async begin(taskId: string, service: string | undefined): Promise<void> {
    await this.#change(taskId, (record = nothing) => {
      // One that was undone whole had been started again since.
      const isAnew = isUndone(record);
      const kept = isAnew ? nothing : record;
      return { ...kept, service: service ?? kept.service, ended: false };
    });
  }

  /** Notes that a task had nothing to undo, unless it was undone before. */
  async note(taskId: string): Promise<void> {
    await this.db(table)
      .insert({ task_id: taskId, report: JSON.stringify(nothing) })
      .onConflict('task_id')
      .ignore();
  }

  /** Notes that something was removed. */
  async add(taskId: string, thing: UndoneThing): Promise<void> {
    await this.#change(taskId, (record = nothing) => ({
      ...record,
      removed: [...record.removed.filter(each => !isSame(each, thing)), thing],
    }));
  }

  /** Notes what could not be removed this time. */
  async end(taskId: string, left: readonly LeftThing[]): Promise<void> {
    await this.#change(taskId, (record = nothing) => ({
      ...record,
      ended: true,
      // What stays is told once, and not looked at again.
      left: [
        ...record.left.filter(
          each => each.stays && !left.some(other => isSame(each, other)),
        ),
        ...left,
      ],
    }));
  }

  /** @returns undefined for a task that was not undone */
  find(taskId: string): Promise<UndoRecord | undefined> {
    return this.#find(this.db, taskId);
  }

  /** Ids of all tasks of which something is known. */
  async tasks(): Promise<string[]> {
    const rows = await this.db<Row>(table).select('task_id');
    return rows.map(({ task_id }) => task_id);
  }

  async drop(taskId: string): Promise<void> {
    await this.db(table).where('task_id', taskId).delete();
  }

  async #find(db: Knex, taskId: string): Promise<UndoRecord | undefined> {
    const row = await db<Row>(table).where('task_id', taskId).first();
    return row && recordSchema.parse(JSON.parse(row.report));
  }

  async #change(
    taskId: string,
    change: (known: UndoRecord | undefined) => UndoRecord,
  ): Promise<void> {
    await this.db.transaction(async tx => {
      const record = change(await this.#find(tx, taskId));
      await tx(table)
        .insert({ task_id: taskId, report: JSON.stringify(record) })
        .onConflict('task_id')
        .merge();
    });
  }
}

function isSame(one: UndoneThing, other: UndoneThing): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    one.where === other.where
  );
}
