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
    ['words quoted in double quotes', ['a"$b'], '"a\\"\\$b"', '"****"'],
    ['what printf %q makes of it', ['a b$c'], 'a\\ b\\$c', '****'],
    ["what a trace writes as $'…'", ["it's\tme"], "$'it\\'s\\tme'", "$'****'"],
    ['it in JSON', ['a"b\\c'], '{"x":"a\\"b\\\\c"}', '{"x":"****"}'],
    ['it in an address', ['p@ss w/rd'], '?x=p%40ss%20w%2Frd', '?x=****'],
    ['it in a form', ['p@ss w/rd'], 'x=p%40ss+w%2frd', 'x=****'],
  ];

const SECRET = 'tr0ub4dor&3~ÿ?';
const base64 = (text: string) => Buffer.from(text).toString('base64');

const ENCODED: [what: string, said: string][] = [
  ['by itself', base64(SECRET)],
  ['for addresses', Buffer.from(SECRET).toString('base64url')],
  ['with a new line, as echo gives it', base64(`${SECRET}\n`)],
  ...['x', 'me', 'lux', 'quux'].map((user): [string, string] => [
    `of ${user} and the password`,
    base64(`${user}:${SECRET}`),
  ]),
  ['in the middle of a text', base64(`{"auth":"${SECRET}","x":1}`)],
];

/** The longest piece of a secret that can be read out of what is shown. */
function readable(shown: string): string {
  const pieces = shown
    .split('****')
    .flatMap(text =>
      [0, 1, 2, 3].map(at => Buffer.from(text.slice(at), 'base64').toString()),
    );
  let longest = '';
  for (let from = 0; from < SECRET.length; from++)
    for (let to = from + 1; to <= SECRET.length; to++) {
      const piece = SECRET.slice(from, to);
      const isRead = pieces.some(text => text.includes(piece));
      if (isRead && piece.length > longest.length) longest = piece;
    }
  return longest;
}

for (const [what, said] of ENCODED)
  test(`hides Base64 ${what}`, () => {
    const hidden = new Secrets();
    hidden.add(SECRET);
    const shown = hidden.mask(said);
    assert.match(shown, /\*{4}/);
    assert.ok(readable(shown).length < 2, `${shown} tells ${readable(shown)}`);
  });

for (const width of [64, 76])
  test(`hides Base64 in lines of ${width} characters`, () => {
    const long = 'a secret of many words, '.repeat(8);
    const hidden = new Secrets();
    hidden.add(long);
    const lines = base64(`${long}\n`).match(new RegExp(`.{1,${width}}`, 'g'));
    const shown = lines?.map(line => hidden.mask(line)) ?? [];
    assert.deepEqual(
      shown.slice(0, -1),
      lines?.slice(1).map(() => '****'),
    );
  });

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
