import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import type { Making } from '../../../middleware/instance/backups.ts';
import { upload } from '../../../middleware/instance/object-store.ts';
import { program, type Login, type Server } from './server.ts';

/** Signed address to which a backup goes. */
export interface BackupOrder {
  /** Of the backup; another one may bear its name later. */
  readonly uid: string;
  readonly data: string;
}

/** What a backup that was made tells. */
export type BackupMade = {
  readonly state: 'completed';
  readonly completedAt: string;
};

/** What came of a backup. */
export type BackupState = Making<BackupMade>;

/** Databases that a new server has by itself. */
const own = ['information_schema', 'mysql', 'performance_schema', 'sys'];

/**
 * Writes all databases with what belongs to them as statements, and before them the accounts
 * with their grants. What breaks off leaves nothing in the store.
 */
export async function takeBackup(
  server: Server,
  order: BackupOrder,
  login: Login,
): Promise<BackupState> {
  const listed = await server.query('SHOW DATABASES', login);
  const databases = listed
    .split('\n')
    .filter(name => name !== '' && !own.includes(name));
  const dumps = [
    // Without it a server that has an account already would refuse the rest.
    ['--system=users', '--insert-ignore'],
    ...(databases.length > 0
      ? [
          [
            ...['--single-transaction', '--quick', '--routines', '--events'],
            ...['--triggers', '--databases', ...databases],
          ],
        ]
      : []),
  ];
  const whole = new PassThrough();
  const written = dumpAll(server, dumps, login, whole).catch(
    (error: unknown) => {
      whole.destroy(error instanceof Error ? error : new Error(String(error)));
      throw error;
    },
  );
  const packed = whole.pipe(createGzip({ level: 1 }));
  whole.once('error', error => packed.destroy(error));
  const [dumped, sent] = await Promise.allSettled([
    written,
    upload(order.data, packed),
  ]);
  if (dumped.status === 'rejected') throw dumped.reason;
  if (sent.status === 'rejected') throw sent.reason;
  return { state: 'completed', completedAt: new Date().toISOString() };
}

async function dumpAll(
  server: Server,
  dumps: readonly (readonly string[])[],
  login: Login,
  to: PassThrough,
): Promise<void> {
  const { args, env } = server.client(login);
  for (const options of dumps) {
    const child = spawn(program('mariadb-dump'), [...args, ...options], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = text(child.stderr);
    child.stdout.pipe(to, { end: false });
    to.once('close', () => child.kill());
    const [code, signal] = await once(child, 'close');
    if (code !== 0) {
      throw new Error(
        (await said).trim() || `mariadb-dump ended with ${code ?? signal}`,
      );
    }
  }
  to.end();
}
