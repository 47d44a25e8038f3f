import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { helmTool } from '@pilothouse/embedded/delivery-tools';
import { openTool } from '@pilothouse/embedded/testing/tool';
import { parseAllDocuments } from 'yaml';
import { run } from './testing/run.ts';
import { startScaffolder, writeRendering } from './testing/scaffolder.ts';

const ENVIRONMENTS = ['dev', 'prod'];
const VALUES = {
  name: 'order-status',
  description: 'Says where an order is',
  owner: 'group:default/shop',
  application: 'system:default/tea-shop',
  environments: ENVIRONMENTS,
};
const DIGEST = `sha256:${'0'.repeat(64)}`;
const KINDS = [
  ...['Deployment', 'HorizontalPodAutoscaler', 'Ingress', 'NetworkPolicy'],
  ...['PodDisruptionBudget', 'Service', 'ServiceAccount'],
];
const LABELS = {
  'app.kubernetes.io/name': 'order-status',
  'app.kubernetes.io/instance': 'order-status',
  'app.kubernetes.io/part-of': 'tea-shop',
  'app.kubernetes.io/managed-by': 'Helm',
  'app.kubernetes.io/version': 'abc-1',
  'backstage.io/kubernetes-id': 'order-status',
};

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels: object };
  readonly spec?: object;
}

let folder: string;
/** Node.js that runs this goes first, so that npm and its scripts take the same. */
const PATH = `${dirname(process.execPath)}:${process.env.PATH ?? ''}`;
const npm = (...args: string[]) => run(folder, 'npm', args, { PATH });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilothouse-template-'));
  const scaffolder = await startScaffolder(
    join(import.meta.dirname, 'node-service'),
  );
  try {
    await writeRendering(await scaffolder.render(VALUES), folder);
  } finally {
    await scaffolder.stop();
  }
  await npm('ci', '--prefer-offline');
});
after(() => rm(folder, { recursive: true, force: true }));

test('the static analysis finds nothing', async () => {
  await npm('run', 'lint');
  await npm('run', 'typecheck');
});

test('its unit tests pass and leave a report', async () => {
  await npm('test');
  const report = await readFile(join(folder, 'junit.xml'), 'utf8');
  assert.match(report, /<testsuite name="readConfig"/);
  assert.doesNotMatch(report, /<failure/);
});

test('what is built serves, passes the smoke test and stops in order', async t => {
  await npm('run', 'build');
  const port = await freePort();
  const service = spawn(process.execPath, ['dist/main.js'], {
    cwd: folder,
    env: {
      PATH,
      HOST: '127.0.0.1',
      PORT: String(port),
      APP_VERSION: 'abc-1',
      DRAIN_MS: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => service.kill('SIGKILL'));
  const ended = once(service, 'exit') as Promise<[number | null]>;
  const lines: string[] = [];
  service.stdout.setEncoding('utf8').on('data', (text: string) => {
    lines.push(text);
  });
  const base = `http://order-status-dev.localhost:${port}`;
  await run(folder, process.execPath, ['ci/smoke-test.ts', base, 'abc-1']);
  service.kill('SIGTERM');
  assert.deepEqual((await ended).slice(0, 1), [0]);
  const log = lines
    .join('')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as { message: string });
  assert.deepEqual(
    log.slice(-2).map(({ message }) => message),
    ['stopping on SIGTERM', 'stopped'],
  );
});

async function assertChart(environment: string): Promise<void> {
  const helm = await openTool(helmTool);
  const settings = [
    ...['--values', join(folder, `chart/values-${environment}.yaml`)],
    ...['--set-string', `image.reference=registry/shop/order-status@${DIGEST}`],
    ...['--set-string', 'version=abc-1'],
  ];
  const linted = await helm.run([
    ...['lint', '--strict', join(folder, 'chart')],
    ...settings,
  ]);
  assert.equal(linted.code, 0, linted.out + linted.err);
  const made = await helm.run([
    ...['template', 'order-status', join(folder, 'chart')],
    ...settings,
  ]);
  assert.equal(made.code, 0, made.err);
  const objects = parseAllDocuments(made.out).map(
    document => document.toJS() as KubernetesObject,
  );
  assert.deepEqual(objects.map(({ kind }) => kind).sort(), KINDS);
  for (const { kind, metadata } of objects) {
    assert.equal(metadata.name, 'order-status', kind);
    assert.deepEqual(metadata.labels, LABELS, kind);
  }
  const deployment = objects.find(({ kind }) => kind === 'Deployment');
  assert.ok(deployment?.spec);
  assert.ok(!('replicas' in deployment.spec), 'the autoscaler owns replicas');
}

for (const environment of ENVIRONMENTS)
  test(`the chart makes what ${environment} needs`, () =>
    assertChart(environment));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
