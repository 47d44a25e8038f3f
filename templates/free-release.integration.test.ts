import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, after, test } from 'node:test';
import { helmTool } from '@pilothouse/embedded/delivery-tools';
import { openDelivery } from '@pilothouse/embedded/testing/delivery';
import {
  openNamespace,
  type TestNamespace,
} from '@pilothouse/embedded/testing/namespace';
import { openTool, type Tool } from '@pilothouse/embedded/testing/tool';
import { waitUntil } from '@pilothouse/embedded/wait';
import { standIns } from './testing/programs.ts';
import { run } from './testing/run.ts';

const SCRIPT = join(
  import.meta.dirname,
  'node-service/service/ci/free-release.sh',
);

/** A chart whose Deployment gets ready only where it is told to have no replica. */
const CHART = {
  'Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
  'values.yaml': 'replicas: 0\ngreeting: hello\n',
  'templates/all.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: orders
data:
  greeting: {{ .Values.greeting | quote }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels: {app: orders}
  template:
    metadata:
      labels: {app: orders}
    spec:
      nodeSelector: {kubernetes.io/hostname: none}
      containers:
        - name: orders
          image: busybox
`,
};

let folder: string;
let helm: Tool;
let ns: TestNamespace;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilothouse-release-'));
  await mkdir(join(folder, 'chart/templates'), { recursive: true });
  for (const [path, text] of Object.entries(CHART))
    await writeFile(join(folder, 'chart', path), text);
  helm = await openTool(helmTool);
  ns = await openNamespace('release');
});
after(async () => {
  await ns.remove();
  await rm(folder, { recursive: true, force: true });
});

/** As a pipeline deploys. */
const upgrade = (...settings: string[]) => [
  ...['upgrade', '--install', 'orders', join(folder, 'chart')],
  ...['--namespace', ns.name, '--wait', '--timeout', '5m', ...settings],
];

async function statusOf(): Promise<string | undefined> {
  const args = ['status', 'orders', '--namespace', ns.name, '-o', 'json'];
  const { code, out } = await helm.run(args);
  if (code !== 0) return undefined;
  return (JSON.parse(out) as { info: { status: string } }).info.status;
}

async function killed(status: string): Promise<void> {
  const child = helm.start(upgrade('--set', 'replicas=1,greeting=killed'));
  const ended = once(child, 'close');
  await waitUntil(
    async () => (await statusOf()) === status,
    AbortSignal.timeout(60_000),
    200,
  );
  child.kill('SIGKILL');
  await ended;
  const { code, err } = await helm.run(upgrade());
  assert.notEqual(code, 0);
  assert.match(err, /another operation .* is in progress/);
}

async function free(): Promise<void> {
  const delivery = openDelivery();
  const environment = await delivery.environment(folder);
  const [, deploy] = await delivery.credentials('orders', 'dev', ns.name);
  assert.ok(deploy?.kind === 'secret-file');
  const KUBECONFIG = join(folder, 'kubeconfig');
  await writeFile(KUBECONFIG, deploy.content, { mode: 0o600 });
  // Nobody is at it any more, so there is nothing to wait for.
  const stands = await standIns(join(folder, 'bin'), { sleep: '' });
  const PATH = `${stands.folder}:${environment.PATH ?? ''}`;
  await run(folder, 'sh', [SCRIPT, 'orders'], {
    ...environment,
    KUBECONFIG,
    PATH,
  });
}

const greeting = () =>
  ns.run('get', 'configmap', 'orders', '-o', 'jsonpath={.data.greeting}');

async function deploys(): Promise<void> {
  const { code, err } = await helm.run(upgrade());
  assert.equal(code, 0, err);
  assert.equal(await statusOf(), 'deployed');
  assert.equal(await greeting(), 'hello');
}

test('a release that a killed installation left can be deployed again', async () => {
  await free();
  await killed('pending-install');
  await free();
  assert.equal(await statusOf(), undefined);
  await deploys();
});

test('and one that a killed upgrade left, which goes back to what was deployed', async () => {
  await free();
  assert.equal(await greeting(), 'hello');
  await killed('pending-upgrade');
  assert.equal(await greeting(), 'killed');
  await free();
  assert.equal(await statusOf(), 'deployed');
  assert.equal(await greeting(), 'hello');
  await deploys();
});
