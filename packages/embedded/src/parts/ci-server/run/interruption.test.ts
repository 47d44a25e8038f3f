import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { processStartTime } from '../../../platform/process-table.ts';
import { waitUntil } from '../../../platform/wait.ts';
import { begin, stagesOf, steps } from './testing.ts';

const soon = () => AbortSignal.timeout(60_000);

const PROCESSES: [what: string, script: string][] = [
  ['that waits', 'sleep 600 & echo $! > pid; echo up; wait'],
  [
    'that ignores being asked',
    'trap "" TERM; echo $$ > pid; echo up; while :; do sleep 600; done',
  ],
  [
    'that left its group',
    "setsid sh -c 'echo $$ > pid; echo up; sleep 600' & wait",
  ],
  [
    'that left its group and ignores being asked',
    'setsid sh -c \'trap "" TERM; echo $$ > pid; echo up; while :; do sleep 600; done\' & wait',
  ],
];

for (const [what, script] of PROCESSES)
  test(`an abort ends a process ${what}`, async context => {
    const build = await begin(context, steps(`sh '''${script}'''`));
    await build.says('\nup\n');
    const pid = Number(await readFile(join(build.workspace, 'pid'), 'utf8'));
    assert.ok(processStartTime(pid));
    build.running.abort('Ada');
    const progress = await build.finish();
    assert.equal(progress.result, 'ABORTED');
    assert.equal(processStartTime(pid), undefined);
    assert.match(build.log(), /Aborted by Ada\nFinished: ABORTED\n$/);
  });

test('what a build leaves in the background ends with it, and does not hold it up', async context => {
  const build = await begin(
    context,
    steps("sh 'sleep 600 & echo $! > pid'\n sh 'kill -0 $(cat pid)'"),
  );
  const progress = await build.finish();
  assert.equal(progress.result, 'SUCCESS', build.log());
  const pid = Number(await readFile(join(build.workspace, 'pid'), 'utf8'));
  await waitUntil(() => processStartTime(pid) === undefined, soon());
});

test('post is run after an abort, and a second abort ends it', async context => {
  const build = await begin(
    context,
    steps(
      "sh 'echo up; sleep 600'",
      "post { always { echo 'cleaning'\n sh 'echo still; sleep 600' } cleanup { echo 'clean' } }",
    ),
  );
  await build.says('\nup\n');
  build.running.abort('Ada');
  await build.says('\nstill\n');
  build.running.abort('Ada');
  const progress = await build.finish();
  assert.equal(progress.result, 'ABORTED');
  assert.match(build.log(), /\ncleaning\n[^]*\nclean\n/);
});

test('an abort is not caught by catchError', async context => {
  const build = await begin(
    context,
    steps("catchError { sh 'echo up; sleep 600' }\n echo 'after'"),
  );
  await build.says('\nup\n');
  build.running.abort('Ada');
  assert.equal((await build.finish()).result, 'ABORTED');
  assert.doesNotMatch(build.log(), /\nafter\n/);
});

const INPUT =
  "input message: 'Go?', id: 'go', ok: 'Yes', submitter: 'ada, ops', parameters: [string(name: 'N', defaultValue: 'd'), booleanParam(name: 'B')]";

test('an input waits, and gives what was answered', async context => {
  const build = await begin(
    context,
    steps(
      `script { def a = ${INPUT.replace(
        'input ',
        'input(',
      )})\n echo "\${a.N} \${a['B']}" }`,
    ),
  );
  await build.says('Yes or Abort');
  const { inputs, stages } = build.running.progress();
  assert.equal(stages[0]?.status, 'PAUSED_PENDING_INPUT');
  const { askedAtMillis, ...input } = inputs[0] ?? { askedAtMillis: 0 };
  assert.ok(askedAtMillis > 0);
  assert.deepEqual(input, {
    id: 'Go',
    stageId: stages[0]?.id,
    message: 'Go?',
    ok: 'Yes',
    submitters: ['ada', 'ops'],
    parameters: [
      { kind: 'string', name: 'N', default: 'd' },
      { kind: 'boolean', name: 'B', default: false },
    ],
  });
  assert.equal(
    build.running.answer('other', { kind: 'abort', by: 'x' }),
    false,
  );
  const parameters = { N: 'n' };
  assert.ok(
    build.running.answer('Go', { kind: 'proceed', by: 'Ada', parameters }),
  );
  const progress = await build.finish();
  assert.equal(progress.result, 'SUCCESS', build.log());
  assert.deepEqual(progress.inputs, []);
  assert.match(build.log(), /Approved by Ada\n[^]*n false\n/);
});

test('a rejected input aborts the build', async context => {
  const build = await begin(context, steps(INPUT));
  await build.says('Yes or Abort');
  build.running.answer('Go', { kind: 'abort', by: 'Ada' });
  const progress = await build.finish();
  assert.deepEqual(stagesOf(progress), ['A ABORTED']);
  assert.equal(progress.result, 'ABORTED');
  assert.match(build.log(), /Rejected by Ada/);
});

test('an input that nobody answers ends with its time', async context => {
  const build = await begin(
    context,
    steps(`timeout(time: 200, unit: 'MILLISECONDS') { ${INPUT} }`),
  );
  const progress = await build.finish();
  assert.equal(progress.result, 'ABORTED');
  assert.ok(
    build.events.some(
      event =>
        event.kind === 'input-answered' &&
        event.decision.kind === 'interrupted',
    ),
  );
});

test('a stage asks before it begins', async context => {
  const build = await begin(
    context,
    `pipeline { agent none
      stages { stage('A') {
        input { message 'Where?'\n ok 'There'\n submitterParameter 'WHO'
          parameters { choice(name: 'TO', choices: ['dev', 'prod']) } }
        steps { echo "$TO by $WHO" } } } }`,
  );
  await build.says('There or Abort');
  const [input] = build.running.progress().inputs;
  const answer = { kind: 'proceed', by: 'Ada', parameters: {} } as const;
  build.running.answer(input?.id ?? '', answer);
  assert.equal((await build.finish()).result, 'SUCCESS', build.log());
  assert.match(build.log(), /\ndev by Ada\n/);
});

test('what is known of a run is plain JSON at every moment', async context => {
  const build = await begin(context, steps(`${INPUT}`));
  await build.says('Yes or Abort');
  const progress = build.running.progress();
  assert.deepEqual(JSON.parse(JSON.stringify(progress)), progress);
});
