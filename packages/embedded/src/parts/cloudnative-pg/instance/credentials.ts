import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identifier, literal } from './connection.ts';
import { paths, type Server } from './server.ts';

interface Credential {
  readonly username: string;
  readonly password: string | undefined;
}

async function credentialIn(folder: string): Promise<Credential | undefined> {
  const read = (key: string) =>
    readFile(join(folder, key), 'utf8').catch(() => undefined);
  const username = await read('username');
  const password = await read('password');
  return username ? { username, password } : undefined;
}

/** Keeps the passwords of the roles equal to those in the mounted Secrets. */
export class Credentials {
  #known = '';

  /** Sets what has changed since the last time. @returns whether anything had */
  async apply(server: Server): Promise<boolean> {
    const app = await credentialIn(paths.appSecret);
    const superuser = (await credentialIn(paths.superuserSecret)) ?? {
      username: 'postgres',
      password: undefined,
    };
    const wanted = [...(app ? [app] : []), superuser];
    const state = JSON.stringify(wanted);
    if (state === this.#known) return false;
    const connection = await server.connect();
    try {
      for (const { username, password } of wanted) {
        // Neither the statement nor its error is to show the password in the log.
        await connection.query(
          `SET log_statement = 'none'; SET log_min_error_statement = 'panic'; SET log_min_duration_statement = -1; ALTER ROLE ${identifier(
            username,
          )} LOGIN PASSWORD ${password ? literal(password) : 'NULL'}`,
        );
      }
    } finally {
      connection.close();
    }
    this.#known = state;
    return true;
  }
}
