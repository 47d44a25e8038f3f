import { NotFoundError } from '@backstage/errors';
import {
  jenkinsfileProblemIn,
  mayBeJenkinsfile,
  readJenkinsfileProblem,
} from './jenkinsfile';

const steps = '[archive, sh, stage]';
const slack = `No such DSL method 'slackSend' found among steps ${steps}`;

describe('jenkinsfileProblemIn', () => {
  it.each([
    [
      'a step that compiling refuses',
      `startup failed:\nWorkflowScript: 44: ${slack} @ line 44, column 9.\n   slackSend 'x'\n`,
      { line: 44, unknownStep: 'slackSend', text: slack },
    ],
    [
      'anything else that compiling refuses',
      'startup failed:\r\nWorkflowScript: 2: Tool type "nodejs" does not have an install @ line 2, column 3.\r\n',
      {
        line: 2,
        unknownStep: undefined,
        text: 'Tool type "nodejs" does not have an install',
      },
    ],
    [
      'a step that is not found when it is called',
      `+ true\njava.lang.NoSuchMethodError: ${slack} or symbols [all]\n\tat org.jenkinsci.plugins.DSL.invokeMethod(DSL.java:218)\n\tat WorkflowScript.run(WorkflowScript:12)\nFinished: FAILURE\n`,
      {
        line: 12,
        unknownStep: 'slackSend',
        text: "No such DSL method 'slackSend' found among steps",
      },
    ],
    [
      'a step whose place is not told',
      `Also:   java.lang.NoSuchMethodError: ${slack}\n`,
      {
        line: undefined,
        unknownStep: 'slackSend',
        text: "No such DSL method 'slackSend' found among steps",
      },
    ],
    ['nothing of it', '+ make\nscript returned exit code 2\n', undefined],
  ])('finds %s', (_, log, expected) => {
    expect(jenkinsfileProblemIn(log)).toEqual(expected);
  });

  it('tells no more of a long line than a row has room for', () => {
    const log = `WorkflowScript: 1: ${'x'.repeat(5_000)}\n`;
    expect(jenkinsfileProblemIn(log)?.text.length).toBeLessThan(400);
  });
});

describe('mayBeJenkinsfile', () => {
  const stage = (because?: string) => ({
    id: '1',
    name: 'Build',
    state: 'failed' as const,
    because,
  });
  it.each([
    ['failed before any stage', { state: 'failed', stages: [] }, true],
    [
      'failed at an unknown step',
      { state: 'failed', stages: [stage(slack)] },
      true,
    ],
    [
      'failed at a command',
      { state: 'failed', stages: [stage('exit code 1')] },
      false,
    ],
    [
      'failed by tests',
      {
        state: 'failed',
        stages: [],
        tests: { passed: 0, failed: 1, skipped: 0 },
      },
      false,
    ],
    ['has stages that are not known', { state: 'failed' }, false],
    ['passed', { state: 'succeeded', stages: [] }, false],
  ] as const)('of a run that %s', (_, run, expected) => {
    expect(
      mayBeJenkinsfile({
        ...run,
        stages: 'stages' in run ? [...run.stages] : undefined,
      }),
    ).toBe(expected);
  });
});

it('finds nothing where the log is discarded, and hides no other failure', async () => {
  const run = { job: 'shop/web/main', number: 1 };
  const failing = (error: Error) => () => Promise.reject(error);
  const gone = failing(new NotFoundError('no log'));
  await expect(readJenkinsfileProblem(gone, run)).resolves.toBeUndefined();
  const silent = failing(new Error('no answer'));
  await expect(readJenkinsfileProblem(silent, run)).rejects.toThrow(
    'no answer',
  );
});
