import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iniText } from './settings.ts';
import { signInId, tokenIn } from './setup.ts';

test('an INI file has what is outside of sections first', () => {
  const text = iniText({ '': { A: 'one' }, server: { PORT: 1, ON: false } });
  assert.equal(text, 'A = one\n\n[server]\nPORT = 1\nON = false\n');
});

const header = 'ID\tName\tType\tEnabled';
const tables: readonly [string, string, string | undefined][] = [
  ['none', `${header}\n`, undefined],
  ['ours', `${header}\n3\tuser-center\tOAuth2\ttrue\n`, '3'],
  ['of another name', `${header}\n3\tuser-center-2\tOAuth2\ttrue\n`, undefined],
  [
    'after another',
    `${header}\n1\tldap\tLDAP\ttrue\n2\tuser-center\tOAuth2\ttrue`,
    '2',
  ],
];

for (const [what, table, expected] of tables) {
  test(`sign-ins: ${what}`, () => assert.equal(signInId(table), expected));
}

test('the token is what is printed last', () => {
  const token = '78a6f91c'.repeat(5);
  assert.equal(tokenIn(`2026/11/29 setting.go [E] careful\n${token}\n`), token);
  assert.throws(
    () => tokenIn('2026/11/29 setting.go [E] careful\n'),
    /no token/,
  );
});
