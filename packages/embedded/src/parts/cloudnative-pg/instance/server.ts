import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdtempSync,
  realpathSync,
  renameSync,
} from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openConnection, type Connection } from './connection.ts';

/** `nobody`: every machine has that user, and PostgreSQL asks for its own by name. */
const NOBODY = 65_534;

const PROGRAMS = join(import.meta.dirname, 'postgresql');
const START_MS = 60_000;

/** Where things lie in the container; a node without namespaces names its mounts. */
export const paths = {
  data: join(
    process.env.PILOTHOUSE_MOUNT_PGDATA ?? '/var/lib/postgresql/data',
    'pgdata',
  ),
  appSecret: process.env.PILOTHOUSE_MOUNT_APP_SECRET ?? '/etc/app-secret',
  superuserSecret:
    process.env.PILOTHOUSE_MOUNT_SUPERUSER_SECRET ?? '/etc/superuser-secret',
};

const isRoot = process.getuid?.() === 0;

/**
 * The command of a program of PostgreSQL, none of which runs as root. Where the node could
 * not give the container another user, root puts itself down to one that keeps nothing of
 * root but the way through the node's folders.
 */
export function command(program: string, args: readonly string[]): string[] {
  if (!isRoot) return [join(PROGRAMS, 'bin', program), ...args];
  const kept = '-all,+dac_override,+dac_read_search';
  return [
    'setpriv',
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    '--clear-groups',
    `--inh-caps=${kept}`,
    `--ambient-caps=${kept}`,
    `--bounding-set=${kept}`,
    join(openPrograms(), 'bin', program),
    ...args,
  ];
}

/**
 * The programs at a place that every user may enter: they ask by `access(2)` whether they
 * may run each other, and that counts no privileges. Kept for the runs that follow.
 */
function openPrograms(): string {
  const version = basename(realpathSync(PROGRAMS));
  const place = join(tmpdir(), `pilothouse-postgresql-${version}`);
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (!found) {
    const draft = mkdtempSync(`${place}-`);
    cpSync(`${PROGRAMS}/.`, draft, { recursive: true, verbatimSymlinks: true });
    chmodSync(draft, 0o755);
    renameSync(draft, place);
  } else if (!found.isDirectory() || found.uid !== 0 || found.mode & 0o022) {
    throw new Error(`${place} is not root's own; remove it`);
  }
  return place;
}

/** Gives a file, or a folder with all in it, to the user that PostgreSQL runs as. */
export async function giveAway(path: string): Promise<void> {
  if (isRoot) await run('chown', ['-R', `${NOBODY}:${NOBODY}`, path]);
}

/** Runs a program to its end. @throws when it fails */
export async function run(program: string, args: readonly string[] = []) {
  const child = spawn(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code, signal] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${program} ended with ${code ?? signal}`);
}

/** A running PostgreSQL. */
export interface Server {
  readonly process: ChildProcess;
  connect(database?: string): Promise<Connection>;
  /** Resolves when it is gone; gives its exit code. */
  readonly ended: Promise<number>;
  /** Ends it in order: open sessions are cut, everything is on disk. */
  stop(): Promise<void>;
}

/** Settings that belong to the operator; nobody else may set them. */
function settings(socketDir: string, listen: string) {
  return {
    listen_addresses: listen,
    port: '5432',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    hba_file: join(socketDir, 'pg_hba.conf'),
    password_encryption: 'scram-sha-256',
    wal_level: 'logical',
    wal_log_hints: 'on',
    max_wal_senders: '10',
    max_replication_slots: '32',
    logging_collector: 'off',
    log_destination: 'stderr',
    cluster_name: process.env.CLUSTER_NAME ?? '',
  };
}

const HBA = `local all all trust
host all all 0.0.0.0/0 scram-sha-256
host replication all 0.0.0.0/0 scram-sha-256
`;

/**
 * Starts PostgreSQL on the data folder.
 *
 * @param listen - addresses, separated by commas; empty for the socket alone
 * @param parameters - further settings
 */
export async function startServer(
  listen: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const socketDir = await mkdtemp(join(tmpdir(), 'pg-'));
  await writeFile(join(socketDir, 'pg_hba.conf'), HBA, { mode: 0o600 });
  await giveAway(join(socketDir, 'pg_hba.conf'));
  await giveAway(socketDir);
  const all = { ...parameters, ...settings(socketDir, listen) };
  const args = Object.entries(all).flatMap(([k, v]) => ['-c', `${k}=${v}`]);
  const [program = '', ...rest] = command('postgres', [
    '-D',
    paths.data,
    ...args,
  ]);
  const child = spawn(program, rest, {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise<number>(resolve => {
    child.once('error', () => resolve(127));
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 137 : 1)));
  }).finally(() => rm(socketDir, { recursive: true, force: true }));
  return {
    process: child,
    ended,
    connect: (database = 'postgres') =>
      openConnection(join(socketDir, '.s.PGSQL.5432'), database),
    async stop() {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** Waits until the server takes statements. @throws when it ends instead, or never does */
export async function untilReady(server: Server): Promise<void> {
  let over = false;
  void server.ended.then(() => {
    over = true;
  });
  const late = Date.now() + START_MS;
  for (;;) {
    try {
      const connection = await server.connect();
      connection.close();
      return;
    } catch (error) {
      if (over) throw new Error('PostgreSQL ended before it was ready');
      if (Date.now() > late) throw error;
      await sleep(50);
    }
  }
}
