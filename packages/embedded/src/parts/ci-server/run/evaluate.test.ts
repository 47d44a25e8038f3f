import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readExpression } from '../jenkinsfile/expressions.ts';
import { tokenize } from '../jenkinsfile/lexer.ts';
import { TokenReader } from '../jenkinsfile/token-reader.ts';
import { evaluate, type Scope } from './evaluate.ts';
import type { Value } from './values.ts';

const ENV: Readonly<Record<string, string>> = { A: 'a', N: '2' };

const scope: Scope = {
  lookUp: name => (name === 'list' ? ['x', 'y'] : ENV[name]),
  member: (_, name) => ENV[name] ?? null,
  call: async call => `did ${call.name}`,
};

const valueOf = (source: string) =>
  evaluate(readExpression(new TokenReader(tokenize(source))), scope);

const CASES: [source: string, value: Value][] = [
  ["'a' + 'b'", 'ab'],
  ["'a' + 1", 'a1'],
  ['1 + 2 * 3 - 4', 3],
  ['(1 + 2) * 3', 9],
  ['7 % 4 == 3', true],
  ['-2 < -1', true],
  ["'b' >= 'a'", true],
  ["env.A == 'a' && !env.B", true],
  ["env['A']", 'a'],
  ["params.B ?: 'other'", 'other'],
  ["env.A ? 'yes' : 'no'", 'yes'],
  ["'x' in list", true],
  ['list[1]', 'y'],
  ['list[-1]', 'y'],
  ['list[5]', null],
  ['list.size()', 2],
  ["list.join('-')", 'x-y'],
  ['"${list}"', '[x, y]'],
  ['"${[a: 1]}"', '[a:1]'],
  ["[a: [b: 'c']].a.b", 'c'],
  ["['a'] == ['a']", true],
  ['[a: 1] == [a: 1]', true],
  ["'1' == 1", false],
  ["[] || ''", false],
  ["'v12' ==~ 'v\\\\d+'", true],
  ["'a v12' ==~ 'v\\\\d+'", false],
  ["'a v12' =~ 'v\\\\d+'", true],
  ['null?.size()', null],
  ["'a.b'.tokenize('.')", ['a', 'b']],
  ["'a,b'.split(',')[1]", 'b'],
  ["'x$1'.replace('x', '$&')", '$&$1'],
  ["'abc'.substring(1, 2)", 'b'],
  ["' a '.trim().isEmpty()", false],
  ["'12'.toInteger() + 1", 13],
  ["'True'.toBoolean()", true],
  ['isUnix()', 'did isUnix'],
  ['A', 'a'],
];

for (const [source, value] of CASES)
  test(`${source} is ${JSON.stringify(value)}`, async () => {
    assert.deepEqual(await valueOf(source), value);
  });

const REFUSED: [source: string, message: RegExp][] = [
  ['nowhere', /No such property: nowhere/],
  ['env.B.size()', /Cannot invoke method size\(\) on null object/],
  ['1.size()', /No signature of method: size\(\)/],
  ["'a' - 'b'", /Cannot apply "-"/],
  ["'a'.constructor", /No such property: constructor of a/],
  ['list.__proto__', /No such property: __proto__/],
  ["'a'.constructor()", /No signature of method: constructor\(\)/],
];

for (const [source, message] of REFUSED)
  test(`${source} fails`, async () => {
    await assert.rejects(valueOf(source), message);
  });
