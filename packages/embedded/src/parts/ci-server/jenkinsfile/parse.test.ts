import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseJenkinsfile } from './parse.ts';
import { describeProblem, JenkinsfileProblem } from './problem.ts';

/** A pipeline with these sections, of which the stage is in line 3. */
const pipeline = (sections: string, stage = "steps { sh 'x' }") => `pipeline {
  agent any
  stages { stage('A') { ${stage} } }
  ${sections}
}`;
const inStage = (stage: string) => pipeline('', stage);
const inSteps = (steps: string) => inStage(`steps { ${steps} }`);
const inScript = (script: string) => inSteps(`script { ${script} }`);
const inWhen = (when: string) => inStage(`when { ${when} }\n steps { sh 'x' }`);

const READ: [what: string, source: string][] = [
  ['the least', pipeline('')],
  ['a label', pipeline('').replace('any', "{ label 'linux && x' }")],
  [
    'a node',
    pipeline('').replace('any', "{ node { label 'a'; customWorkspace 'b' } }"),
  ],
  [
    'an environment',
    pipeline(
      'environment { A = "x${B}"\n C = credentials("d")\n E = \'f\' + env.G }',
    ),
  ],
  ['tools', pipeline("tools { nodejs 'Node 22' }")],
  ['post', pipeline('post { always { echo "a" } cleanup { deleteDir() } }')],
  [
    'post of a stage',
    inStage("steps { echo 'x' }\n post { failure { echo 'y' } }"),
  ],
  [
    'options of a stage',
    inStage(
      "options { timeout(5); retry(2); timestamps() }\n steps { echo 'x' }",
    ),
  ],
  [
    'stages in a stage',
    inStage("stages { stage('B') { steps { echo 'x' } } }"),
  ],
  [
    'parallel',
    inStage(
      "failFast true\n parallel { stage('B') { steps { echo 'x' } } stage('C') { agent any\n steps { echo 'y' } } }",
    ),
  ],
  [
    'input',
    inStage(
      "input { message 'Go?'\n ok 'Yes'\n submitter 'a,b'\n parameters { string(name: 'P', defaultValue: 'q') } }\n steps { echo 'x' }",
    ),
  ],
  [
    'a step with a value',
    inSteps(
      "sh 'a'\n sh(script: 'b', label: 'c')\n sh script: 'd', returnStatus: true",
    ),
  ],
  [
    'a step in a step',
    inSteps(
      "dir('a') { withEnv(['B=c', \"D=${params.E}\"]) { retry(3) { sh 'x' } } }",
    ),
  ],
  [
    'credentials',
    inSteps(
      "withCredentials([string(credentialsId: 'a', variable: 'B'), usernamePassword(credentialsId: 'c', usernameVariable: 'D', passwordVariable: 'E'), file(credentialsId: 'f', variable: 'G')]) { sh 'x' }",
    ),
  ],
  [
    'a small script',
    inScript(
      "def a = sh(returnStdout: true, script: 'x').trim()\n if (a == 'b' && !fileExists('c')) { env.D = a } else { echo \"${a?.size()}\" }",
    ),
  ],
  ['semicolons', inSteps("echo 'a'; echo 'b';")],
  ['comments everywhere', `// a\n${pipeline('/* b */')} // c`],
  [
    'when of every kind',
    inWhen(`beforeAgent true
    anyOf { branch 'main'; branch pattern: 'r-\\\\d+', comparator: 'REGEXP'; tag 'v*'; buildingTag() }
    allOf { environment name: 'A', value: 'b'; not { changeRequest() } }
    changeRequest target: 'main'
    equals expected: 'a', actual: params.B
    expression { return params.C && env.D != 'e' }`),
  ],
];

for (const [what, source] of READ)
  test(`reads ${what}`, () => {
    assert.equal(parseJenkinsfile(source).stages[0]?.name, 'A');
  });

const REFUSED: [what: string, source: string, message: RegExp][] = [
  [
    'an empty file',
    '',
    /^WorkflowScript: 1: Expected "pipeline \{".*found the end of the file @ line 1, column 1\.$/,
  ],
  [
    'a scripted pipeline',
    "node { sh 'x' }",
    /only declarative pipelines are known here; found "node"/,
  ],
  [
    'more after it',
    `${pipeline('')}\nfoo()`,
    /^WorkflowScript: 6: Expected the end of the file/,
  ],
  [
    'an open brace',
    pipeline('').slice(0, -1),
    /: 1: expecting '\}' for this '\{' @ line 1, column 10/,
  ],
  [
    'an unknown section',
    pipeline('foo { }'),
    /^WorkflowScript: 4: Undefined section "foo".* @ line 4, column 3\.$/,
  ],
  [
    'libraries',
    pipeline("libraries { lib('x') }"),
    /Undefined section "libraries"/,
  ],
  [
    'a section twice',
    pipeline('agent any'),
    /: 4: Multiple occurrences of the agent section/,
  ],
  [
    'no agent',
    pipeline('').replace('agent any', ''),
    /Missing required section "agent"/,
  ],
  ['no stages', 'pipeline { agent any }', /Missing required section "stages"/],
  [
    'empty stages',
    'pipeline { agent any\n stages { } }',
    /: 2: No stages specified/,
  ],
  [
    'an unknown agent',
    pipeline('').replace('any', "{ docker 'x' }"),
    /: 2: Invalid agent type "docker" specified. Must be one of \[any, label, node, none\]/,
  ],
  [
    'an unknown stage section',
    inStage("foo { }\n steps { sh 'x' }"),
    /^WorkflowScript: 3: Unknown stage section "foo".*column 25\.$/,
  ],
  ['matrix', inStage('matrix { }'), /Unknown stage section "matrix"/],
  [
    'steps beside stages',
    inStage("steps { sh 'x' }\n stages { stage('B') { steps { sh 'x' } } }"),
    /Only one of "parallel", "stages" or "steps"/,
  ],
  [
    'a stage without work',
    inStage('agent any'),
    /Expected one of "steps", "stages", or "parallel" for stage "A"/,
  ],
  [
    'two stages of a name',
    inStage("stages { stage('A') { steps { sh 'x' } } }"),
    /Duplicate stage name: "A"/,
  ],
  [
    'failFast alone',
    inStage("failFast true\n steps { sh 'x' }"),
    /"failFast" can only be used/,
  ],
  [
    'an agent of parallel stages',
    inStage("agent any\n parallel { stage('B') { steps { sh 'x' } } }"),
    /not allowed in stage "A" as it contains parallel/,
  ],
  ['an unknown step', inSteps("docker.build('x')"), /Expected a step/],
  [
    'an unknown step by name',
    inSteps("slackSend 'x'"),
    /^WorkflowScript: 3: No such DSL method 'slackSend' found among steps \[archiveArtifacts, catchError.*line 3, column 33\.$/,
  ],
  [
    'an unknown parameter',
    inSteps("sh cmd: 'x'"),
    /Invalid parameter "cmd" for "sh", known are \[encoding, label/,
  ],
  [
    'a missing parameter',
    inSteps('sh label: "x"'),
    /Missing required parameter: "script" of "sh"/,
  ],
  [
    'a parameter of another type',
    inSteps('sh 5'),
    /Expecting text for parameter "script" but got number/,
  ],
  [
    'two values without names',
    inSteps("sh 'a', 'b'"),
    /takes one value without a name/,
  ],
  ['a body too few', inSteps("dir('x')"), /Step "dir" needs a body/],
  ['a body too many', inSteps("sh('x') { }"), /Step "sh" does not take a body/],
  [
    'an expression among steps',
    inSteps('1 + 1'),
    /everything else has to stand in a "script" block/,
  ],
  [
    'a loop',
    inScript('for (a in b) { }'),
    /^WorkflowScript: 3: "for" is not known here: of script only/,
  ],
  ['try', inScript('try { } finally { }'), /"try" is not known here/],
  [
    'a closure',
    inScript('[1].each { echo "x" }'),
    /closures are not known here, not even that of "each"/,
  ],
  ['new', inScript('def a = new File("/")'), /"new" is not known here/],
  [
    'a method of the host',
    inScript("def a = 'id'.execute()"),
    /Method "execute" is not known here/,
  ],
  [
    'currentBuild',
    inScript('echo currentBuild.result'),
    /"currentBuild" is not known here/,
  ],
  [
    'currentBuild in a string',
    inSteps('echo "${currentBuild.result}"'),
    /"currentBuild" is not known here/,
  ],
  [
    'an unknown condition of post',
    pipeline("post { never { echo 'x' } }"),
    /: 4: Invalid condition "never" - valid conditions are \[aborted, always/,
  ],
  [
    'an unknown option',
    pipeline("options { ansiColor('xterm') }"),
    /Invalid option type "ansiColor". Valid option types: \[buildDiscarder/,
  ],
  [
    'an option twice',
    pipeline('options { timestamps(); timestamps() }'),
    /Duplicate option name: "timestamps"/,
  ],
  [
    'an option of the pipeline in a stage',
    inStage("options { disableConcurrentBuilds() }\n steps { sh 'x' }"),
    /Invalid option type "disableConcurrentBuilds"/,
  ],
  [
    'an unknown unit of time',
    pipeline("options { timeout(time: 1, unit: 'WEEKS') }"),
    /Expecting one of \[DAYS, HOURS/,
  ],
  [
    'an unknown parameter type',
    pipeline("parameters { run(name: 'x') }"),
    /Invalid parameter type "run"/,
  ],
  [
    'a parameter twice',
    pipeline("parameters { string(name: 'A'); text(name: 'A') }"),
    /Duplicate parameter name: "A"/,
  ],
  [
    'an interpolated default',
    pipeline('parameters { string(name: "A", defaultValue: "${B}") }'),
    /without interpolation/,
  ],
  [
    'an unknown trigger',
    pipeline('triggers { githubPush() }'),
    /Invalid trigger type "githubPush"/,
  ],
  [
    'an unknown conditional',
    inWhen("changeset '**'"),
    /: 3: Unknown conditional changeset. Valid conditionals are: \[allOf, anyOf, branch/,
  ],
  ['when without a condition', inWhen('beforeAgent true'), /Empty when/],
  [
    'two conditions in not',
    inWhen("not { branch 'a'; branch 'b' }"),
    /"not" needs exactly one condition/,
  ],
  [
    'environment without a value',
    pipeline("environment { A 'b' }"),
    /Expected name=value pairs in environment, found a string/,
  ],
  [
    'input without a message',
    inStage("input { ok 'x' }\n steps { sh 'x' }"),
    /Missing required parameter: "message" of "input"/,
  ],
];

for (const [what, source, message] of REFUSED)
  test(`refuses ${what}`, () => {
    assert.throws(
      () => parseJenkinsfile(source),
      (error: unknown) => {
        assert.ok(error instanceof JenkinsfileProblem, String(error));
        assert.match(error.message, message);
        return true;
      },
    );
  });

test('what is said of the job is told apart', () => {
  const { declared, options } = parseJenkinsfile(
    pipeline(`options {
      buildDiscarder(logRotator(numToKeepStr: '10', daysToKeepStr: ''))
      disableConcurrentBuilds(abortPrevious: true)
      timeout(time: 2, unit: 'HOURS')
      quietPeriod(3)
      skipDefaultCheckout()
    }
    parameters {
      string(name: 'A', defaultValue: 'b', description: 'c')
      booleanParam(name: 'D', defaultValue: true)
      choice(name: 'E', choices: ['f', 'g'])
    }
    triggers { cron('H * * * *'); upstream(upstreamProjects: 'a, b', threshold: hudson.model.Result.UNSTABLE) }`),
  );
  assert.deepEqual(declared, {
    concurrency: 'abort-previous',
    discarder: { numToKeep: 10 },
    quietPeriodSeconds: 3,
    parameters: [
      { kind: 'string', name: 'A', default: 'b', description: 'c' },
      { kind: 'boolean', name: 'D', default: true },
      { kind: 'choice', name: 'E', choices: ['f', 'g'] },
    ],
    triggers: [
      { kind: 'cron', spec: 'H * * * *' },
      { kind: 'upstream', projects: ['a', 'b'], threshold: 'UNSTABLE' },
    ],
  });
  assert.deepEqual(options, {
    timeoutMillis: 7_200_000,
    skipDefaultCheckout: true,
  });
});

test('a problem is shown with its line', () => {
  const source = pipeline('', '\tfoo { }');
  try {
    parseJenkinsfile(source);
    assert.fail('it was read');
  } catch (error) {
    assert.ok(error instanceof JenkinsfileProblem, String(error));
    const lines = describeProblem(error, source);
    assert.equal(lines[3]?.indexOf('^'), lines[2]?.indexOf('foo'));
  }
});

test('a Jenkinsfile cut anywhere is read or refused with its place', () => {
  const whole = READ.map(([, source]) => source);
  fc.assert(
    fc.property(fc.constantFrom(...whole), fc.nat(), (source, at) => {
      try {
        parseJenkinsfile(source.slice(0, at % source.length));
      } catch (error) {
        assert.ok(error instanceof JenkinsfileProblem, String(error));
      }
    }),
  );
});
