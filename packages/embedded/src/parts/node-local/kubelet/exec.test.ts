import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { WebSocket } from 'ws';
import { waitUntil } from '../../../platform/wait.ts';
import { processStartTime } from '../../../platform/process-table.ts';
import { runningContainer, startTestApi, type TestApi } from './testing/api.ts';

const nobody = {
  authenticate: async () => undefined,
  authorize: async () => false,
};
const V5 = ['v5.channel.k8s.io'];

let api: TestApi;
let dir: string;
let logFile: string;
before(async () => {
  api = await startTestApi(nobody);
  dir = await mkdtemp(join(tmpdir(), 'kubelet-exec-'));
  logFile = join(dir, '0.log');
  await writeFile(logFile, '2026-03-01T12:00:00Z stdout F before\n');
  setContainer();
});
after(async () => {
  await api.close();
  await rm(dir, { recursive: true, force: true });
});
afterEach(() => setContainer());

function setContainer(
  change: Parameters<typeof runningContainer>[1] = {},
): void {
  api.directory.setPod({
    object: { metadata: { namespace: 'shop', name: 'web' } },
    loopbackAddress: '127.0.0.1',
    containers: [
      runningContainer(logFile, { workingDirectory: dir, ...change }),
    ],
  });
}

/** What came over the socket, by channel. */
function collect(socket: WebSocket) {
  const channels: string[] = ['', '', '', '', ''];
  socket.on('message', (data: Buffer) => {
    const channel = data[0] ?? 0;
    channels[channel] += data.subarray(1).toString('utf8');
  });
  return {
    socket,
    channels,
    send: (channel: number, text: string) =>
      socket.send(Buffer.concat([Buffer.of(channel), Buffer.from(text)])),
    opened: once(socket, 'open'),
    closed: once(socket, 'close'),
  };
}

function open(
  path: string,
  command: readonly string[],
  flags: string,
  protocols = V5,
) {
  const query = command
    .map(word => `command=${encodeURIComponent(word)}`)
    .join('&');
  return collect(
    api.webSocket(`/${path}/shop/web/app?${query}&${flags}`, protocols),
  );
}

async function run(command: readonly string[], flags = 'output=1&error=1') {
  const stream = open('exec', command, flags);
  await stream.closed;
  const status: unknown = JSON.parse(stream.channels[3] ?? '');
  return { out: stream.channels[1], err: stream.channels[2], status };
}

const sh = (script: string) => ['sh', '-c', script];

test('a command has the environment and the folder of its container', async () => {
  const { out, status } = await run(sh('echo $GREETING; pwd'));
  assert.equal(out, `hello\n${dir}\n`);
  assert.partialDeepStrictEqual(status, { status: 'Success' });
});

test('stderr is apart, and the exit code comes as a cause', async () => {
  const { out, err, status } = await run(sh('echo out; echo err >&2; exit 3'));
  assert.deepEqual([out, err], ['out\n', 'err\n']);
  assert.partialDeepStrictEqual(status, {
    status: 'Failure',
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: '3' }] },
  });
});

test('a signal is 128 and its number', async () => {
  const { status } = await run(sh('kill -TERM $$'));
  assert.partialDeepStrictEqual(status, {
    details: { causes: [{ message: '143' }] },
  });
});

test('a program that is not there is said so', async () => {
  const { status } = await run(['no-such-program']);
  assert.partialDeepStrictEqual(status, {
    status: 'Failure',
    reason: 'InternalError',
  });
  assert.match(JSON.stringify(status), /no-such-program.*not found/);
});

test('stdin is passed on and its end too', async () => {
  const stream = open('exec', ['cat'], 'input=1&output=1');
  await stream.opened;
  stream.send(0, 'one\n');
  stream.send(0, 'two\n');
  stream.socket.send(Buffer.of(255, 0));
  await stream.closed;
  assert.equal(stream.channels[1], 'one\ntwo\n');
});

test('much output arrives whole', async () => {
  const { out } = await run(sh('head -c 5000000 /dev/zero | tr "\\0" x'));
  assert.equal(out?.length, 5_000_000);
});

test('much input arrives whole at a slow reader', async () => {
  const stream = open('exec', sh('sleep 0.3; wc -c'), 'input=1&output=1');
  await stream.opened;
  for (let sent = 0; sent < 64; sent += 1) stream.send(0, 'x'.repeat(65536));
  stream.socket.send(Buffer.of(255, 0));
  await stream.closed;
  assert.equal(Number(stream.channels[1]), 64 * 65536);
});

test('v4 is spoken, unknown protocols are not', async () => {
  const stream = open('exec', sh('echo hi'), 'output=1', ['v4.channel.k8s.io']);
  await stream.closed;
  assert.equal(stream.channels[1], 'hi\n');
  const refused = api.webSocket('/exec/shop/web/app?command=ls&output=1', [
    'v9.x',
  ]);
  const [error] = await once(refused, 'error');
  assert.match(String(error), /400/);
});

test('exec needs credentials and a running container', async () => {
  const path = '/exec/shop/web/app?command=ls&output=1';
  const [denied] = await once(api.webSocket(path, V5, {}), 'error');
  assert.match(String(denied), /401/);
  setContainer({ current: undefined });
  const [stopped] = await once(api.webSocket(path, V5), 'error');
  assert.match(String(stopped), /400/);
});

test('a terminal is a real one, has a size and takes what is typed', async () => {
  const stream = open('exec', ['sh'], 'input=1&output=1&tty=1');
  await stream.opened;
  stream.send(4, '{"Width":91,"Height":33}');
  const said = (wanted: RegExp) =>
    waitUntil(
      () => wanted.test(stream.channels[1] ?? ''),
      AbortSignal.timeout(60_000),
    );
  await said(/[$#] /);
  stream.send(0, 'tty; stty size\n');
  await said(/\/dev\/pts\/\d+\r\n33 91\r\n/);
  stream.send(4, '{"Width":50,"Height":20}');
  stream.send(0, 'sleep 0.1; stty size\n');
  await said(/20 50\r\n/);
  stream.send(0, 'exit 7\n');
  await stream.closed;
  assert.match(stream.channels[3] ?? '', /"message":"7"/);
});

test('what a command started ends when the client goes away', async () => {
  const stream = open('exec', sh('sleep 300 & echo $!; wait'), 'output=1');
  const deadline = AbortSignal.timeout(60_000);
  await waitUntil(() => /\d+\n/.test(stream.channels[1] ?? ''), deadline);
  const pid = Number(stream.channels[1]);
  assert.notEqual(processStartTime(pid), undefined);
  stream.socket.terminate();
  await waitUntil(() => processStartTime(pid) === undefined, deadline);
});

test('a command ends with the run of its container', async () => {
  const stream = open('exec', ['sleep', '300'], 'output=1');
  await stream.opened;
  setContainer({ current: { restart: 1, startedAt: new Date(), logFile } });
  await stream.closed;
  assert.match(stream.channels[3] ?? '', /NonZeroExitCode/);
});

test('attach shows what comes from now on, by stream, and ends with the run', async () => {
  const stream = collect(
    api.webSocket('/attach/shop/web/app?output=1&error=1', V5),
  );
  const deadline = AbortSignal.timeout(60_000);
  const first = once(stream.socket, 'message');
  await stream.opened;
  await first;
  let number = 0;
  await waitUntil(async () => {
    number += 1;
    await appendFile(logFile, `2026-03-01T12:00:01Z stdout F line ${number}\n`);
    return /line \d+\n/.test(stream.channels[1] ?? '');
  }, deadline);
  await appendFile(logFile, '2026-03-01T12:00:01Z stderr F wrong\n');
  await waitUntil(() => stream.channels[2] === 'wrong\n', deadline);
  const current = {
    restart: 0,
    startedAt: new Date(),
    finishedAt: new Date(),
    logFile,
  };
  setContainer({ current, pids: [] });
  await stream.closed;
  assert.doesNotMatch(stream.channels[1] ?? '', /before/);
  assert.match(stream.channels[3] ?? '', /"Success"/);
});

test('attach types into the named pipe, and shows the answer to it', async () => {
  const pipe = join(dir, 'stdin');
  execFileSync('mkfifo', [pipe]);
  const script = [
    'exec 3<>"$1"',
    'echo ready',
    'read line <&3',
    'echo "2026-03-01T12:00:02Z stdout F got $line" >> "$2"',
  ].join('\n');
  const reader = spawn('sh', ['-c', script, 'sh', pipe, logFile]);
  await once(reader.stdout, 'data');
  try {
    setContainer({ stdinPipe: pipe });
    const stream = collect(
      api.webSocket('/attach/shop/web/app?input=1&output=1', V5),
    );
    await stream.opened;
    stream.send(0, 'hello\n');
    await waitUntil(
      () => stream.channels[1] === 'got hello\n',
      AbortSignal.timeout(60_000),
    );
    stream.socket.close();
    await stream.closed;
  } finally {
    reader.kill('SIGKILL');
  }
});
