import { createHash } from 'node:crypto';

/** An account of a server, as it is to be. */
export interface Account {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly password: string;
  /** Databases that it may use; all of them where none is named. */
  readonly databases: readonly string[];
  /** Privileges in MariaDB's words; all of them where none is named. */
  readonly grants: readonly string[];
  readonly withGrantOption: boolean;
}

/**
 * Statements, one a line, that make accounts as they are to be. They hold digests of the
 * passwords, so that no password stands in a statement, and so in no log.
 *
 * @throws for a privilege that is no word
 */
export function accountStatements(accounts: readonly Account[]): string[] {
  return accounts.flatMap(account => {
    const { databases, grants, name, hosts, password } = account;
    const privileges = grants.length > 0 ? grants.join(', ') : 'ALL PRIVILEGES';
    if (!/^[A-Za-z][A-Za-z ,]*$/.test(privileges)) {
      throw new Error(`The grants of ${name} are no privileges: ${privileges}`);
    }
    const option = account.withGrantOption ? ' WITH GRANT OPTION' : '';
    const targets =
      databases.length > 0
        ? databases.map(db => `${identifier(db)}.*`)
        : ['*.*'];
    return [
      ...databases.map(
        db => `CREATE DATABASE IF NOT EXISTS ${identifier(db)};`,
      ),
      ...hosts.flatMap(host => {
        const user = `${literal(name)}@${literal(host)}`;
        return [
          `CREATE USER IF NOT EXISTS ${user};`,
          `ALTER USER ${user} IDENTIFIED VIA mysql_native_password USING ${literal(
            digestOf(password),
          )};`,
          ...targets.map(
            to => `GRANT ${privileges} ON ${to} TO ${user}${option};`,
          ),
        ];
      }),
    ];
  });
}

/** Statements that take away what a new data folder has of accounts without a password. */
export const unguarded: readonly string[] = [
  "DELETE FROM mysql.global_priv WHERE User = 'root' AND Host NOT IN ('localhost', '%');",
  "DELETE FROM mysql.global_priv WHERE User = '';",
  'FLUSH PRIVILEGES;',
];

/** A string as it stands in SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** A name as it stands in SQL. */
export function identifier(text: string): string {
  return `\`${text.replaceAll('`', '``')}\``;
}

/** What MariaDB keeps of a password. */
export function digestOf(password: string): string {
  const sha1 = (of: string | Buffer) => createHash('sha1').update(of).digest();
  return `*${sha1(sha1(password)).toString('hex').toUpperCase()}`;
}
