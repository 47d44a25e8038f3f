import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Secrets } from './masking.ts';

const CASES: [what: string, secrets: string[], text: string, shown: string][] =
  [
    ['nothing where there is no secret', [], 'a b', 'a b'],
    ['every place', ['s3'], 's3 x s3', '**** x ****'],
    ['the longest of two', ['ab', 'abc'], 'abcab', '********'],
    [
      'letters that mean something in patterns',
      ['a.*('],
      'a.*( axx(',
      '**** axx(',
    ],
    ['a line of several', ['first\nsecond\n}'], 'second }', '**** }'],
    [
      "a quote in a shell's trace",
      ["a'b"],
      "+ x 'a'\\''b' 'a'\"'\"'b'",
      "+ x '****' '****'",
    ],
    ['not what is empty', ['', ' '], 'a b', 'a b'],
  ];

for (const [what, secrets, text, shown] of CASES)
  test(`hides ${what}`, () => {
    const hidden = new Secrets();
    secrets.forEach(each => hidden.add(each));
    assert.equal(hidden.mask(text), shown);
  });

test('a text cut where it is safe hides as much as the whole', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 30 });
  const secret = fc.string({
    unit: fc.constantFrom('a', 'b'),
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(word, fc.array(secret), fc.nat(30), (text, secrets, end) => {
      const hidden = new Secrets();
      secrets.forEach(each => hidden.add(each));
      const cut = hidden.safeCut(text, end);
      const parts =
        hidden.mask(text.slice(0, cut)) + hidden.mask(text.slice(cut));
      assert.equal(parts, hidden.mask(text));
    }),
  );
});
