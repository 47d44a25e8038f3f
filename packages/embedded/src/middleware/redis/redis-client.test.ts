import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReplies } from './redis-client.ts';

const cases: readonly (readonly [string, readonly (string | null)[]])[] = [
  ['', []],
  ['+OK\r\n', ['OK']],
  ['+OK\r\n:3\r\n', ['OK', '3']],
  ['$3\r\nabc\r\n+OK\r\n', ['abc', 'OK']],
  ['$4\r\na\r\nb\r\n', ['a\r\nb']],
  ['$3\r\nab', []],
  ['$-1\r\n', [null]],
  ['+OK\r\n+half', ['OK']],
];
for (const [text, wanted] of cases) {
  test(`the replies ${JSON.stringify(text)}`, () => {
    assert.deepEqual(readReplies(text), wanted);
  });
}

test('what Redis refuses is an error in its words', () => {
  assert.throws(() => readReplies('+OK\r\n-WRONGPASS no\r\n'), /WRONGPASS no/);
});
