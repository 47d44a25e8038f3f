import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { STEPS } from '../jenkinsfile/step-catalog.ts';
import type { Credential } from '../credential.ts';
import type { BuildRequest, BuildResult } from '../model.ts';
import { IMPLEMENTATIONS } from './interpret.ts';
import { begin, steps } from './testing.ts';

test('every step that is known can be done', () => {
  assert.deepEqual(
    Object.keys(IMPLEMENTATIONS).sort(),
    Object.keys(STEPS).sort(),
  );
});

const KNOWN: Credential[] = [
  { id: 'token', kind: 'secret-text', secret: "s3'cret" },
  { id: 'robot', kind: 'username-password', username: 'rob', password: 'p4ss' },
  {
    id: 'config',
    kind: 'secret-file',
    fileName: 'kube.yaml',
    content: Buffer.from('of the file\ntoken: from-the-file'),
  },
];

interface Case {
  readonly what: string;
  readonly steps: string;
  readonly sections?: string;
  readonly result?: BuildResult;
  /** Each has to be in the log. */
  readonly says?: readonly (string | RegExp)[];
  /** None may be in it. */
  readonly hides?: readonly string[];
  readonly given?: Partial<BuildRequest>;
}

const CASES: Case[] = [
  {
    what: 'echo',
    steps: "echo 'hello'",
    says: ['[Pipeline] echo\nhello\n', 'Finished: SUCCESS'],
  },
  {
    what: 'sh with its trace',
    steps: "sh 'echo a; echo b >&2'",
    says: ['+ echo a\na\n+ echo b\nb\n'],
  },
  {
    what: 'sh that stops at the first failure',
    steps: "sh 'false\\necho after'",
    result: 'FAILURE',
    says: ['ERROR: script returned exit code 1'],
    hides: ['\nafter'],
  },
  {
    what: 'sh, which yields to the servers of the machine',
    steps: 'sh \'[ "$(nice)" -ge 10 ] && echo "is nice"\'',
    says: ['\nis nice\n'],
  },
  {
    what: 'sh with another interpreter',
    steps: "sh '#!/bin/cat\\nof cat'",
    says: ['\nof cat'],
    hides: ['+ '],
  },
  {
    what: 'returnStatus',
    steps: 'script { echo "is ${sh(script: \'exit 3\', returnStatus: true)}" }',
    says: ['is 3'],
  },
  {
    what: 'returnStdout',
    steps:
      'script { def a = sh(script: \'echo out; echo err >&2\', returnStdout: true).trim()\n echo "<$a>" }',
    says: ['<out>', '\nerr\n'],
    hides: ['\nout\n'],
  },
  {
    what: 'a signal as exit code',
    steps: "sh 'kill -9 $$'",
    result: 'FAILURE',
    says: ['script returned exit code 137'],
  },
  {
    what: 'the environment of Jenkins',
    steps:
      "sh 'echo $JOB_NAME $JOB_BASE_NAME $BUILD_NUMBER $BUILD_TAG $BUILD_URL'",
    says: [
      'team/service service 7 jenkins-team-service-7 http://ci.example/job/team/job/service/7/',
    ],
  },
  {
    what: 'nothing of the own environment',
    steps: "sh 'env'",
    hides: ['NODE_TEST_CONTEXT'],
  },
  {
    what: 'parameters as variables',
    steps: 'sh \'echo "$WHAT"\'',
    given: { parameters: { WHAT: '$(id); `id`' } },
    says: ['\n$(id); `id`\n'],
  },
  {
    what: 'parameters in expressions',
    steps: 'echo "${params.A} ${params.B} ${A}"',
    sections:
      "parameters { string(name: 'A', defaultValue: 'x'); booleanParam(name: 'B', defaultValue: true) }",
    says: ['x true x'],
  },
  {
    what: 'withEnv',
    steps: "withEnv(['A=b=c', 'PATH+X=/x']) { sh 'echo $A ${PATH%%:*}' }",
    says: ['\nb=c /x\n'],
  },
  {
    what: 'env in script',
    steps: "script { env.A = 'b' }\n sh 'echo $A'\n echo env.A",
    says: ['\nb\n', '[Pipeline] echo\nb\n'],
  },
  {
    what: 'if and else',
    steps:
      "script { if (env.NOT == null && 1 + 1 == 2) { echo 'yes' } else { echo 'no' } }",
    says: ['\nyes\n'],
    hides: ['\nno\n'],
  },
  {
    what: 'methods of strings',
    steps: "echo 'a-B c'.toUpperCase().replace('-', '.').split(' ').join('+')",
    says: ['A.B+C'],
  },
  {
    what: 'environment with names before',
    steps: "sh 'echo $B'",
    sections: 'environment { A = "a"\n B = "${A}${env.BUILD_NUMBER}" + \'!\' }',
    says: ['\na7!\n'],
  },
  {
    what: 'dir and pwd',
    steps:
      "dir('x/y') { sh 'echo in $(basename $(pwd))'\n writeFile file: 'z', text: 'w' }\n echo readFile('x/y/z')",
    says: ['in y', '\nw\n'],
  },
  {
    what: 'fileExists and isUnix',
    steps: 'echo "${fileExists(\'a\')} ${isUnix()}"',
    says: ['false true'],
  },
  {
    what: 'a file that is not there',
    steps: "readFile 'nowhere'",
    result: 'FAILURE',
    says: [/NoSuchFileException: .*nowhere/],
  },
  {
    what: 'stash and unstash',
    steps:
      "sh 'mkdir d; echo s > d/e; chmod +x d/e; echo t > f'\n stash name: 'n', includes: 'd/**'\n deleteDir()\n unstash 'n'\n sh 'ls -R; test -x d/e'",
    says: ['Stashed 1 file(s)', '\ne\n'],
    hides: ['\nf\n'],
  },
  {
    what: 'a stash of nothing',
    steps: "stash name: 'n', includes: 'none'",
    result: 'FAILURE',
    says: ["No files included in stash 'n'"],
  },
  {
    what: 'a stash that would leave its folder',
    steps: "stash name: '../x', allowEmpty: true",
    result: 'FAILURE',
    says: ['the name of a stash "../x" is not allowed'],
  },
  {
    what: 'a stash that is not there',
    steps: "unstash 'n'",
    result: 'FAILURE',
    says: ["No such saved stash 'n'"],
  },
  {
    what: 'error',
    steps: "error 'on purpose'\n echo 'after'",
    result: 'FAILURE',
    says: ['ERROR: on purpose'],
    hides: ['\nafter'],
  },
  {
    what: 'unstable',
    steps: "unstable 'so so'\n echo 'after'",
    result: 'UNSTABLE',
    says: ['WARNING: so so', '\nafter\n'],
  },
  {
    what: 'catchError',
    steps:
      "catchError(buildResult: 'SUCCESS', stageResult: 'FAILURE') { error 'x' }\n echo 'after'",
    result: 'SUCCESS',
    says: ['ERROR: x', '\nafter\n'],
  },
  {
    what: 'catchError as it is',
    steps: "catchError { error 'x' }\n echo 'after'",
    result: 'FAILURE',
    says: ['\nafter\n'],
  },
  {
    what: 'warnError',
    steps: "warnError('watch out') { error 'x' }",
    result: 'UNSTABLE',
    says: ['watch out', 'ERROR: x'],
  },
  {
    what: 'retry until it succeeds',
    steps: "retry(3) { sh 'echo x >> n; test $(wc -l < n) = 2' }",
    says: ['Retrying'],
  },
  {
    what: 'retry in vain',
    steps: "retry(2) { sh 'echo try; false' }",
    result: 'FAILURE',
    says: [/try\n[^]*Retrying[^]*try\n/],
  },
  {
    what: 'timeout',
    steps: "timeout(time: 300, unit: 'MILLISECONDS') { sh 'sleep 60' }",
    result: 'ABORTED',
    says: [
      'Cancelling nested steps due to timeout',
      'Timeout has been exceeded',
    ],
  },
  {
    what: 'timeout of a sleep, caught',
    steps:
      "catchError { timeout(time: 100, unit: 'MILLISECONDS') { sleep 60 } }\n echo 'after'",
    result: 'ABORTED',
    says: ['\nafter\n'],
  },
  {
    what: 'a string credential',
    steps:
      "withCredentials([string(credentialsId: 'token', variable: 'T')]) { sh 'echo \"$T\"; echo ${#T}' }",
    says: ['\n****\n', '\n7\n'],
    hides: ["s3'cret"],
  },
  {
    what: 'a user with a password',
    steps:
      "withCredentials([usernamePassword(credentialsId: 'robot', usernameVariable: 'U', passwordVariable: 'P')]) { sh 'echo $U-$P' }",
    says: ['rob-****'],
    hides: ['p4ss'],
  },
  {
    what: 'a file credential',
    steps:
      "withCredentials([file(credentialsId: 'config', variable: 'F')]) { sh 'cat $F; basename $F' }",
    says: ['of the file', 'token: ****', 'kube.yaml'],
    hides: ['from-the-file'],
  },
  {
    what: 'credentials of the environment',
    steps: "sh 'echo $R $R_USR $R_PSW'",
    sections: "environment { R = credentials('robot') }",
    says: ['rob:**** rob ****'],
    hides: ['p4ss'],
  },
  {
    what: 'an unknown credential',
    steps:
      "withCredentials([string(credentialsId: 'none', variable: 'T')]) { sh 'x' }",
    result: 'FAILURE',
    says: ["Could not find credentials entry with ID 'none'"],
  },
  {
    what: 'a credential of another kind',
    steps:
      "withCredentials([string(credentialsId: 'robot', variable: 'T')]) { sh 'x' }",
    result: 'FAILURE',
    says: ["of type 'username-password' where 'secret-text' was expected"],
  },
  {
    what: 'a secret put into a script',
    steps:
      "withCredentials([string(credentialsId: 'token', variable: 'T')]) { sh \"test '${T.length()}' = 7; echo ${T.replace(\"'\", '')} '' \" \n sh \": \\\"${T}\\\"\" }",
    says: ['Warning: A secret was passed to "sh"'],
    hides: ["s3'cret"],
  },
  {
    what: 'a password parameter',
    steps: 'echo "${params.P}"',
    sections: "parameters { password(name: 'P', defaultValue: 'hush') }",
    says: ['\n****\n'],
    hides: ['hush'],
  },
  {
    what: 'a name that is not there',
    steps: 'echo nowhere',
    result: 'FAILURE',
    says: ['No such property: nowhere'],
  },
  {
    what: 'checkout without a repository',
    steps: 'checkout scm',
    result: 'FAILURE',
    says: ["'checkout scm' is only available"],
  },
  {
    what: 'a Jenkinsfile that is not understood',
    steps: "foo 'x'",
    result: 'FAILURE',
    says: [
      "startup failed:\nWorkflowScript: 3: No such DSL method 'foo'",
      '1 error',
    ],
  },
  {
    what: 'tools',
    steps: "sh 'x'",
    sections: "tools { nodejs 'Node 22' }",
    result: 'FAILURE',
    says: [
      'WorkflowScript: 2: Tool type "nodejs" does not have an install of "Node 22"',
    ],
  },
  {
    what: 'timestamps',
    steps: "echo 'x'",
    sections: 'options { timestamps() }',
    says: [/\n\[\d{4}-\d\d-\d\dT[\d:.]+Z\] x\n/],
  },
  {
    what: 'the pipeline in the log',
    steps: "echo 'x'",
    says: [
      /Start of Pipeline\n.*node\nRunning on built-in in .*\n\[Pipeline\] stage\n\[Pipeline\] \{ \(A\)\n\[Pipeline\] echo\nx\n\[Pipeline\] \}\n\[Pipeline\] \/\/ stage\n\[Pipeline\] End of Pipeline\nFinished: SUCCESS\n$/,
    ],
  },
  {
    what: 'a step without an agent',
    steps: "sh 'x'",
    result: 'FAILURE',
    says: ['Required context class hudson.FilePath is missing'],
  },
];

for (const each of CASES)
  test(each.what, async context => {
    let script = steps(each.steps, each.sections);
    if (each.what.includes('without an agent'))
      script = script.replace('agent any', 'agent none');
    const build = await begin(context, script, { known: KNOWN, ...each.given });
    const progress = await build.finish();
    const log = build.log();
    assert.equal(progress.result, each.result ?? 'SUCCESS', log);
    for (const said of each.says ?? [])
      assert.ok(
        typeof said === 'string' ? log.includes(said) : said.test(log),
        `the log lacks ${said}:\n${log}`,
      );
    for (const hidden of each.hides ?? [])
      assert.ok(!log.includes(hidden), `the log has "${hidden}":\n${log}`);
  });

const REPORT = `<testsuites><testsuite name="s" time="1.5">
  <testcase classname="c" name="good" time="0.5"/>
  <testcase classname="c" name="bad"><failure message="1 is not 2">at line 3</failure></testcase>
  <testcase classname="c" name="later"><skipped/></testcase>
</testsuite></testsuites>`;

test('junit reads reports and makes the build unstable', async context => {
  const build = await begin(
    context,
    steps(`writeFile file: 'r/a.xml', text: '''${REPORT}'''
      junit '**/r/*.xml'`),
  );
  const progress = await build.finish();
  assert.equal(progress.result, 'UNSTABLE', build.log());
  assert.equal(progress.stages[0]?.status, 'UNSTABLE');
  assert.deepEqual(progress.tests.suites, [
    {
      name: 's',
      file: 'r/a.xml',
      durationSeconds: 1.5,
      cases: [
        {
          className: 'c',
          name: 'good',
          durationSeconds: 0.5,
          status: 'PASSED',
        },
        {
          className: 'c',
          name: 'bad',
          durationSeconds: 0,
          status: 'FAILED',
          error: '1 is not 2',
          stack: 'at line 3',
        },
        {
          className: 'c',
          name: 'later',
          durationSeconds: 0,
          status: 'SKIPPED',
        },
      ],
    },
  ]);
});

test('artifacts are kept, with their folders', async context => {
  const build = await begin(
    context,
    steps(
      "sh 'mkdir -p d; printf abc > d/e.txt; touch f'\n archiveArtifacts artifacts: '**/*.txt', fingerprint: true",
    ),
  );
  const progress = await build.finish();
  assert.deepEqual(progress.artifacts, [{ path: 'd/e.txt', size: 3 }]);
  assert.equal(
    await readFile(join(build.folder, 'artifacts/d/e.txt'), 'utf8'),
    'abc',
  );
});

test('tells no secret in reasons, questions and reports of tests', async context => {
  const report =
    '<testsuite name="s"><testcase classname="c" name="bad"><failure message="${P}">of ${P}</failure><system-out>${P}</system-out></testcase></testsuite>';
  const build = await begin(
    context,
    steps(`withCredentials([usernamePassword(credentialsId: 'robot', usernameVariable: 'U', passwordVariable: 'P')]) {
      writeFile file: 'r/a.xml', text: """${report}"""
      junit 'r/a.xml'
      input id: 'Go', message: "Log in with \${P}?"
      error "login with \${P} failed"
    }`),
    { known: KNOWN },
  );
  await build.says('Log in with');
  const [question] = build.running.progress().inputs;
  build.running.answer('Go', { kind: 'proceed', by: 'Ada', parameters: {} });
  const progress = await build.finish();

  assert.equal(question?.message, 'Log in with ****?');
  const [stage] = progress.stages;
  assert.equal(stage?.reason, 'login with **** failed');
  const [testCase] = progress.tests.suites[0]?.cases ?? [];
  assert.equal(testCase?.error, '****');
  assert.doesNotMatch(JSON.stringify([build.events, progress]), /p4ss/);
});
