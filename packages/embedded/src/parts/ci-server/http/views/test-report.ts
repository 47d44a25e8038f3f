import type { TestCase, TestReport, TestSuite } from '../../model.ts';
import { Bean } from '../bean.ts';

/** Results of a build's tests, as the JUnit plugin shows them. */
export function testReportBean(report: TestReport): Bean {
  const cases = report.suites.flatMap(suite => suite.cases);
  const count = (status: TestCase['status']) =>
    cases.filter(each => each.status === status).length;
  return new Bean('hudson.tasks.junit.TestResult', {
    testActions: () => [],
    duration: () =>
      report.suites.reduce((sum, each) => sum + each.durationSeconds, 0),
    empty: () => cases.length === 0,
    failCount: () => count('FAILED'),
    passCount: () => count('PASSED'),
    skipCount: () => count('SKIPPED'),
    suites: () => report.suites.map(suiteBean),
  });
}

function suiteBean(suite: TestSuite): Bean {
  return new Bean(
    'hudson.tasks.junit.SuiteResult',
    {
      cases: () => suite.cases.map(caseBean),
      duration: () => suite.durationSeconds,
      enclosingBlockNames: () => [],
      enclosingBlocks: () => [],
      id: () => null,
      name: () => suite.name,
      nodeId: () => null,
      stderr: () => suite.stderr ?? null,
      stdout: () => suite.stdout ?? null,
      timestamp: () => suite.timestamp ?? null,
    },
    { visibility: 2 },
  );
}

function caseBean(test: TestCase): Bean {
  return new Bean(
    'hudson.tasks.junit.CaseResult',
    {
      testActions: () => [],
      // How long it has failed is not kept here; Jenkins says 0 for tests that pass.
      age: () => (test.status === 'FAILED' ? 1 : 0),
      className: () => test.className,
      duration: () => test.durationSeconds,
      errorDetails: () => test.error ?? null,
      errorStackTrace: () => test.stack ?? null,
      name: () => test.name,
      skipped: () => test.status === 'SKIPPED',
      skippedMessage: () => test.skippedMessage ?? null,
      status: () => test.status,
      stderr: () => test.stderr ?? null,
      stdout: () => test.stdout ?? null,
    },
    { visibility: 3 },
  );
}
