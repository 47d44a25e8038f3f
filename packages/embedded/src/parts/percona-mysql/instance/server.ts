import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchangeData, settleData } from './data-folder.ts';
import { paths } from './paths.ts';

const START_MS = 120_000;
const LEAST_POOL = 32 * 2 ** 20;

/** MariaDB does not run as root unless it is told to. */
const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];

/** A program of MariaDB, with options of a person's own left aside. */
export function program(name: string): string {
  return join(paths.programs, 'bin', name);
}

/** Account by which the program beside the server uses it. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** A running MariaDB. */
export interface Server {
  readonly process: ChildProcess;
  /** Runs statements, and gives what they answer, a line a row. @throws with the server's words */
  query(statements: string, login: Login): Promise<string>;
  /** Runs what is read as statements. @throws with the server's words */
  load(statements: Readable, login: Login): Promise<void>;
  /** Options and environment by which a client reaches it. */
  client(login: Login): { args: string[]; env: NodeJS.ProcessEnv };
  /** Resolves when it is gone; gives its exit code. */
  readonly ended: Promise<number>;
  /** Ends it in order. */
  stop(): Promise<void>;
}

/**
 * Makes a data folder in place of the present one, if any, once it is whole: a try that was
 * cut off leaves what was there before.
 *
 * @param fill - has a server on the draft
 */
export async function makeData(
  fill?: (draft: string) => Promise<void>,
): Promise<void> {
  await settleData(paths);
  await rm(paths.draft, { recursive: true, force: true });
  await mkdir(paths.draft, { mode: 0o700 });
  const made = spawn(
    join(paths.programs, 'scripts/mariadb-install-db'),
    [
      '--no-defaults',
      `--basedir=${paths.programs}`,
      `--datadir=${paths.draft}`,
      ...['--auth-root-authentication-method=normal', '--skip-test-db'],
      ...['--skip-name-resolve', '--innodb-use-native-aio=0'],
      ...asRoot,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said = Promise.all([text(made.stdout), text(made.stderr)]);
  const [code, signal] = await once(made, 'exit');
  if (code !== 0) {
    throw new Error(
      `mariadb-install-db ended with ${code ?? signal}: ${(await said)
        .join('')
        .slice(-800)}`,
    );
  }
  await fill?.(paths.draft);
  await exchangeData(paths);
}

export interface ServerOptions {
  readonly data: string;
  /** Address to listen on; without one only its socket is there. */
  readonly listen?: string;
  /** Statements that run before it takes connections, one a line. */
  readonly first: readonly string[];
  /** Further settings as `my.cnf` has them. */
  readonly configuration?: string;
  /** Bytes of memory that it may have; 0 for no limit. */
  readonly memory?: number;
}

/** Bytes of the buffer pool, of which a server uses most of its memory. */
function bufferPool(memory: number): number {
  const share = memory > 0 ? Math.floor(memory / 4) : 4 * LEAST_POOL;
  return Math.max(LEAST_POOL, share);
}

/** Starts MariaDB on a data folder. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { data, listen, first, configuration = '', memory = 0 } = options;
  const folder = await mkdtemp(join(tmpdir(), 'mysql-'));
  const at = (name: string) => join(folder, name);
  const socket = at('mysqld.sock');
  await writeFile(at('my.cnf'), `${configuration}\n`, { mode: 0o600 });
  await writeFile(at('init.sql'), `${first.join('\n')}\n`, { mode: 0o600 });
  const child = spawn(
    program('mariadbd'),
    [
      `--defaults-file=${at('my.cnf')}`,
      `--basedir=${paths.programs}`,
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--pid-file=${join(data, 'mysqld.pid')}`,
      `--init-file=${at('init.sql')}`,
      ...(listen
        ? ['--port=3306', `--bind-address=${listen}`]
        : ['--skip-networking']),
      '--skip-name-resolve',
      ...usual(configuration, memory),
      ...asRoot,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ended = new Promise<number>(resolve => {
    child.once('error', () => resolve(127));
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 137 : 1)));
  }).finally(() => rm(folder, { recursive: true, force: true }));
  const client = ({ user, password }: Login) => ({
    args: [
      ...['--no-defaults', '--skip-ssl'],
      ...[`--socket=${socket}`, `--user=${user}`],
    ],
    env: { ...process.env, MYSQL_PWD: password },
  });
  return {
    process: child,
    ended,
    client,
    query: (statements, login) => runClient(client(login), statements),
    load: async (statements, login) => {
      await runClient(client(login), statements);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Options for what a person has not set. */
export function usual(configuration: string, memory: number): string[] {
  const settings = {
    'character-set-server': 'utf8mb4',
    'innodb-buffer-pool-size': String(bufferPool(memory)),
    'innodb-use-native-aio': '0',
    'innodb-log-file-size': '32M',
    'aria-pagecache-buffer-size': '8M',
    'key-buffer-size': '8M',
    'max-connections': '100',
    // A certificate that nobody can check would take seconds of each start to make.
    ssl: '0',
  };
  const set = new Set(
    configuration
      .split('\n')
      .map(line => (line.split('=')[0] ?? '').trim().replaceAll('_', '-')),
  );
  return Object.entries(settings)
    .filter(([name]) => !set.has(name))
    .map(([name, value]) => `--${name}=${value}`);
}

async function runClient(
  { args, env }: ReturnType<Server['client']>,
  statements: Readable | string,
): Promise<string> {
  const child = spawn(
    program('mariadb'),
    [...args, '--batch', '--skip-column-names'],
    { env, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const [answer, said] = [text(child.stdout), text(child.stderr)];
  const exit = once(child, 'exit');
  // The client ends on the first error, whatever is still to be read; its exit code tells.
  const fed =
    typeof statements === 'string'
      ? void child.stdin.on('error', () => {}).end(statements)
      : pipeline(statements, child.stdin).catch((error: unknown) => error);
  const [code, signal] = await exit;
  const broken = await fed;
  if (code !== 0) {
    throw new Error(
      (await said).trim() || `mariadb ended with ${code ?? signal}`,
    );
  }
  if (broken instanceof Error) throw broken;
  return answer;
}

/** Waits until the server takes statements. @throws when it ends instead, or never does */
export async function untilReady(server: Server, login: Login): Promise<void> {
  let over = false;
  void server.ended.then(() => {
    over = true;
  });
  const late = Date.now() + START_MS;
  for (;;) {
    try {
      await server.query('SELECT 1', login);
      return;
    } catch (error) {
      if (over) throw new Error('MariaDB ended before it was ready');
      if (Date.now() > late) throw error;
      await sleep(200);
    }
  }
}
