/**
 * What a stage of the tests found.
 *
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly Failure[]} failures those of the failed tests that are known by name
 */

/**
 * A test that failed.
 *
 * @typedef {object} Failure
 * @property {string} test its whole name, with its file where that is known
 * @property {string} [reason] what went wrong, in the runner's words
 */

/** @type {Outcome} */
export const nothing = { passed: 0, failed: 0, skipped: 0, failures: [] };

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
      failures: [...total.failures, ...outcome.failures],
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

/** Lines of a reason that the end of a run repeats; the whole of it stands where the test ran. */
const REASON_LINES = 12;

const ESC = String.fromCharCode(27);
const COLORS = new RegExp(`${ESC}\\[[0-9;]*m`, 'g');

/** @param {Failure} failure */
function failureLines({ test, reason = '' }) {
  const lines = reason
    .replace(COLORS, '')
    .split('\n')
    .filter(line => line.trim());
  const shown = lines.slice(0, REASON_LINES);
  if (lines.length > shown.length) shown.push('…');
  return [`✕ ${test}`, ...shown.map(line => `    ${line}`)];
}

/**
 * The last lines of a run: which tests failed and what was skipped come before the counts, as
 * the end is what one sees of a long run.
 *
 * @param {Outcome} outcome
 */
export function closingLines(outcome) {
  const { failures, skipped } = outcome;
  return [
    ...failures.flatMap(failureLines),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    closingLine(outcome),
  ];
}

/** A failure of a TAP stream's test point, and of no other below it. */
const SUBTESTS_FAILED = 'subtestsFailed';

/**
 * @param {string} text of a TAP stream
 * @returns {Failure[]}
 */
function tapFailures(text) {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, indent, test] = /^( *)not ok \d+ - (.*)$/.exec(line) ?? [];
    if (indent === undefined || test === undefined) return [];
    const end = lines.findIndex(
      (other, at) => at > index && other === `${indent}  ...`,
    );
    const detail = lines.slice(index + 2, end < 0 ? lines.length : end);
    if (detail.some(other => other.includes(SUBTESTS_FAILED))) return [];
    if (/# (SKIP|TODO)/.test(test)) return [];
    return [{ test, reason: detail.join('\n') }];
  });
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
    failures: tapFailures(text),
  };
}

/**
 * A report in Jest's JSON format, as far as it is read.
 *
 * @typedef {object} JestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numRuntimeErrorTestSuites]
 * @property {readonly { name: string, status: string, message?: string,
 *   assertionResults: readonly { fullName: string, status: string, failureMessages?: readonly string[] | null }[] }[]} [testResults]
 */

/**
 * Counts of a report in Jest's JSON format. Suites that could not even be loaded count as
 * failures.
 *
 * @param {JestReport} report
 * @returns {Outcome}
 */
export function jestOutcome(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + (report.numRuntimeErrorTestSuites ?? 0),
    skipped: report.numPendingTests,
    failures: (report.testResults ?? []).flatMap(suite => {
      const failed = suite.assertionResults.filter(
        ({ status }) => status === 'failed',
      );
      if (failed.length === 0 && suite.status === 'failed')
        return [{ test: suite.name, reason: suite.message }];
      return failed.map(({ fullName, failureMessages }) => ({
        test: `${suite.name} › ${fullName}`,
        reason: failureMessages?.join('\n'),
      }));
    }),
  };
}

/**
 * A suite of a report in Playwright's JSON format, as far as it is read.
 *
 * @typedef {object} PlaywrightSuite
 * @property {readonly PlaywrightSuite[]} [suites]
 * @property {readonly { title: string, file: string, line: number,
 *   tests: readonly { projectName: string, status: string,
 *     results: readonly { error?: { message?: string } }[] }[] }[]} [specs]
 */

/** How Playwright calls a test that did not do what was expected of it each time. */
const NOT_AS_EXPECTED = ['unexpected', 'flaky'];

/**
 * @param {PlaywrightSuite} suite
 * @returns {Failure[]}
 */
function playwrightFailures({ suites = [], specs = [] }) {
  return [
    ...suites.flatMap(playwrightFailures),
    ...specs.flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => NOT_AS_EXPECTED.includes(status))
        .map(({ projectName, results }) => ({
          test: `[${projectName}] ${file}:${line} › ${title}`,
          reason: results.find(({ error }) => error)?.error?.message,
        })),
    ),
  ];
}

/**
 * Counts of a report in Playwright's JSON format. A test that passed only when repeated
 * counts as failed.
 *
 * @param {PlaywrightSuite & { stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report
 * @returns {Outcome}
 */
export function playwrightOutcome(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky,
    skipped,
    failures: playwrightFailures(report),
  };
}
