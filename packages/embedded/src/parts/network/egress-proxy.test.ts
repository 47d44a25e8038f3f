import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { startEgressProxy } from './egress-proxy.ts';
import { networkWith, startPods } from './testing.ts';

async function socketFor(context: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'egress-'));
  context.after(() => rm(dir, { recursive: true }));
  return join(dir, 'network', 'egress.sock');
}

async function start(context: TestContext, path: string): Promise<Server> {
  const server = await startEgressProxy(path, () => networkWith({}));
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return server;
}

async function connectThrough(socketPath: string, target: string) {
  const sent = request({ socketPath, method: 'CONNECT', path: target }).end();
  const [answer, socket, head] = (await once(sent, 'connect')) as [
    { statusCode: number },
    Socket,
    Buffer,
  ];
  return {
    status: answer.statusCode,
    socket,
    rest: async () => head.toString() + (await text(socket)),
  };
}

test('a pod is reached at its own address; only the owner may ask', async t => {
  const port = await startPods(t, {
    '10.244.1.1': (_, response) => response.end('I am the pod'),
  });
  const path = await socketFor(t);
  await start(t, path);
  assert.equal((await stat(path)).mode & 0o777, 0o600);

  const { status, socket } = await connectThrough(path, `10.244.1.1:${port}`);
  assert.equal(status, 200);
  socket.end('GET / HTTP/1.1\r\nHost: pod\r\nConnection: close\r\n\r\n');
  assert.match(await text(socket), /I am the pod$/);
});

const refusals: [target: string, status: number, words: RegExp][] = [
  ['10.0.0.1:443', 403, /not in the cluster/],
  ['example.com:443', 502, /Nothing in the cluster is called example\.com/],
  ['10.244.1.9:1', 502, /10\.244\.1\.9 \(connection refused\)/],
  ['nonsense', 400, /CONNECT needs host:port/],
];

for (const [target, expected, words] of refusals) {
  test(`CONNECT ${target} is answered with ${expected} and the reason`, async t => {
    const path = await socketFor(t);
    await start(t, path);
    const { status, rest } = await connectThrough(path, target);
    assert.equal(status, expected);
    assert.match(await rest(), words);
  });
}

test('a folder that others may enter is not used', async t => {
  const path = await socketFor(t);
  await mkdir(dirname(path));
  await chmod(dirname(path), 0o755);
  await assert.rejects(start(t, path), /closed to others/);
});

test('a socket left by a killed process is taken over, that of a living one is not', async t => {
  const path = await socketFor(t);
  const first = await start(t, path);
  await assert.rejects(
    startEgressProxy(path, () => networkWith({})),
    /Another network part answers/,
  );
  first.close();
  first.closeAllConnections();
  await once(first, 'close');
  await writeFile(path, '');
  await start(t, path);
  const { status } = await connectThrough(path, '10.0.0.1:1');
  assert.equal(status, 403);
});
