import {
  pipelineFailureSchema,
  type PipelineFailure,
} from '@pilothouse/plugin-platform-common';
import type { Knex } from 'knex';
import { failuresTable as table, migrate } from '../claims/migrations';

interface Row {
  readonly task_id: string;
  readonly failure: string;
}

/** How the pipelines of tasks went wrong, in the database: their jobs are undone with the rest. */
export class PipelineFailures {
  private constructor(private readonly db: Knex) {}

  /** @param db - the scaffolder's database */
  static async open(db: Knex): Promise<PipelineFailures> {
    await migrate(db);
    return new PipelineFailures(db);
  }

  /** Notes how the pipeline of a task went wrong, in the place of an earlier time. */
  async note(taskId: string, failure: PipelineFailure): Promise<void> {
    await this.db(table)
      .insert({ task_id: taskId, failure: JSON.stringify(failure) })
      .onConflict('task_id')
      .merge();
  }

  /** @returns undefined for a task whose pipeline has not gone wrong */
  async find(taskId: string): Promise<PipelineFailure | undefined> {
    const row = await this.db<Row>(table).where('task_id', taskId).first();
    return row && pipelineFailureSchema.parse(JSON.parse(row.failure));
  }

  /** Ids of all tasks of which something is known. */
  async tasks(): Promise<string[]> {
    const rows = await this.db<Row>(table).select('task_id');
    return rows.map(({ task_id }) => task_id);
  }

  async drop(taskId: string): Promise<void> {
    await this.db(table).where('task_id', taskId).delete();
  }
}
