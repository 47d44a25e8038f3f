import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { isRunning, readProcessTable } from '../platform/process-table.ts';
import { processTablePath } from '../platform/platform.ts';
import { waitUntil } from '../platform/wait.ts';
import { ROOT } from './folders.ts';

const PORT = 18_007;
let home = '';

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'launcher-'));
});
after(() => rm(home, { recursive: true, force: true }));

function cli(command: string, ...args: string[]): ChildProcess {
  return spawn(
    process.execPath,
    [
      join(ROOT, `packages/embedded/src/cli/${command}.ts`),
      '--port',
      String(PORT),
      ...args,
    ],
    {
      env: { ...process.env, PILOTHOUSE_STATE: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

async function startEtcd(): Promise<ChildProcess> {
  const child = cli('start', '--part', 'etcd');
  assert.ok(child.stdout);
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('everything is up')) {
      child.stdout.resume();
      return child;
    }
  }
  throw new Error('the platform ended before it was up');
}

async function result(child: ChildProcess) {
  assert.ok(child.stdout && child.stderr);
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
  ]);
  if (child.exitCode === null) await once(child, 'exit');
  return { code: child.exitCode, out, err };
}

const table = () =>
  readProcessTable(processTablePath(join(home, String(PORT))));
const patience = () => AbortSignal.timeout(30_000);

test('SIGTERM stops everything in order', async () => {
  const child = await startEtcd();
  const running = await table();
  assert.ok(running.length > 0 && running.every(isRunning));
  child.kill('SIGTERM');
  await once(child, 'exit');
  assert.deepEqual(running.filter(isRunning), []);
  assert.deepEqual(await table(), []);
});

test('after SIGKILL of the launcher nothing stays running', async () => {
  const child = await startEtcd();
  const running = await table();
  child.kill('SIGKILL');
  await waitUntil(() => running.filter(isRunning).length === 0, patience());
});

test('a start on a running instance says so and changes nothing', async () => {
  const child = await startEtcd();
  const running = await table();
  const { code, err } = await result(cli('start', '--part', 'etcd'));
  assert.equal(code, 1);
  assert.match(err, /already runs at .*18007.*--port 18107/);
  assert.ok(running.every(isRunning));
  const reset = await result(cli('reset'));
  assert.equal(reset.code, 1);
  assert.match(reset.err, /Stop it with Ctrl-C/);
  child.kill('SIGTERM');
  await once(child, 'exit');
});

test('a taken port is named, with what to do', async () => {
  const server = createServer().listen(PORT + 4, '127.0.0.1');
  await once(server, 'listening');
  const { code, err } = await result(cli('start', '--part', 'etcd'));
  server.close();
  assert.equal(code, 1);
  assert.match(err, /^Port 18011 is taken by another program\..*--port/);
});

test('the doctor tells what is up, and what to do when it is not', async () => {
  const child = await startEtcd();
  const up = await result(cli('doctor', '--json'));
  const [etcd] = JSON.parse(up.out).parts;
  assert.equal(up.code, 0);
  assert.equal(etcd.name, 'etcd');
  assert.equal(etcd.state, 'ready');
  assert.match(etcd.logFile, /etcd\.log$/);
  child.kill('SIGTERM');
  await once(child, 'exit');
  const down = await result(cli('doctor'));
  assert.equal(down.code, 1);
  assert.match(down.out, /etcd.*stopped[\s\S]*npm start/);
});

test('reset clears the state; the next doctor knows nothing', async () => {
  const child = await startEtcd();
  child.kill('SIGTERM');
  await once(child, 'exit');
  const { code, out: said } = await result(cli('reset'));
  assert.equal(code, 0);
  assert.match(said, /^Cleared /);
  const { out } = await result(cli('doctor'));
  assert.match(out, /Nothing was started on port 18007 yet/);
});

test('of two starts at the same moment, one says that the other runs', async () => {
  const starts = [1, 2].map(() => cli('start', '--part', 'etcd'));
  const results = starts.map(result);
  try {
    const loser = await Promise.race(results);
    assert.equal(loser.code, 1);
    assert.match(loser.err, /already runs/);
    const still = starts.filter(({ exitCode }) => exitCode === null);
    assert.equal(still.length, 1);
  } finally {
    for (const child of starts) child.kill('SIGTERM');
    await Promise.all(results);
  }
});
