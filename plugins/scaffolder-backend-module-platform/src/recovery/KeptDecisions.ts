import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { decisionsTable as table, migrate } from '../claims/migrations';

/** How long after it was made a decision may be gone by. */
const KEPT_MS = 12 * 3_600_000;

interface Row {
  readonly session: string;
  readonly decisions: string;
  readonly at: number;
}

/** What sessions were let do in their runs, in the database. */
export class KeptDecisions {
  private constructor(
    private readonly db: Knex,
    private readonly now: () => number,
  ) {}

  /** @param db - the scaffolder's database */
  static async open(db: Knex, now = Date.now): Promise<KeptDecisions> {
    await migrate(db);
    return new KeptDecisions(db, now);
  }

  /**
   * Keeps what was decided for a session, in place of what was decided before.
   *
   * @param session - digest that tells it from others
   */
  async keep(
    session: string,
    decisions: readonly PolicyDecision[],
  ): Promise<void> {
    const at = this.now();
    const row: Row = { session, decisions: JSON.stringify(decisions), at };
    await this.db<Row>(table)
      .where('at', '<', at - KEPT_MS)
      .delete();
    await this.db<Row>(table).insert(row).onConflict('session').merge();
  }

  /** @returns what was decided last; undefined when nothing was, or too long ago */
  async find(session: string): Promise<PolicyDecision[] | undefined> {
    const row = await this.db<Row>(table)
      .where({ session })
      .andWhere('at', '>=', this.now() - KEPT_MS)
      .first();
    return row && (JSON.parse(row.decisions) as PolicyDecision[]);
  }
}
