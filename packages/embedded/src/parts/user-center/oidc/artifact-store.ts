import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { z } from 'zod';

const LAYOUT = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS artifacts (
    model TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT,
    grant_id TEXT,
    uid TEXT,
    payload TEXT NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (model, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS artifacts_by_account ON artifacts (account_id);
  CREATE INDEX IF NOT EXISTS artifacts_by_grant ON artifacts (grant_id);
  CREATE INDEX IF NOT EXISTS artifacts_by_uid ON artifacts (uid);
`;

const rowSchema = z.object({ payload: z.string() });

/**
 * Sessions, grants, codes and tokens in one SQLite file, so that they outlive the process.
 * Every write is on disk before it is answered.
 */
export class ArtifactStore {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    // SQLite gives the files beside it the mode of this one.
    closeSync(openSync(path, 'a', 0o600));
    this.#database = new DatabaseSync(path);
    this.#database.exec(LAYOUT);
    this.removeExpired();
  }

  /** The store as the provider wants it, for one kind of artifact. */
  adapter(model: string): Adapter {
    return {
      upsert: async (id, payload, expiresIn) =>
        this.#upsert(model, id, payload, expiresIn),
      find: async id => this.#find('model = ? AND id = ?', model, id),
      findByUid: async uid => this.#find('model = ? AND uid = ?', model, uid),
      findByUserCode: async () => undefined,
      consume: async id => this.#consume(model, id),
      destroy: async id => this.#delete('model = ? AND id = ?', model, id),
      revokeByGrantId: async grantId =>
        this.#delete('model = ? AND grant_id = ?', model, grantId),
    };
  }

  /** Ends everything that someone holds: sessions, codes and tokens. */
  endAccount(accountId: string): void {
    this.#delete('account_id = ?', accountId);
  }

  /** Ends one session by its uid; tokens bound to it die with it. */
  endSession(uid: string): void {
    this.#delete("model = 'Session' AND uid = ?", uid);
  }

  /** Everyone who holds something. */
  accountIds(): string[] {
    return this.#database
      .prepare(
        'SELECT DISTINCT account_id AS id FROM artifacts WHERE account_id IS NOT NULL',
      )
      .all()
      .map(row => String(row.id));
  }

  removeExpired(): void {
    this.#delete('expires_at <= ?', nowSeconds());
  }

  close(): void {
    this.#database.close();
  }

  #upsert(
    model: string,
    id: string,
    payload: AdapterPayload,
    expiresIn?: number,
  ): void {
    const expiresAt = expiresIn === undefined ? null : nowSeconds() + expiresIn;
    this.#database
      .prepare('INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        model,
        id,
        payload.accountId ?? null,
        payload.grantId ?? null,
        payload.uid ?? null,
        JSON.stringify(payload),
        expiresAt,
      );
  }

  #find(condition: string, ...values: string[]): AdapterPayload | undefined {
    const row = this.#database
      .prepare(
        `SELECT payload FROM artifacts WHERE ${condition} AND (expires_at IS NULL OR expires_at > ?)`,
      )
      .get(...values, nowSeconds());
    return row && JSON.parse(rowSchema.parse(row).payload);
  }

  #consume(model: string, id: string): void {
    this.#database
      .prepare(
        "UPDATE artifacts SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?",
      )
      .run(nowSeconds(), model, id);
  }

  #delete(condition: string, ...values: (string | number)[]): void {
    this.#database
      .prepare(`DELETE FROM artifacts WHERE ${condition}`)
      .run(...values);
  }
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
