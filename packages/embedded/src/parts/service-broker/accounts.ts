import { randomBytes } from 'node:crypto';
import { askRedis } from '../../middleware/redis/redis-client.ts';
import {
  accountsOf,
  ADMIN,
  PORT,
  rulesOf,
  secretOf,
  userOf,
  type Account,
  type Accounts,
  type Order,
} from './instance.ts';
import type { InstanceStore } from './store.ts';

/** The accounts of an instance, as of a version of its Secret. */
interface Read {
  readonly accounts: Accounts;
  readonly version?: string;
}

/** Sends commands to a server of Redis. */
export type AskServer = (
  ...asked: Parameters<typeof askRedis>
) => Promise<unknown>;

type Command = readonly string[];

/**
 * Who may use an instance: in its Secret, from which the server reads it when it starts, and
 * in the server that runs. All of it throws a KubeError 409 where the Secret has changed since
 * it was read.
 */
export class AccountBook {
  readonly #store: InstanceStore;
  readonly #ask: AskServer;

  constructor(store: InstanceStore, ask: AskServer = askRedis) {
    this.#store = store;
    this.#ask = ask;
  }

  /** The accounts that there are; the broker's own is always among them. */
  async read(order: Order): Promise<Read> {
    const secret = await this.#store.secret(order);
    const accounts = secret ? accountsOf(secret) : {};
    return {
      accounts: accounts[ADMIN]
        ? accounts
        : { ...accounts, [ADMIN]: newAccount(false) },
      version: secret?.metadata?.resourceVersion,
    };
  }

  /** Writes the Secret of an instance whose server starts. */
  async begin(order: Order): Promise<void> {
    await this.#write(order, await this.read(order));
  }

  /** The account of a binding, which is made where it is not there. */
  async keep(order: Order, id: string, readOnly: boolean): Promise<Account> {
    const { accounts, version } = await this.read(order);
    const account = accounts[id] ?? newAccount(readOnly);
    const all = { ...accounts, [id]: account };
    await this.#write(order, { accounts: all, version });
    const rules = rulesOf(id, account);
    const set = ['ACL', 'SETUSER', userOf(id), 'reset', ...rules];
    await this.#tell(order, all, set);
    return account;
  }

  /** Takes the account of a binding away. */
  async remove(order: Order, id: string): Promise<void> {
    const { accounts, version } = await this.read(order);
    const { [id]: _removed, ...others } = accounts;
    await this.#write(order, { accounts: others, version });
    await this.#tell(order, others, ['ACL', 'DELUSER', userOf(id)]);
  }

  async #write(order: Order, { accounts, version }: Read): Promise<void> {
    await this.#store.apply('secrets', secretOf(order, accounts, version));
  }

  async #tell(order: Order, accounts: Accounts, command: Command) {
    const host = await this.#store.address(order);
    if (!host) throw new Error('The Service of the instance is not there.');
    const user = { name: ADMIN, password: accounts[ADMIN]?.password ?? '' };
    await this.#ask({ host, port: PORT, user }, [command]);
  }
}

/** Its password is of letters and digits, so that it stands in an address as it is. */
function newAccount(readOnly: boolean): Account {
  return { password: randomBytes(24).toString('hex'), readOnly };
}
