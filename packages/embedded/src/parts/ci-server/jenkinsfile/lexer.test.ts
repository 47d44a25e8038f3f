import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JenkinsfileProblem } from './problem.ts';
import { tokenize } from './lexer.ts';
import type { Token } from './tokens.ts';

/** Tokens in short: words and symbols as they are, strings with `⟨⟩` around expressions. */
function brief(tokens: readonly Token[]): string {
  const say = (token: Token): string => {
    if (token.kind === 'end') return '';
    if (token.kind !== 'string') return token.text;
    const parts = token.parts.map(part =>
      typeof part === 'string' ? part : `⟨${brief(part)}⟩`,
    );
    return `«${parts.join('')}»`;
  };
  return tokens.map(say).filter(Boolean).join(' ');
}

const READ: [what: string, source: string, expected: string][] = [
  ['words and symbols', 'a { b = c }', 'a { b = c }'],
  ['numbers', '5 1_000 2L 1.5', '5 1_000 2L 1.5'],
  ['line comments', 'a // b "c\nd', 'a d'],
  ['block comments', 'a /* b\n c */ d', 'a d'],
  ['a first line for the shell', '#!/usr/bin/env groovy\na', 'a'],
  ['single quotes do not interpolate', "'a ${b} $c'", '«a ${b} $c»'],
  ['double quotes do', '"a ${b.c} d"', '«a ⟨b . c⟩ d»'],
  [
    'a bare path ends before a dot that no name follows',
    '"$a.b."',
    '«⟨a . b⟩.»',
  ],
  ['braces within an interpolation', '"${a ? "{" : b}"', '«⟨a ? «{» : b⟩»'],
  ['escapes', String.raw`'a\'b\\c\n' "\$d"`, "«a'b\\c\n» «$d»"],
  ['unicode escapes', String.raw`'\u4e2d'`, '«中»'],
  ['three quotes over lines', "'''a\n'b' \"c\"\n'''", '«a\n\'b\' "c"\n»'],
  ['three double quotes', '"""a\n${b}"""', '«a\n⟨b⟩»'],
  ['an escaped end of line', "'''a\\\nb'''", '«ab»'],
  ['the longest symbol', 'a ==~ b ?: c ?. d', 'a ==~ b ?: c ?. d'],
];

for (const [what, source, expected] of READ)
  test(`reads ${what}`, () => assert.equal(brief(tokenize(source)), expected));

const REFUSED: [what: string, source: string, message: RegExp][] = [
  [
    'an open string',
    "a\n  'b\n'",
    /^WorkflowScript: 2: expecting ' .* column 3\.$/,
  ],
  ['an open long string', "'''a''", /expecting ''' to close/],
  ['an open comment', 'a /* b', /unterminated comment/],
  ['an open interpolation', '"${a', /expecting \} to close \$\{/],
  ['a lone dollar', '"a $ b"', /illegal string body character after dollar/],
  ['an unknown escape', String.raw`'\d'`, /unexpected char: '\\' before 'd'/],
  ['a character of no meaning', 'a # b', /unexpected char: '#'/],
  ['a slashy string', 'a = /b/', /slashy strings are not known/],
];

for (const [what, source, message] of REFUSED)
  test(`refuses ${what}`, () => {
    assert.throws(
      () => tokenize(source),
      (error: Error) => message.test(error.message),
    );
  });

test('a token knows its line and column', () => {
  const [, second] = tokenize('a\n\t/* x */ b');
  assert.deepEqual(second?.at, { line: 2, column: 10 });
  assert.equal(second?.afterNewline, true);
});

test('any text either is tokens or a problem with its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), source => {
      try {
        assert.equal(tokenize(source).at(-1)?.kind, 'end');
      } catch (error) {
        assert.ok(error instanceof JenkinsfileProblem, String(error));
        assert.ok(error.at.line <= source.split('\n').length);
      }
    }),
  );
});

test('what is escaped comes back', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const source = `"${text
        .replace(/["$\\]/g, '\\$&')
        .replace(/\n/g, '\\n')}"`;
      const [token] = tokenize(source);
      assert.equal(token?.kind === 'string' && token.parts.join(''), text);
    }),
  );
});
