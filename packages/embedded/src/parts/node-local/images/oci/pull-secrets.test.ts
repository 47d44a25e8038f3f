import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialsIn } from './pull-secrets.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const secret = (auths: unknown) => ({
  data: { '.dockerconfigjson': base64(JSON.stringify({ auths })) },
});
const registry = 'localhost:5000';
const lin = { username: 'lin', password: 'a:b' };

const rows: readonly [string, Parameters<typeof credentialsIn>[0], unknown][] =
  [
    ['none', [], []],
    ['auth', [secret({ [registry]: { auth: base64('lin:a:b') } })], [lin]],
    ['name and password', [secret({ [registry]: lin })], [lin]],
    ['an address as key', [secret({ [`http://${registry}/v1/`]: lin })], [lin]],
    ['another registry', [secret({ 'localhost:5001': lin })], []],
    [
      'in their order',
      [
        secret({ [registry]: { ...lin, username: 'mei' } }),
        secret({ [registry]: lin }),
      ],
      [{ ...lin, username: 'mei' }, lin],
    ],
    ['no colon', [secret({ [registry]: { auth: base64('lin') } })], []],
    ['not JSON', [{ data: { '.dockerconfigjson': base64('{') } }], []],
    ['another kind of Secret', [{ data: { token: base64('x') } }], []],
  ];

for (const [what, secrets, expected] of rows) {
  test(`pull secrets: ${what}`, () => {
    assert.deepEqual(credentialsIn(secrets, registry), expected);
  });
}
