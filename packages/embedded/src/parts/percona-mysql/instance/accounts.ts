import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from './paths.ts';
import type { Account } from './statements.ts';

/** An account that the resource names, without its password, as the operator writes it into USERS. */
export type NamedUser = Omit<Account, 'password'> & {
  /** Folder below that of named users, and file in it, that hold its password. */
  readonly folder: string;
  readonly key: string;
};

const everywhere = ['%'];
const none = { databases: [], withGrantOption: false };

/** Accounts of the operator, by the key of their password in its Secret. */
const system: readonly Omit<Account, 'password'>[] = [
  {
    ...none,
    name: 'root',
    hosts: ['localhost', '%'],
    grants: [],
    withGrantOption: true,
  },
  {
    ...none,
    name: 'operator',
    hosts: everywhere,
    grants: [],
    withGrantOption: true,
  },
  {
    ...none,
    name: 'monitor',
    hosts: everywhere,
    grants: ['SELECT', 'PROCESS', 'RELOAD', 'REPLICATION CLIENT'],
  },
  {
    ...none,
    name: 'xtrabackup',
    hosts: ['localhost'],
    grants: ['SELECT', 'RELOAD', 'PROCESS', 'LOCK TABLES'],
  },
  {
    ...none,
    name: 'replication',
    hosts: everywhere,
    grants: ['REPLICATION SLAVE'],
  },
];

/** The accounts as the mounted Secrets have them; those whose password is missing are left out. */
export async function readAccounts(
  named: readonly NamedUser[],
): Promise<Account[]> {
  const passwordIn = (...path: string[]) =>
    readFile(join(...path), 'utf8').catch(() => '');
  const all = await Promise.all([
    ...system.map(async account => ({
      ...account,
      password: await passwordIn(paths.users, account.name),
    })),
    ...named.map(async ({ folder, key, ...account }) => ({
      ...account,
      password: await passwordIn(paths.namedUsers, folder, key),
    })),
  ]);
  return all.filter(({ password }) => password !== '');
}
