import type { FailedTest } from '@pilothouse/plugin-platform-common';
import { withLineBreaks } from './line-breaks';
import type { TestReport } from './schemas';

const maxTests = 100;
const maxMessage = 4_000;
const maxStack = 16_000;

/** The tests that failed, as many as one reads. */
export function failedTestsOf({ suites }: TestReport): {
  failedTests: FailedTest[];
  failedTestsCut: boolean;
} {
  const failed = (suites ?? []).flatMap(suite =>
    (suite.cases ?? [])
      .filter(({ status }) => status === 'FAILED' || status === 'REGRESSION')
      .map(each => ({ suite: suite.name, ...each })),
  );
  return {
    failedTests: failed.slice(0, maxTests).map(each => ({
      suite: each.suite ?? undefined,
      className: each.className ?? undefined,
      name: each.name ?? '',
      message: messageOf(each)?.slice(0, maxMessage),
      stack: each.errorStackTrace?.slice(0, maxStack) || undefined,
      durationMs: each.duration ? each.duration * 1_000 : undefined,
      failedRuns: each.age && each.age > 0 ? each.age : undefined,
    })),
    failedTestsCut: failed.length > maxTests,
  };
}

function messageOf(test: {
  readonly errorDetails?: string | null;
  readonly errorStackTrace?: string | null;
}): string | undefined {
  const { errorDetails, errorStackTrace } = test;
  return errorDetails
    ? withLineBreaks(errorDetails, errorStackTrace ?? '')
    : undefined;
}
