import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  closingLines,
  honest,
  jestOutcome,
  nothing,
  playwrightOutcome,
  tapOutcome,
} from './outcome.mjs';

test('TAP counts, with cancelled tests as failed', () => {
  const text =
    '1..9\n# tests 9\n# pass 5\n# fail 1\n# cancelled 1\n# skipped 2\n# todo 0\n';
  assert.deepEqual(tapOutcome(text), {
    ...nothing,
    passed: 5,
    failed: 2,
    skipped: 2,
  });
});

test('a TAP stream that breaks off is a failure', () => {
  assert.deepEqual(tapOutcome('ok 1 - one\n'), {
    ...nothing,
    failed: 1,
  });
});

test('a Jest suite that cannot be loaded is a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    numRuntimeErrorTestSuites: 1,
  };
  assert.deepEqual(jestOutcome(report), {
    ...nothing,
    passed: 3,
    failed: 1,
    skipped: 1,
  });
});

test('a flaky browser test is a failure', () => {
  const stats = { expected: 4, unexpected: 0, flaky: 1, skipped: 0 };
  assert.deepEqual(playwrightOutcome({ stats }), {
    ...nothing,
    passed: 4,
    failed: 1,
  });
});

/** @type {[import('./outcome.mjs').Outcome, string[]][]} */
const closings = [
  [{ ...nothing, passed: 1 }, ['1 passed, 0 failed']],
  [nothing, ['0 passed, 0 failed']],
  [
    {
      passed: 3,
      failed: 1,
      skipped: 3,
      failures: [
        { test: 'it adds', reason: '\u001b[31mError: 3\u001b[39m\n\n  at x' },
      ],
    },
    [
      '✕ it adds',
      '    Error: 3',
      '      at x',
      '3 skipped',
      '3 passed, 1 failed',
    ],
  ],
];

for (const [outcome, lines] of closings) {
  test(`a run closes with ${lines.at(-1)} after ${
    lines.length - 1
  } lines`, () => {
    assert.deepEqual(closingLines(outcome), lines);
  });
}

test('a runner that fails without a counted failure, or runs nothing, is a failure', () => {
  const good = { ...nothing, passed: 2 };
  const empty = { ...nothing, skipped: 4 };
  assert.deepEqual(honest(good, 0), good);
  assert.equal(honest(good, 1).failed, 1);
  assert.equal(honest(empty, 0).failed, 1);
  assert.equal(honest({ ...good, failed: 2 }, 1).failed, 2);
});

test('the end of a run says of a long reason only how it begins', () => {
  const reason = Array.from({ length: 40 }, (_, at) => `line ${at}`).join('\n');
  const lines = closingLines({
    ...nothing,
    failed: 1,
    failures: [{ test: 'one', reason }],
  });
  assert.equal(lines.length, 15);
  assert.equal(lines.at(-2), '    …');
});

test('failed tests of Node.js’ runner are known by name, and their suites are not', t => {
  const scratch = mkdtempSync(join(tmpdir(), 'outcome-'));
  t.after(() => rmSync(scratch, { recursive: true, force: true }));
  const file = join(scratch, 'sample.test.mjs');
  writeFileSync(
    file,
    `import { test } from 'node:test';
test('good', () => {});
test('outer', async t => {
  await t.test('inner', () => { throw new Error('it broke'); });
});
test('later', { todo: true }, () => { throw new Error('known'); });
`,
  );
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { stdout } = spawnSync(
    process.execPath,
    ['--test', '--test-reporter=tap', file],
    { encoding: 'utf8', env },
  );
  const { failures } = tapOutcome(stdout);
  assert.deepEqual(
    failures.map(({ test: name }) => name),
    ['inner'],
  );
  assert.match(failures[0]?.reason ?? '', /it broke/);
});

test('failed tests of Jest are known by name, also where a file cannot be loaded', () => {
  const suite = { name: 'a.test.ts', status: 'failed' };
  const { failures } = jestOutcome({
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 0,
    testResults: [
      {
        ...suite,
        assertionResults: [
          { fullName: 'good', status: 'passed', failureMessages: [] },
          { fullName: 'bad', status: 'failed', failureMessages: ['no'] },
        ],
      },
      { ...suite, name: 'b.test.ts', message: 'syntax', assertionResults: [] },
    ],
  });
  assert.deepEqual(failures, [
    { test: 'a.test.ts › bad', reason: 'no' },
    { test: 'b.test.ts', reason: 'syntax' },
  ]);
});

test('failed tests of the browser are known by name and language, those of a second try too', () => {
  const result = { error: { message: 'not there' } };
  const spec = { title: 'it opens', file: 'a.spec.ts', line: 3 };
  const of = (/** @type {string} */ status) => ({
    projectName: 'English',
    status,
    results: [result, {}],
  });
  const { failures } = playwrightOutcome({
    stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
    suites: [
      {
        suites: [{ specs: [{ ...spec, tests: [of('unexpected')] }] }],
        specs: [
          { ...spec, title: 'it closes', tests: [of('flaky'), of('expected')] },
        ],
      },
    ],
  });
  assert.deepEqual(failures, [
    { test: '[English] a.spec.ts:3 › it opens', reason: 'not there' },
    { test: '[English] a.spec.ts:3 › it closes', reason: 'not there' },
  ]);
});
