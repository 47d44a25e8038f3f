import { setTimeout } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { migrate } from './migrations.ts';
import { untilDone } from './until-done.ts';

/** PostgreSQL, as the environment names it. */
export interface Database {
  readonly sql: Sql;
  /** Brings its tables up to date, and tries again until it has, or is closed. */
  prepare(onFailure: (error: unknown) => void): Promise<void>;
  /**
   * Throws until the tables are as this build needs them, so that a rollout keeps the old
   * pods while the new ones cannot work. After that a database that is away fails the
   * requests that need it, and not all pods at once.
   */
  readonly ready: () => Promise<void>;
  close(): Promise<void>;
}

const RETRY_MS = 1000;
const CONNECT_SECONDS = 5;
const CONNECTIONS = 5;

/**
 * The database that is bound to the service; it connects when it is first asked.
 *
 * @returns undefined as long as none is bound
 * @throws an error that names the variable, and never its value
 */
export function openDatabase(env: NodeJS.ProcessEnv): Database | undefined {
  const uri = env.DB_URI ?? '';
  if (uri === '') return undefined;
  if (!/^postgres(ql)?:$/.test(URL.parse(uri)?.protocol ?? ''))
    throw new Error(
      'DB_URI must be an address such as postgresql://user:password@host:5432/database',
    );
  const sql = postgres(uri, {
    max: CONNECTIONS,
    connect_timeout: CONNECT_SECONDS,
    // What PostgreSQL remarks is not for the standard output.
    onnotice: () => undefined,
  });
  const closed = new AbortController();
  let isReady = false;
  return {
    sql,
    async prepare(onFailure) {
      isReady = await untilDone(() => migrate(sql), {
        onFailure,
        pause: () => setTimeout(RETRY_MS),
        signal: closed.signal,
      });
    },
    ready: () =>
      isReady
        ? Promise.resolve()
        : Promise.reject(new Error('the tables are not up to date yet')),
    async close() {
      closed.abort();
      await sql.end({ timeout: CONNECT_SECONDS });
    },
  };
}
