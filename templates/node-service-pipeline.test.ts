import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { begin, stagesOf } from '@pilothouse/embedded/testing/pipeline';
import { standIns } from './testing/programs.ts';
import { startScaffolder, type Scaffolder } from './testing/scaffolder.ts';

const DIGEST = `sha256:${'5'.repeat(64)}`;
const IMAGE = 'registry.example.com:5000/shop/order-status:1a2b3c4-7';
const REPORT =
  '<testsuites><testsuite name="s"><testcase name="t"/></testsuite></testsuites>';

/** The real ones are for the integration test; here it is about who is called with what. */
const PROGRAMS = {
  npm: `mkdir -p dist; echo '${REPORT}' > junit.xml`,
  git: 'echo 1a2b3c4',
  crane: `if [ "$1" = push ]; then echo "registry.example.com:5000/shop/order-status@${DIGEST}"; fi`,
  helm: '',
  kubectl: '',
  node: '',
  tar: '',
};
const KNOWN = [
  {
    id: 'pilothouse-registry',
    kind: 'username-password',
    username: 'ci',
    password: 'secret',
  },
  ...['dev', 'prod'].map(
    environment =>
      ({
        id: `pilothouse-deploy.order-status.${environment}`,
        kind: 'secret-file',
        fileName: 'kubeconfig',
        content: Buffer.from(environment),
      } as const),
  ),
] as const;

/** What the pipeline itself takes of the repository. */
const CHECKED_OUT = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  'ci/free-release.sh',
];

const BUILT = [
  'Build and release to dev',
  'Static analysis',
  'Unit tests',
  'Package',
  'Image',
].map(name => `${name} SUCCESS`);
const deployed = (environment: string) => [
  `Deploy to ${environment} SUCCESS`,
  `Smoke test ${environment} SUCCESS`,
];

let scaffolder: Scaffolder;
before(async () => {
  scaffolder = await startScaffolder(join(import.meta.dirname, 'node-service'));
});
after(() => scaffolder.stop());

async function beginPipeline(
  context: TestContext,
  environments: readonly string[],
  {
    branch = 'main',
    programs = {},
  }: { branch?: string; programs?: Partial<typeof PROGRAMS> } = {},
) {
  const { files } = await scaffolder.render({
    name: 'order-status',
    description: 'Says where an order is',
    owner: 'group:default/shop',
    application: 'system:default/tea-shop',
    environments,
  });
  const script = files.get('Jenkinsfile');
  assert.ok(script);
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-pipeline-'));
  const workspace = join(folder, 'workspace');
  const checkOut = async () => {
    await mkdir(join(workspace, 'ci'), { recursive: true });
    for (const name of CHECKED_OUT)
      await writeFile(join(workspace, name), files.get(name) ?? '');
  };
  await checkOut();
  const made = await standIns(join(folder, 'bin'), {
    ...PROGRAMS,
    ...programs,
  });
  let working = 0;
  const build = await begin(context, script, {
    known: KNOWN,
    executors: {
      async take() {
        working += 1;
        return () => (working -= 1);
      },
    },
    folders: {
      workspace,
      artifacts: join(folder, 'artifacts'),
      scratch: join(folder, 'scratch'),
    },
    environment: {
      PATH: `${made.folder}:${process.env.PATH ?? ''}`,
      HOME: folder,
      BRANCH_NAME: branch,
    },
  });
  context.after(() => rm(folder, { recursive: true, force: true }));
  return { build, checkOut, folder, calls: made.calls, working: () => working };
}

const helm = (environment: string) =>
  `helm upgrade --install order-status chart --values chart/values-${environment}.yaml ` +
  `--set-string image.reference=${IMAGE}@${DIGEST} --set-string version=1a2b3c4-7 ` +
  '--wait --timeout 5m';

test('main is built, pushed, deployed by digest and asked', async t => {
  const { build, folder, calls } = await beginPipeline(t, ['dev']);
  const progress = await build.finish();
  assert.equal(progress.result, 'SUCCESS', build.log());
  assert.deepEqual(stagesOf(progress), [
    ...BUILT,
    'Push SUCCESS',
    ...deployed('dev'),
  ]);
  const image = await readFile(join(folder, 'artifacts/image.txt'), 'utf8');
  assert.equal(image, `${IMAGE}@${DIGEST}\n`);
  const all = await calls();
  const looks = all.indexOf('helm history order-status --output json');
  assert.ok(looks >= 0 && all[looks + 1] === helm('dev'), all.join('\n'));
  assert.ok(all.includes(`crane push build/image.tar ${IMAGE}`));
  assert.ok(
    all.includes(
      'node ci/smoke-test.ts http://order-status-dev.apps.example.com:8080 1a2b3c4-7',
    ),
  );
  assert.doesNotMatch(build.log(), /secret\b/);
});

test('a further environment waits for somebody to approve it, and holds no executor,', async t => {
  const { build, calls, checkOut, folder, working } = await beginPipeline(t, [
    'dev',
    'prod',
  ]);
  await build.says('Proceed or Abort');
  assert.equal(working(), 0);
  await rm(join(folder, 'workspace'), { recursive: true });
  await checkOut();
  const [question] = build.running.progress().inputs;
  assert.equal(question?.message, 'Deploy to prod?');
  assert.ok(!(await calls()).includes(helm('prod')));
  build.running.answer(question.id, {
    kind: 'proceed',
    by: 'lin',
    parameters: {},
  });
  const progress = await build.finish();
  assert.equal(progress.result, 'SUCCESS', build.log());
  assert.deepEqual(stagesOf(progress), [
    ...BUILT,
    'Push SUCCESS',
    ...deployed('dev'),
    'Approve prod SUCCESS',
    'Release to prod SUCCESS',
    ...deployed('prod'),
  ]);
  assert.ok((await calls()).includes(helm('prod')));
});

test('another branch is built, and neither pushed nor deployed', async t => {
  const { build, calls } = await beginPipeline(t, ['dev', 'prod'], {
    branch: 'feature/one',
  });
  const progress = await build.finish();
  assert.equal(progress.result, 'SUCCESS', build.log());
  assert.deepEqual(
    stagesOf(progress).filter(stage => !stage.endsWith('NOT_EXECUTED')),
    BUILT,
  );
  const outside = (await calls()).filter(call =>
    /^(helm|crane push)/.test(call),
  );
  assert.deepEqual(outside, []);
});

test('a test that fails ends the run, with its report', async t => {
  const { build, calls } = await beginPipeline(t, ['dev'], {
    programs: {
      npm: `echo '${REPORT.replace(
        '<testcase name="t"/>',
        '<testcase name="t"><failure message="no"/></testcase>',
      )}' > junit.xml; [ "$1" != test ]`,
    },
  });
  const progress = await build.finish();
  assert.equal(progress.result, 'FAILURE', build.log());
  assert.ok(stagesOf(progress).includes('Unit tests FAILED'));
  assert.match(build.log(), /Recording test results/);
  assert.ok(!(await calls()).some(call => call.startsWith('crane')));
});

test('a deployment that fails tells what its pods say', async t => {
  const { build } = await beginPipeline(t, ['dev'], {
    programs: { helm: 'exit 1', kubectl: 'echo "CrashLoopBackOff of $1"' },
  });
  const progress = await build.finish();
  assert.equal(progress.result, 'FAILURE', build.log());
  assert.ok(stagesOf(progress).includes('Deploy to dev FAILED'));
  assert.match(build.logOf('Deploy to dev'), /CrashLoopBackOff of logs/);
});
