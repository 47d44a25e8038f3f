import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usual } from './server.ts';
import { accountStatements, digestOf, type Account } from './statements.ts';

const app: Account = {
  name: 'app',
  hosts: ['%'],
  password: 'secret',
  databases: ['app'],
  grants: [],
  withGrantOption: false,
};
// What MariaDB answers to SELECT PASSWORD('secret').
const digest = '*14E65567ABDB5135D0CFD9A70B3032C179A49EE7';

const cases: [string, Partial<Account>, string[]][] = [
  [
    'one database',
    {},
    [
      'CREATE DATABASE IF NOT EXISTS `app`;',
      "CREATE USER IF NOT EXISTS 'app'@'%';",
      `ALTER USER 'app'@'%' IDENTIFIED VIA mysql_native_password USING '${digest}';`,
      "GRANT ALL PRIVILEGES ON `app`.* TO 'app'@'%';",
    ],
  ],
  [
    'all databases, with what may be given on',
    { databases: [], grants: ['SELECT', 'LOCK TABLES'], withGrantOption: true },
    [
      "CREATE USER IF NOT EXISTS 'app'@'%';",
      `ALTER USER 'app'@'%' IDENTIFIED VIA mysql_native_password USING '${digest}';`,
      "GRANT SELECT, LOCK TABLES ON *.* TO 'app'@'%' WITH GRANT OPTION;",
    ],
  ],
];
for (const [name, given, wanted] of cases) {
  test(`an account of ${name}`, () => {
    assert.deepEqual(accountStatements([{ ...app, ...given }]), wanted);
  });
}

test('names cannot leave their quotes, and are never on two lines of their own', () => {
  const given = { name: "a'b\\", databases: ['x`y'] };
  const statements = accountStatements([{ ...app, ...given }]);
  assert.equal(statements[0], 'CREATE DATABASE IF NOT EXISTS `x``y`;');
  assert.equal(statements[1], "CREATE USER IF NOT EXISTS 'a''b\\\\'@'%';");
});

test('privileges are words', () => {
  const grants = ['ALL ON *.* TO x; DROP DATABASE app'];
  assert.throws(() => accountStatements([{ ...app, grants }]), /no privileges/);
});

test('a digest tells another password', () => {
  assert.notEqual(digestOf('secret'), digestOf('Secret'));
});

const options: [string, string, number, string, boolean][] = [
  ['of no limit', '', 0, '--innodb-buffer-pool-size=134217728', true],
  ['of a limit', '', 2 ** 30, '--innodb-buffer-pool-size=268435456', true],
  ['of a small limit', '', 2 ** 20, '--innodb-buffer-pool-size=33554432', true],
  [
    'that a person sets',
    '[mysqld]\nmax_connections = 7',
    0,
    '--max-connections=100',
    false,
  ],
];
for (const [name, configuration, memory, option, has] of options) {
  test(`a setting ${name}`, () => {
    assert.equal(usual(configuration, memory).includes(option), has);
  });
}
