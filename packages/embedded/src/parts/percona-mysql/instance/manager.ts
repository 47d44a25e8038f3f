import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { json } from 'node:stream/consumers';
import { Backups } from '../../../middleware/instance/backups.ts';
import { readAccounts, type NamedUser } from './accounts.ts';
import { takeBackup, type BackupOrder, type BackupMade } from './backup.ts';
import { settleData } from './data-folder.ts';
import { paths } from './paths.ts';
import { restore } from './restore.ts';
import {
  makeData,
  startServer,
  untilReady,
  type Login,
  type Server,
} from './server.ts';
import { accountStatements, unguarded, type Account } from './statements.ts';

const STATUS_PORT = 6450;
const ACCOUNTS_EVERY_MS = 2_000;

function log(message: string): void {
  process.stdout.write(`${message}\n`);
}

const memory = Number(process.env.MEMORY_LIMIT ?? 0);
const named: readonly NamedUser[] = JSON.parse(process.env.USERS ?? '[]');

function loginOf(accounts: readonly Account[]): Login {
  const password = accounts.find(({ name }) => name === 'operator')?.password;
  if (!password) {
    throw new Error('The Secret of the accounts has no password of "operator"');
  }
  return { user: 'operator', password };
}

/** The server, and what is known of its accounts. */
class Instance {
  readonly #backups = new Backups<BackupMade>();
  #server: Server | undefined;
  #login: Login | undefined;
  #known = '';
  #isStopping = false;

  async run(listen: string): Promise<number> {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        this.#isStopping = true;
        void this.#server?.stop();
      });
    }
    const accounts = await readAccounts(named);
    const login = loginOf(accounts);
    const server = await startServer({
      data: paths.data,
      listen,
      first: [...unguarded, ...accountStatements(accounts)],
      configuration: process.env.CONFIGURATION,
      memory,
    });
    this.#server = server;
    if (this.#isStopping) await server.stop();
    await untilReady(server, login);
    this.#login = login;
    this.#known = JSON.stringify(accounts);
    log('the server takes connections');
    const timer = setInterval(() => {
      this.#followAccounts(server).catch((error: unknown) =>
        log(`accounts: ${messageOf(error)}`),
      );
    }, ACCOUNTS_EVERY_MS);
    const code = await server.ended;
    clearInterval(timer);
    return code;
  }

  /** Sets what has changed in the Secrets since the last time. */
  async #followAccounts(server: Server): Promise<void> {
    const accounts = await readAccounts(named);
    const state = JSON.stringify(accounts);
    if (!this.#login || state === this.#known) return;
    const next = loginOf(accounts);
    await server.query(accountStatements(accounts).join('\n'), this.#login);
    this.#login = next;
    this.#known = state;
    log('the passwords of the Secrets were set');
  }

  async answer(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
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
        if (this.#server && this.#login) {
          await this.#server.query('SELECT 1', this.#login);
          say(200, {});
        } else {
          say(503, { message: 'MariaDB starts' });
        }
        break;
      case 'GET /backup':
        this.#backups.tell(url.searchParams.get('uid'), say);
        break;
      case 'POST /backup': {
        const [server, login] = [this.#server, this.#login];
        if (!server || !login) {
          say(503, { message: 'MariaDB starts' });
          break;
        }
        const order = (await json(incoming)) as BackupOrder;
        const take = () => takeBackup(server, order, login);
        await this.#backups.begin(order, [order.data], take, say);
        break;
      }
      default:
        say(404, { message: 'There is no such page' });
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs MariaDB, and answers probes and the operator beside it. */
async function serve(): Promise<number> {
  const listen = process.env.PILOTHOUSE_BIND_ADDRESS ?? '0.0.0.0';
  const instance = new Instance();
  const api = createServer((incoming, outgoing) => {
    instance.answer(incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(500).end(messageOf(error));
    });
  });
  api.listen(STATUS_PORT, listen);
  if (!(await settleData(paths))) {
    log('the data folder is made');
    await makeData();
  }
  return instance.run(listen);
}

async function main(what: string | undefined): Promise<number> {
  switch (what) {
    case 'run':
      return serve();
    case 'restore':
      await restore(process.env.BACKUP ?? '', memory);
      return 0;
    default:
      throw new Error('usage: manager.ts run | restore');
  }
}

main(process.argv[2]).then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exit(1);
  },
);
