import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { waitUntil } from '../../platform/wait.ts';
import {
  appOf,
  openNamespace,
  podOf,
  shellPod,
  type TestNamespace,
} from '../../testing/namespace.ts';

const PATIENCE_S = 90;

/** Listens as long as a file is there. */
const DOOR = `
const { existsSync } = require('node:fs');
const { createServer } = require('node:net');
const server = createServer(socket => socket.end());
setInterval(() => {
  const open = existsSync('/tmp/open');
  if (open && !server.listening) server.listen(8080);
  if (!open && server.listening) server.close();
}, 100);
`;

let ns: TestNamespace;

before(async () => {
  ns = await openNamespace('use');
});
after(() => ns.remove());

const running = (name: string) =>
  ns.until(name, ({ status }) => status?.phase === 'Running', PATIENCE_S);

test('describe tells of a pod, its containers and its events', async () => {
  await ns.apply(shellPod('told', 'exec sleep 1000'));
  await running('told');
  await ns.event('told', /^Started: /);
  const text = await ns.run('describe', 'pod', 'told');
  for (const line of [
    /^Name: +told$/m,
    /^Node: +local\//m,
    /^Status: +Running$/m,
    /^ +Image: +busybox$/m,
    /^ +State: +Running$/m,
    /Normal +Started .*Started container app/,
  ]) {
    assert.match(text, line);
  }
  assert.match(await ns.run('describe', 'node', 'local'), /isolates nothing/);
});

test('a quota refuses what is beyond it, and says so', async () => {
  const small = await openNamespace('quota');
  try {
    await small.apply({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'few' },
      spec: { hard: { pods: '1' } },
    });
    const hard = () =>
      small.run('get', 'quota/few', '--output=jsonpath={.status.hard.pods}');
    await waitUntil(
      async () => (await hard()) === '1',
      AbortSignal.timeout(PATIENCE_S * 1000),
    );
    await small.apply(shellPod('first', 'exec sleep 1000'));
    const run = ['--image=busybox', '--restart=Never', '--', 'sleep', '1000'];
    await assert.rejects(
      small.run('run', 'second', ...run),
      /exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1/,
    );
  } finally {
    await small.remove();
  }
});

test('a Secret is a folder of files with the mode that was asked for', async () => {
  await ns.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'credentials' },
    stringData: { user: 'lin', password: 'a b\nc' },
  });
  const secret = {
    secretName: 'credentials',
    defaultMode: 0o400,
    items: [{ key: 'password', path: 'db/password' }],
  };
  const pod = shellPod('secret', 'exec sleep 1000', {
    volumes: [{ name: 'secret', secret }],
  });
  const mounts = [{ name: 'secret', mountPath: '/etc/secret' }];
  Object.assign(pod.spec.containers[0] ?? {}, { volumeMounts: mounts });
  await ns.apply(pod);
  await running('secret');
  const inside = (...command: string[]) =>
    ns.run('exec', 'secret', '--', ...command);
  const path = '/etc/secret/db/password';
  assert.equal(await inside('cat', path), 'a b\nc');
  assert.equal(await inside('stat', '-L', '-c', '%a', path), '400\n');
  await assert.rejects(inside('cat', '/etc/secret/user'), /No such file/);
});

test('a TCP probe tells whether a port is open', async () => {
  const readinessProbe = {
    tcpSocket: { port: 8080 },
    periodSeconds: 1,
    failureThreshold: 1,
  };
  await ns.apply(
    podOf('door', {
      image: 'node',
      command: ['node', '-e', DOOR],
      readinessProbe,
    }),
  );
  await running('door');
  await ns.event('door', /^Unhealthy: Readiness probe failed: .*8080/);
  assert.equal(appOf(await ns.pod('door'))?.ready, false);
  const becomes = (ready: boolean) =>
    ns.until('door', pod => appOf(pod)?.ready === ready, PATIENCE_S);
  await ns.run('exec', 'door', '--', 'touch', '/tmp/open');
  await becomes(true);
  await ns.run('exec', 'door', '--', 'rm', '/tmp/open');
  await becomes(false);
});
