import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuildRequest, BuildResult } from '../model.ts';
import { Executors } from '../scheduler/executors.ts';
import { begin, stagesOf, steps } from './testing.ts';

interface Case {
  readonly what: string;
  /** What stands in `stages`, and beside it. */
  readonly stages: string;
  readonly sections?: string;
  readonly result?: BuildResult;
  readonly shown: readonly string[];
  /** What `echo` said, in its order. */
  readonly echoed?: readonly string[];
  readonly given?: Partial<BuildRequest>;
}

const stage = (name: string, text: string) => `stage('${name}') { ${text} }`;
const does = (text: string) => `steps { ${text} }`;
const branch = (environment: Record<string, string>) => ({
  given: { environment: { PATH: process.env.PATH ?? '', ...environment } },
});

/** One stage that is run where the condition holds. */
const when = (condition: string) =>
  stage('A', `when { ${condition} }\n ${does("echo 'ran'")}`);
const RAN = { shown: ['A SUCCESS'], echoed: ['ran'] };
const SKIPPED = { shown: ['A NOT_EXECUTED'], echoed: [] };

const POST = `post {
  always { echo 'always' }
  changed { echo 'changed' }
  fixed { echo 'fixed' }
  regression { echo 'regression' }
  aborted { echo 'aborted' }
  failure { echo 'failure' }
  success { echo 'success' }
  unstable { echo 'unstable' }
  unsuccessful { echo 'unsuccessful' }
  cleanup { echo 'cleanup' }
}`;
const post = (
  text: string,
  previousResult: BuildResult | undefined,
  result: BuildResult,
  echoed: string[],
): Case => ({
  what: `post after ${previousResult ?? 'nothing'} and now ${result}`,
  stages: stage('A', does(text)),
  sections: POST,
  given: { previousResult },
  result,
  shown: [
    `A ${result === 'FAILURE' ? 'FAILED' : result}`,
    'Declarative: Post Actions SUCCESS',
  ],
  echoed,
});
const ABORTING = "timeout(time: 50, unit: 'MILLISECONDS') { sleep 60 }";

const CASES: Case[] = [
  {
    what: 'stages in their order',
    stages: stage('A', does("echo '1'")) + stage('B', does("echo '2'")),
    shown: ['A SUCCESS', 'B SUCCESS'],
    echoed: ['1', '2'],
  },
  {
    what: 'stages after a failure',
    stages: stage('A', does("error 'x'")) + stage('B', does("echo '2'")),
    result: 'FAILURE',
    shown: ['A FAILED', 'B NOT_EXECUTED'],
    echoed: [],
  },
  {
    what: 'stages after an unstable one',
    stages: stage('A', does("unstable 'x'")) + stage('B', does("echo '2'")),
    result: 'UNSTABLE',
    shown: ['A UNSTABLE', 'B SUCCESS'],
    echoed: ['2'],
  },
  {
    what: 'skipStagesAfterUnstable',
    stages: stage('A', does("unstable 'x'")) + stage('B', does("echo '2'")),
    sections: 'options { skipStagesAfterUnstable() }',
    result: 'UNSTABLE',
    shown: ['A UNSTABLE', 'B NOT_EXECUTED'],
    echoed: [],
  },
  {
    what: 'stages in a stage',
    stages: stage(
      'A',
      `stages { ${stage('B', does("unstable 'x'"))} ${stage(
        'C',
        does("error 'y'"),
      )} }`,
    ),
    result: 'FAILURE',
    shown: ['A FAILED', 'B UNSTABLE', 'C FAILED'],
  },
  {
    what: 'a failure of one stage that is caught',
    stages:
      stage(
        'A',
        does(
          "catchError(buildResult: 'UNSTABLE', stageResult: 'FAILURE') { error 'x' }",
        ),
      ) + stage('B', does("echo '2'")),
    result: 'UNSTABLE',
    shown: ['A FAILED', 'B SUCCESS'],
    echoed: ['2'],
  },
  {
    what: 'parallel stages, of which one fails',
    stages: stage(
      'P',
      `parallel { ${stage('A', does("error 'x'"))} ${stage(
        'B',
        does("sh 'sleep 0.2'; echo '2'"),
      )} }`,
    ),
    result: 'FAILURE',
    shown: ['P FAILED', 'A FAILED', 'B SUCCESS'],
    echoed: ['2'],
  },
  {
    what: 'failFast',
    stages: stage(
      'P',
      `failFast true\n parallel { ${stage('A', does("error 'x'"))} ${stage(
        'B',
        does("sh 'sleep 60'"),
      )} }`,
    ),
    result: 'FAILURE',
    shown: ['P FAILED', 'A FAILED', 'B ABORTED'],
  },
  {
    what: 'parallelsAlwaysFailFast',
    stages: stage(
      'P',
      `parallel { ${stage('A', does("error 'x'"))} ${stage(
        'B',
        does("sh 'sleep 60'"),
      )} }`,
    ),
    sections: 'options { parallelsAlwaysFailFast() }',
    result: 'FAILURE',
    shown: ['P FAILED', 'A FAILED', 'B ABORTED'],
  },
  {
    what: 'retry of a stage',
    stages: stage(
      'A',
      `options { retry(2) }\n ${does(
        "sh 'echo x >> n; test $(wc -l < n) = 2'; echo '1'",
      )}`,
    ),
    shown: ['A SUCCESS'],
    echoed: ['1'],
  },
  {
    what: 'timeout of a stage',
    stages:
      stage(
        'A',
        `options { timeout(time: 200, unit: 'MILLISECONDS') }\n ${does(
          "sh 'sleep 60'",
        )}\n post { aborted { echo 'late' } }`,
      ) + stage('B', does("echo '2'")),
    result: 'ABORTED',
    shown: ['A ABORTED', 'B NOT_EXECUTED'],
    echoed: ['late'],
  },
  {
    what: 'timeout of the pipeline',
    stages: stage('A', does("sh 'sleep 60'")),
    sections:
      "options { timeout(time: 200, unit: 'MILLISECONDS') }\n post { always { echo 'after' } }",
    result: 'ABORTED',
    shown: ['A ABORTED', 'Declarative: Post Actions SUCCESS'],
    echoed: ['after'],
  },
  {
    what: 'environment of a stage',
    stages: stage('A', `environment { X = "$Y+" }\n ${does('echo "$X"')}`),
    sections: "environment { Y = 'y' }",
    shown: ['A SUCCESS'],
    echoed: ['y+'],
  },
  {
    what: 'an agent of a stage within another one',
    stages:
      stage('A', `agent any\n ${does("sh 'touch here'")}`) +
      stage('B', does('echo "${fileExists(\'here\')}"')),
    shown: ['A SUCCESS', 'B SUCCESS'],
    echoed: ['false'],
  },
  {
    what: 'post of a stage, by its own result',
    stages:
      stage(
        'A',
        `${does(
          "unstable 'x'",
        )}\n post { unstable { echo 'u' } success { echo 's' } }`,
      ) +
      stage(
        'B',
        `${does(
          "sh 'true'",
        )}\n post { success { echo 's' } unstable { echo 'u' } }`,
      ),
    result: 'UNSTABLE',
    shown: ['A UNSTABLE', 'B SUCCESS'],
    echoed: ['u', 's'],
  },
  {
    what: 'a failure in post',
    stages: stage('A', does("sh 'true'")),
    sections:
      "post { always { error 'x' } success { echo 's' } cleanup { echo 'c' } }",
    result: 'FAILURE',
    shown: ['A SUCCESS', 'Declarative: Post Actions FAILED'],
    echoed: ['s', 'c'],
  },
  post("sh 'true'", undefined, 'SUCCESS', [
    'always',
    'changed',
    'success',
    'cleanup',
  ]),
  post("sh 'true'", 'SUCCESS', 'SUCCESS', ['always', 'success', 'cleanup']),
  post("sh 'true'", 'FAILURE', 'SUCCESS', [
    'always',
    'changed',
    'fixed',
    'success',
    'cleanup',
  ]),
  post("sh 'false'", 'SUCCESS', 'FAILURE', [
    'always',
    'changed',
    'regression',
    'failure',
    'unsuccessful',
    'cleanup',
  ]),
  post("sh 'false'", 'FAILURE', 'FAILURE', [
    'always',
    'failure',
    'unsuccessful',
    'cleanup',
  ]),
  post("unstable 'x'", 'FAILURE', 'UNSTABLE', [
    'always',
    'changed',
    'unstable',
    'unsuccessful',
    'cleanup',
  ]),
  post(ABORTING, 'SUCCESS', 'ABORTED', [
    'always',
    'changed',
    'regression',
    'aborted',
    'unsuccessful',
    'cleanup',
  ]),
  {
    what: 'when branch',
    stages: when("branch 'release/*'"),
    ...branch({ BRANCH_NAME: 'release/1' }),
    ...RAN,
  },
  {
    what: 'when another branch',
    stages: when("branch 'main'"),
    ...branch({ BRANCH_NAME: 'release/1' }),
    ...SKIPPED,
  },
  {
    what: 'when branch by an expression',
    stages: when("branch pattern: 'r.*\\\\d', comparator: 'REGEXP'"),
    ...branch({ BRANCH_NAME: 'release/1' }),
    ...RAN,
  },
  { what: 'when branch without one', stages: when("branch '**'"), ...SKIPPED },
  {
    what: 'when tag',
    stages: when("tag 'v*'"),
    ...branch({ TAG_NAME: 'v1' }),
    ...RAN,
  },
  { what: 'when buildingTag', stages: when('buildingTag()'), ...SKIPPED },
  {
    what: 'when changeRequest',
    stages: when("changeRequest target: 'main'"),
    ...branch({ CHANGE_ID: '1', CHANGE_TARGET: 'main' }),
    ...RAN,
  },
  {
    what: 'when another changeRequest',
    stages: when("changeRequest target: 'main'"),
    ...branch({ CHANGE_ID: '1', CHANGE_TARGET: 'x' }),
    ...SKIPPED,
  },
  {
    what: 'when environment',
    stages: when("environment name: 'CI', value: 'true'"),
    ...RAN,
  },
  {
    what: 'when equals',
    stages: when("equals expected: '7', actual: env.BUILD_NUMBER"),
    ...RAN,
  },
  {
    what: 'when expression',
    stages: when('expression { return params.DEPLOY }'),
    given: { parameters: { DEPLOY: false } },
    ...SKIPPED,
  },
  {
    what: 'when expression with a step',
    stages: when("expression { sh(script: 'true', returnStatus: true) == 0 }"),
    ...RAN,
  },
  {
    what: 'when all of several',
    stages: when(
      "not { branch 'main' }\n anyOf { branch 'x'; environment name: 'CI', value: 'true' }\n allOf { expression { true } }",
    ),
    ...RAN,
  },
  { what: 'when not', stages: when('not { expression { true } }'), ...SKIPPED },
  {
    what: 'when beforeAgent',
    stages: stage(
      'A',
      `agent { node { customWorkspace '/nonexistent/x' } }\n when { beforeAgent true\n branch 'main' }\n ${does(
        "echo 'ran'",
      )}`,
    ),
    ...SKIPPED,
  },
];

for (const { what, stages, sections, given, ...expected } of CASES)
  test(what, async context => {
    const script = `pipeline { agent any\n stages { ${stages} }\n ${
      sections ?? ''
    } }`;
    const build = await begin(context, script, given);
    const progress = await build.finish();
    assert.equal(progress.result, expected.result ?? 'SUCCESS', build.log());
    assert.deepEqual(stagesOf(progress), expected.shown);
    if (!expected.echoed) return;
    const echoed = [...build.log().matchAll(/\[Pipeline\] echo\n(.*)\n/g)];
    assert.deepEqual(
      echoed.map(([, text]) => text),
      expected.echoed,
    );
  });

test('stages know their parents, and what each of them said', async context => {
  const build = await begin(
    context,
    `pipeline { agent any\n stages { ${stage(
      'P',
      `parallel { ${stage('A', does("sh 'echo of-a'"))} ${stage(
        'B',
        does("sh 'echo of-b'"),
      )} }`,
    )} } }`,
  );
  const { stages } = await build.finish();
  const [parent, ...branches] = stages;
  assert.equal(parent?.parallel, false);
  for (const each of branches) {
    assert.equal(each.parentId, parent?.id);
    assert.equal(each.parallel, true);
  }
  assert.match(build.logOf('A'), /\nof-a\n/);
  assert.doesNotMatch(build.logOf('A'), /of-b/);
});

test('an executor is held by agents only, and by several at once just one', async context => {
  const pool = new Executors(1);
  const build = await begin(
    context,
    `pipeline { agent none\n stages { ${stage(
      'Build',
      `agent any\n stages { ${stage(
        'In',
        `agent any\n ${does("sh 'true'")}`,
      )} }`,
    )} ${stage(
      'Ask',
      `input { message 'Go on?' }\n ${does("echo 'on'")}`,
    )} ${stage('Release', `agent any\n ${does("sh 'true'")}`)} } }`,
    { executors: pool },
  );
  await build.says('Proceed or Abort');
  assert.equal(pool.busy, 0);
  const release = await pool.take(new AbortController().signal, () => {});
  const [question] = build.running.progress().inputs;
  build.running.answer(question?.id ?? '', {
    kind: 'proceed',
    by: 'ada',
    parameters: {},
  });
  await build.says('Waiting for next available executor');
  release();
  const progress = await build.finish();
  assert.equal(progress.result, 'SUCCESS', build.log());
  assert.equal(pool.busy, 0);
});

test('a build that waits for an executor can be aborted', async context => {
  const pool = new Executors(1);
  const release = await pool.take(new AbortController().signal, () => {});
  const build = await begin(context, steps("sh 'true'"), { executors: pool });
  await build.says('Waiting for next available executor');
  build.running.abort('Ada');
  const progress = await build.finish();
  assert.equal(progress.result, 'ABORTED', build.log());
  release();
  assert.equal(pool.busy, 0);
});
