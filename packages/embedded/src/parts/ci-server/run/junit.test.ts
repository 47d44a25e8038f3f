import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJunit } from './junit.ts';

/** Cases as `class.name STATUS error`. */
const brief = (text: string) =>
  parseJunit(text, 'r.xml').flatMap(suite =>
    suite.cases.map(each =>
      [`${each.className}.${each.name}`, each.status, each.error]
        .filter(Boolean)
        .join(' '),
    ),
  );

const READ: [what: string, text: string, cases: string[]][] = [
  [
    'a suite alone',
    '<testsuite name="s"><testcase classname="c" name="n"/></testsuite>',
    ['c.n PASSED'],
  ],
  [
    'suites in suites',
    '<testsuites><testsuite><testsuite name="i"><testcase name="n"/></testsuite><testcase name="m"/></testsuite></testsuites>',
    ['.m PASSED', 'i.n PASSED'],
  ],
  [
    'a case without a class',
    '<testsuite name="s"><testcase name="n"/></testsuite>',
    ['s.n PASSED'],
  ],
  [
    'an error',
    '<testsuite><testcase name="n"><error type="E">trace</error></testcase></testsuite>',
    ['.n FAILED E'],
  ],
  [
    'a failure that has only text',
    '<testsuite><testcase name="n"><failure>\n first\n second</failure></testcase></testsuite>',
    ['.n FAILED first'],
  ],
  [
    'an empty failure',
    '<testsuite><testcase name="n"><failure/></testcase></testsuite>',
    ['.n FAILED'],
  ],
  [
    'what was skipped, with a reason',
    '<testsuite><testcase name="n"><skipped message="later"/></testcase></testsuite>',
    ['.n SKIPPED'],
  ],
  [
    'entities and CDATA',
    '<testsuite><testcase name="a &lt; b"><failure><![CDATA[x < y]]></failure></testcase></testsuite>',
    ['.a < b FAILED x < y'],
  ],
  [
    'line breaks of a message, as pytest and Surefire write them',
    '<testsuite><testcase name="n"><failure message="assert 1 == 2&#10; +  where&#xA; 1 &amp;#10; 2">at x</failure></testcase></testsuite>',
    ['.n FAILED assert 1 == 2\n +  where\n 1 &#10; 2'],
  ],
  ['nothing', '<testsuites/>', []],
  ['a suite without cases', '<testsuite name="s"></testsuite>', []],
];

for (const [what, text, cases] of READ)
  test(`reads ${what}`, () => assert.deepEqual(brief(text), cases));

test('reads times and output', () => {
  const [suite] = parseJunit(
    `<testsuite name="s" time="1,234.5" timestamp="2026-01-02T03:04:05">
      <testcase name="n" time="0.25"><system-out>out</system-out></testcase>
      <system-err>err</system-err>
    </testsuite>`,
    'r.xml',
  );
  assert.equal(suite?.durationSeconds, 1234.5);
  assert.equal(suite?.timestamp, '2026-01-02T03:04:05');
  assert.equal(suite?.stderr, 'err');
  assert.equal(suite?.cases[0]?.durationSeconds, 0.25);
  assert.equal(suite?.cases[0]?.stdout, 'out');
});

test('reads a report of many thousand line breaks', () => {
  const line = 'expected&#10;';
  const [suite] = parseJunit(
    `<testsuite><testcase name="n"><failure message="${line.repeat(
      20_000,
    )}"/></testcase></testsuite>`,
    'r.xml',
  );
  assert.equal(suite?.cases[0]?.error, 'expected\n'.repeat(20_000));
});

const REFUSED: [what: string, text: string][] = [
  ['what is no XML', 'ok'],
  ['what is cut off', '<testsuite><testcase name="n">'],
  ['an empty file', ''],
];

for (const [what, text] of REFUSED)
  test(`refuses ${what}, naming the file`, () => {
    assert.throws(() => parseJunit(text, 'r.xml'), {
      message: /^Failed to read test report file r\.xml: /,
    });
  });
