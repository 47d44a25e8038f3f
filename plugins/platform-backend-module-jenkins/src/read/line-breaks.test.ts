import { withLineBreaks } from './line-breaks';
import { failedTestsOf } from './tests';

const diff = `[Error [ERR_TEST_FAILURE]: Expected values to be strictly deep-equal:
+ actual - expected

  {
+   name: "tea",
-   name: "cup",
  }
] {
  code: 'ERR_TEST_FAILURE',
}`;

it.each([
  [
    'takes them from the text, where Node.js leaves them out',
    'Expected values to be strictly deep-equal:+ actual - expected  {+   name: &quot;tea&quot;,-   name: &quot;cup&quot;,  }',
    diff,
    diff.slice(diff.indexOf('Expected'), diff.indexOf('\n]')),
  ],
  ['keeps those that are there', 'one\ntwo', 'onetwo', 'one\ntwo'],
  [
    'keeps a message of one line',
    '1 is not 2',
    'Error: 1 is not 2',
    '1 is not 2',
  ],
  [
    'keeps what the text does not say',
    '1 is not 2',
    'at sums.js',
    '1 is not 2',
  ],
  ['keeps one without a text', '1 is not 2', '', '1 is not 2'],
  [
    'keeps what was written with an entity of its own',
    'it says &quot;',
    'Error: it says &quot;\nat x',
    'it says &quot;',
  ],
])('%s', (_, message, text, expected) => {
  expect(withLineBreaks(message, text)).toBe(expected);
});

it('tells of a failed test its message in lines', () => {
  const failed = {
    name: 'adds',
    status: 'FAILED',
    errorDetails: 'Expected values to be strictly equal:3 !== 2',
    errorStackTrace:
      '[Error: Expected values to be strictly equal:\n\n3 !== 2\n]',
  };
  const { failedTests } = failedTestsOf({ suites: [{ cases: [failed] }] });
  expect(failedTests.map(({ message }) => message)).toEqual([
    'Expected values to be strictly equal:\n\n3 !== 2',
  ]);
});
