import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
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

const ITERATIONS = 4096;

/**
 * What PostgreSQL keeps of a password (RFC 5803). It is made here, so that the password
 * itself stands in no statement, and so in no log.
 */
export function scramVerifier(
  password: string,
  salt: Buffer = randomBytes(16),
): string {
  const salted = pbkdf2Sync(
    password.normalize('NFKC'),
    salt,
    ITERATIONS,
    32,
    'sha256',
  );
  const keyed = (text: string) =>
    createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest();
  const [own, theirs] = [stored, keyed('Server Key')].map(key =>
    key.toString('base64'),
  );
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString(
    'base64',
  )}$${own}:${theirs}`;
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
        const verifier = password ? literal(scramVerifier(password)) : 'NULL';
        await connection.query(
          `ALTER ROLE ${identifier(username)} LOGIN PASSWORD ${verifier}`,
        );
      }
    } finally {
      connection.close();
    }
    this.#known = state;
    return true;
  }
}
