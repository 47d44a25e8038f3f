import { mkdir, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { identifier, literal, type Connection } from './connection.ts';
import { download } from '../../../middleware/instance/object-store.ts';
import {
  command,
  giveAway,
  paths,
  run,
  startServer,
  untilReady,
} from './server.ts';

/** What a first instance is made with, as the operator writes it into INITDB. */
export interface InitDb {
  readonly database: string;
  readonly owner: string;
  readonly encoding: string;
  readonly localeCollate: string;
  readonly localeCType: string;
  readonly dataChecksums: boolean;
  readonly postInitSQL: readonly string[];
  readonly postInitApplicationSQL: readonly string[];
}

/** Makes an empty data folder; what a failed try left there is removed. */
async function emptyFolder(): Promise<void> {
  await rm(paths.data, { recursive: true, force: true });
  await mkdir(paths.data, { mode: 0o700 });
  await giveAway(paths.data);
}

/** Makes a new cluster with its application database and that database's owner. */
export async function initialize(init: InitDb): Promise<void> {
  await emptyFolder();
  const [program = '', ...args] = command('initdb', [
    '--username=postgres',
    '--auth-local=trust',
    '--auth-host=scram-sha-256',
    `--encoding=${init.encoding}`,
    `--lc-collate=${init.localeCollate}`,
    `--lc-ctype=${init.localeCType}`,
    init.dataChecksums ? '--data-checksums' : '--no-data-checksums',
    // The server that follows writes everything out once, when it is stopped.
    '--no-sync',
    '-D',
    paths.data,
  ]);
  await run(program, args);
  await withServer(async connect => {
    const admin = await connect('postgres');
    if (init.owner !== 'postgres') {
      await admin.query(`CREATE ROLE ${identifier(init.owner)} LOGIN`);
    }
    if (init.database !== 'postgres') {
      await admin.query(
        `CREATE DATABASE ${identifier(init.database)} OWNER ${identifier(
          init.owner,
        )}`,
      );
    }
    await inTurn(admin, init.postInitSQL);
    admin.close();
    const application = await connect(init.database);
    await inTurn(application, init.postInitApplicationSQL);
    application.close();
  });
  await writeOut();
}

/** Waits until the data folder is on the disk. */
async function writeOut(): Promise<void> {
  const [program = '', ...args] = command('initdb', [
    '--sync-only',
    '-D',
    paths.data,
  ]);
  await run(program, args);
}

async function inTurn(connection: Connection, statements: readonly string[]) {
  for (const statement of statements) await connection.query(statement);
}

async function withServer(
  act: (connect: (database: string) => Promise<Connection>) => Promise<void>,
): Promise<void> {
  const server = await startServer('', { fsync: 'off' });
  try {
    await untilReady(server);
    await act(server.connect);
  } finally {
    await server.stop();
  }
}

/** Where a backup is, as the operator writes it into RECOVERY. */
export interface Recovery {
  readonly data: string;
  readonly wal: string;
  readonly owner: string;
  readonly database: string;
}

/**
 * Fills the data folder from a backup. The backup's label makes the server replay the log
 * that came with it, which is all that it needs to be consistent.
 *
 * @throws when the backup lacks the application's database or its owner
 */
export async function restore(recovery: Recovery): Promise<void> {
  await emptyFolder();
  await unpack(recovery.data);
  await unpack(recovery.wal);
  await giveAway(paths.data);
  await withServer(async connect => {
    const admin = await connect('postgres');
    const [found] = await admin.query(
      `SELECT (SELECT count(*) FROM pg_database WHERE datname = ${literal(
        recovery.database,
      )}) AS databases, (SELECT count(*) FROM pg_roles WHERE rolname = ${literal(
        recovery.owner,
      )}) AS roles`,
    );
    if (found?.roles === '0') {
      await admin.query(`CREATE ROLE ${identifier(recovery.owner)} LOGIN`);
    }
    admin.close();
    if (found?.databases === '0') {
      throw new Error(
        `The backup has no database "${recovery.database}"; name one that it has in spec.bootstrap.recovery.database.`,
      );
    }
  });
  await writeOut();
}

async function unpack(url: string): Promise<void> {
  const tar = spawn('tar', ['-x', '-C', paths.data], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const ended = once(tar, 'exit');
  await pipeline(await download(url), createGunzip(), tar.stdin);
  const [code] = await ended;
  if (code !== 0) throw new Error(`tar ended with ${code}`);
}
