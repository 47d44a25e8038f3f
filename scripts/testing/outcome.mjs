/**
 * What a stage of the tests found.
 *
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Outcome} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {readonly Outcome[]} outcomes
 * @returns {Outcome}
 */
export function sum(outcomes) {
  return outcomes.reduce(
    (total, outcome) => ({
      passed: total.passed + outcome.passed,
      failed: total.failed + outcome.failed,
      skipped: total.skipped + outcome.skipped,
    }),
    nothing,
  );
}

/**
 * Holds a report to the runner's exit code: one that failed without a counted failure, or
 * that ran nothing, counts as one.
 *
 * @param {Outcome} outcome
 * @param {number} code the runner's exit code
 * @returns {Outcome}
 */
export function honest(outcome, code) {
  const ranNothing = outcome.passed + outcome.failed === 0;
  const silent = code !== 0 && outcome.failed === 0;
  return ranNothing || silent ? { ...outcome, failed: 1 } : outcome;
}

/**
 * The last line of a run; whoever runs the tests reads it by machine.
 *
 * @param {Pick<Outcome, 'passed' | 'failed'>} outcome
 */
export function closingLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/**
 * The last lines of a run: what was skipped comes before the counts.
 *
 * @param {Outcome} outcome
 */
export function closingLines(outcome) {
  const { skipped } = outcome;
  return [...(skipped > 0 ? [`${skipped} skipped`] : []), closingLine(outcome)];
}

/**
 * Counts of a TAP stream's closing comments (`# pass 3`), as Node.js' test runner writes them.
 * A stream without them counts as one failure: the runner itself broke.
 *
 * @param {string} text
 * @returns {Outcome}
 */
export function tapOutcome(text) {
  const count = (/** @type {string} */ name) => {
    const match = new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text);
    return match ? Number(match[1]) : undefined;
  };
  const passed = count('pass');
  if (passed === undefined) return { ...nothing, failed: 1 };
  return {
    passed,
    failed: (count('fail') ?? 0) + (count('cancelled') ?? 0),
    skipped: (count('skipped') ?? 0) + (count('todo') ?? 0),
  };
}

/**
 * Counts of a report in Jest's JSON format. Suites that could not even be loaded count as
 * failures.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number,
 *   numRuntimeErrorTestSuites?: number }} report
 * @returns {Outcome}
 */
export function jestOutcome(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + (report.numRuntimeErrorTestSuites ?? 0),
    skipped: report.numPendingTests,
  };
}

/**
 * Counts of a report in Playwright's JSON format. A test that passed only when repeated
 * counts as failed.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report
 * @returns {Outcome}
 */
export function playwrightOutcome({ stats }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  };
}
