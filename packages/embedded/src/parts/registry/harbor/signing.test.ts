import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeKey, readToken, signToken } from './signing.ts';

const key = makeKey();
const access = [{ type: 'repository', name: 'shop/web', actions: ['pull'] }];
const signedAt = new Date('2031-01-01T00:00:00Z');
const { token } = signToken(key, 'robot$shop+ci', access, signedAt);
const [head, body, signature] = token.split('.');
const forged = Buffer.from(
  JSON.stringify({ sub: 'portal', exp: 2 ** 40, access: [] }),
).toString('base64url');

const minutesLater = (minutes: number) =>
  new Date(signedAt.getTime() + minutes * 60_000);

test('a token tells for whom it was signed, and for what', () => {
  const read = readToken(key, token, minutesLater(10));
  assert.deepEqual(read, { subject: 'robot$shop+ci', access });
});

const refused: readonly [string, string, string, Date][] = [
  ['one that has ended', key, token, minutesLater(11)],
  ['one of another key', makeKey(), token, signedAt],
  ['other claims', key, `${head}.${forged}.${signature}`, signedAt],
  ['no signature', key, `${head}.${body}.`, signedAt],
  ['something behind it', key, `${token}.more`, signedAt],
  ['no token', key, 'bogus', signedAt],
];

for (const [what, by, given, now] of refused) {
  test(`is not read: ${what}`, () => {
    assert.equal(readToken(by, given, now), undefined);
  });
}
