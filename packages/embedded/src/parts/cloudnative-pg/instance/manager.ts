import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { json } from 'node:stream/consumers';
import { takeBackup, type BackupOrder, type BackupMade } from './backup.ts';
import { initialize, restore } from './bootstrap.ts';
import { Credentials } from './credentials.ts';
import { Backups } from '../../../middleware/instance/backups.ts';
import { startServer, untilReady, type Server } from './server.ts';

const STATUS_PORT = 8000;
const CREDENTIALS_EVERY_MS = 2_000;

const STATUS_SQL = `SELECT system_identifier AS "systemID",
  (SELECT timeline_id FROM pg_control_checkpoint()) AS "timelineID",
  NOT pg_is_in_recovery() AS "isPrimary" FROM pg_control_system()`;

function fromEnvironment<T>(name: string): T {
  const text = process.env[name];
  if (!text) throw new Error(`The operator sets ${name}; it is missing`);
  const parsed: T = JSON.parse(text);
  return parsed;
}

function log(message: string): void {
  process.stdout.write(`${message}\n`);
}

/** Runs PostgreSQL, and answers probes and the operator beside it. */
async function serve(): Promise<number> {
  const listen = process.env.PILOTHOUSE_BIND_ADDRESS ?? '0.0.0.0';
  const server = await startServer(listen, fromEnvironment('PARAMETERS'));
  const credentials = new Credentials();
  const backups = new Backups<BackupMade>();
  let ready = false;
  const api = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, { server, backups, isReady: () => ready }).catch(
      (error: unknown) => {
        outgoing.writeHead(500).end(messageOf(error));
      },
    );
  });
  api.listen(STATUS_PORT, listen);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void server.stop());
  }
  await untilReady(server);
  await credentials.apply(server);
  ready = true;
  log('the instance takes connections');
  const timer = setInterval(() => {
    credentials.apply(server).then(
      changed => changed && log('the passwords of the Secrets were set'),
      (error: unknown) => log(`passwords: ${messageOf(error)}`),
    );
  }, CREDENTIALS_EVERY_MS);
  const code = await server.ended;
  clearInterval(timer);
  return code;
}

interface Instance {
  readonly server: Server;
  readonly backups: Backups<BackupMade>;
  isReady(): boolean;
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  instance: Instance,
): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://instance');
  const say = (code: number, body: unknown) =>
    outgoing
      .writeHead(code, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(body));
  switch (`${incoming.method} ${url.pathname}`) {
    case 'GET /healthz':
      say(200, {});
      break;
    case 'GET /readyz':
      await (instance.isReady()
        ? ask(instance.server, 'SELECT 1').then(() => say(200, {}))
        : say(503, { message: 'PostgreSQL starts' }));
      break;
    case 'GET /pg/status': {
      const [row] = await ask(instance.server, STATUS_SQL);
      say(200, row);
      break;
    }
    case 'GET /pg/backup':
      instance.backups.tell(url.searchParams.get('uid'), say);
      break;
    case 'POST /pg/backup': {
      const order = (await json(incoming)) as BackupOrder;
      const take = () => takeBackup(instance.server, order);
      await instance.backups.begin(order, [order.data, order.wal], take, say);
      break;
    }
    default:
      say(404, { message: 'There is no such page' });
  }
}

async function ask(server: Server, sql: string) {
  const connection = await server.connect();
  try {
    return await connection.query(sql);
  } finally {
    connection.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function main(what: string | undefined): Promise<number> {
  switch (what) {
    case 'initdb':
      await initialize(fromEnvironment('INITDB'));
      return 0;
    case 'restore':
      await restore(fromEnvironment('RECOVERY'));
      return 0;
    case 'run':
      return serve();
    default:
      throw new Error('usage: manager.ts initdb | restore | run');
  }
}

main(process.argv[2]).then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exit(1);
  },
);
