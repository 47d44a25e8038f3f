import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusals } from './refusals.ts';

const operators = ['first', 'second', 'third'].map(name => ({ name }));

const cases: readonly [string[], string[]][] = [
  [[], []],
  [['second'], ['second could not be installed: schema of second']],
  [
    ['first', 'third'],
    [
      'first could not be installed: schema of first',
      'third could not be installed: schema of third',
    ],
  ],
];

for (const [bad, expected] of cases) {
  test(`all are installed but ${bad.join(' and ') || 'none'}`, async () => {
    const tried: string[] = [];
    const refused = await refusals(operators, async ({ name }) => {
      tried.push(name);
      if (bad.includes(name)) throw new Error(`schema of ${name}`);
    });
    assert.deepEqual(tried, ['first', 'second', 'third']);
    assert.deepEqual(refused, expected);
  });
}
