import assert from 'node:assert/strict';
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
  assert.deepEqual(tapOutcome(text), { passed: 5, failed: 2, skipped: 2 });
});

test('a TAP stream that breaks off is a failure', () => {
  assert.deepEqual(tapOutcome('ok 1 - one\n'), {
    passed: 0,
    failed: 1,
    skipped: 0,
  });
});

test('a Jest suite that cannot be loaded is a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    numRuntimeErrorTestSuites: 1,
  };
  assert.deepEqual(jestOutcome(report), { passed: 3, failed: 1, skipped: 1 });
});

test('a flaky browser test is a failure', () => {
  const stats = { expected: 4, unexpected: 0, flaky: 1, skipped: 0 };
  assert.deepEqual(playwrightOutcome({ stats }), {
    passed: 4,
    failed: 1,
    skipped: 0,
  });
});

/** @type {[import('./outcome.mjs').Outcome, string[]][]} */
const closings = [
  [{ passed: 1, failed: 0, skipped: 0 }, ['1 passed, 0 failed']],
  [nothing, ['0 passed, 0 failed']],
  [{ passed: 3, failed: 1, skipped: 3 }, ['3 skipped', '3 passed, 1 failed']],
];

for (const [outcome, lines] of closings) {
  test(`a run closes with ${lines.join(', then ')}`, () => {
    assert.deepEqual(closingLines(outcome), lines);
  });
}

test('a runner that fails without a counted failure, or runs nothing, is a failure', () => {
  const good = { passed: 2, failed: 0, skipped: 0 };
  const empty = { passed: 0, failed: 0, skipped: 4 };
  assert.deepEqual(honest(good, 0), good);
  assert.equal(honest(good, 1).failed, 1);
  assert.equal(honest(empty, 0).failed, 1);
  assert.equal(honest({ ...good, failed: 2 }, 1).failed, 2);
});
