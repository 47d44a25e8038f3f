import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import type { TestCase, TestSuite } from '../model.ts';
import { StepFailure } from './outcome.ts';

const LISTS = new Set(['testsuite', 'testcase', 'failure', 'error']);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Line breaks of messages are written as `&#10;`, which is read with these only.
  htmlEntities: true,
  isArray: name => LISTS.has(name),
});

/** Text of an element, with or without attributes, once or several times. */
const outputSchema = z
  .union([
    z.string(),
    z.object({ '#text': z.string().default('') }),
    z.array(
      z.union([z.string(), z.object({ '#text': z.string().default('') })]),
    ),
  ])
  .transform(value =>
    [value]
      .flat()
      .map(each => (typeof each === 'string' ? each : each['#text']))
      .join('\n'),
  )
  .optional();

const problemSchema = z.union([
  z.string().transform(text => ({ text, message: undefined, type: undefined })),
  z
    .object({
      '#text': z.string().default(''),
      '@message': z.string().optional(),
      '@type': z.string().optional(),
    })
    .transform(each => ({
      text: each['#text'],
      message: each['@message'],
      type: each['@type'],
    })),
]);

const seconds = z
  .string()
  .transform(text => Number(text.replaceAll(',', '')) || 0)
  .default(0);

const caseSchema = z.object({
  '@name': z.string().default(''),
  '@classname': z.string().optional(),
  '@time': seconds,
  failure: z.array(problemSchema).default([]),
  error: z.array(problemSchema).default([]),
  skipped: z
    .union([problemSchema, z.array(problemSchema).transform(all => all[0])])
    .optional(),
  'system-out': outputSchema,
  'system-err': outputSchema,
});

interface SuiteElement {
  '@name': string;
  '@time'?: number;
  '@timestamp'?: string;
  testcase: z.infer<typeof caseSchema>[];
  testsuite: SuiteElement[];
  'system-out'?: string;
  'system-err'?: string;
}

/** An element without attributes or others inside is read as text. */
const element = (value: unknown) => (typeof value === 'string' ? {} : value);

const suiteSchema: z.ZodType<SuiteElement> = z.preprocess(
  element,
  z.object({
    '@name': z.string().default(''),
    '@time': seconds.optional(),
    '@timestamp': z.string().optional(),
    testcase: z.array(z.preprocess(element, caseSchema)).default([]),
    testsuite: z.array(z.lazy(() => suiteSchema)).default([]),
    'system-out': outputSchema,
    'system-err': outputSchema,
  }),
);

const reportSchema = z.object({
  testsuites: suiteSchema.optional(),
  testsuite: z.array(suiteSchema).default([]),
});

/**
 * Reads a report in JUnit's format.
 *
 * @param file - named in every suite, and in the message of a failure
 */
export function parseJunit(text: string, file: string): TestSuite[] {
  const valid = XMLValidator.validate(text);
  if (valid !== true)
    throw new StepFailure(
      `Failed to read test report file ${file}: line ${valid.err.line}: ${valid.err.msg}`,
    );
  const report = reportSchema.safeParse(parser.parse(text));
  if (!report.success)
    throw new StepFailure(
      `Failed to read test report file ${file}: ${z.prettifyError(
        report.error,
      )}`,
    );
  const { testsuites, testsuite } = report.data;
  return [...(testsuites ? [testsuites] : []), ...testsuite]
    .flatMap(each => flatten(each))
    .filter(suite => suite.testcase.length > 0)
    .map(suite => toSuite(suite, file));
}

function flatten(suite: SuiteElement): SuiteElement[] {
  return [suite, ...suite.testsuite.flatMap(flatten)];
}

function toSuite(suite: SuiteElement, file: string): TestSuite {
  const cases = suite.testcase.map(each => toCase(each, suite['@name']));
  const sum = cases.reduce((total, each) => total + each.durationSeconds, 0);
  const stdout = suite['system-out'];
  const stderr = suite['system-err'];
  const timestamp = suite['@timestamp'];
  return {
    name: suite['@name'],
    file,
    durationSeconds: suite['@time'] ?? sum,
    cases,
    ...(timestamp && { timestamp }),
    ...(stdout && { stdout }),
    ...(stderr && { stderr }),
  };
}

function toCase(found: z.infer<typeof caseSchema>, suite: string): TestCase {
  const stdout = found['system-out'];
  const stderr = found['system-err'];
  const [problem] = [...found.error, ...found.failure];
  const shared = {
    className: found['@classname'] ?? suite,
    name: found['@name'],
    durationSeconds: found['@time'],
    ...(stdout && { stdout }),
    ...(stderr && { stderr }),
  };
  if (problem)
    return {
      ...shared,
      status: 'FAILED',
      error: problem.message ?? problem.type ?? firstLine(problem.text),
      stack: problem.text.trim(),
    };
  if (found.skipped === undefined) return { ...shared, status: 'PASSED' };
  const { message, text } = found.skipped;
  const skippedMessage = message ?? text.trim();
  return {
    ...shared,
    status: 'SKIPPED',
    ...(skippedMessage && { skippedMessage }),
  };
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
