import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isRunning, readProcessTable } from './process-table.ts';
import { processTablePath } from './platform.ts';
import { restartDelay, Supervisor } from './supervisor.ts';
import { waitUntil } from './wait.ts';

let dir = '';
let supervisor: Supervisor;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'supervisor-'));
  supervisor = new Supervisor(dir, () => {});
});

after(async () => {
  await supervisor.close();
  await rm(dir, { recursive: true });
});

const soon = () => AbortSignal.timeout(60_000);
const pidOf = (name: string) => supervisor.state(name)?.pid ?? 0;

test('a program that dies is started again, and counted', async () => {
  await supervisor.run({ name: 'dies', command: 'sleep', args: ['60'] });
  const first = pidOf('dies');
  process.kill(first, 'SIGKILL');
  await waitUntil(() => pidOf('dies') > 0 && pidOf('dies') !== first, soon());
  const state = supervisor.state('dies');
  assert.equal(state?.restarts, 1);
  assert.equal(state?.lastExit, 'signal SIGKILL');
});

test('its children end with it', async () => {
  const script = 'sleep 60 & echo $! ; wait';
  await supervisor.run({ name: 'parent', command: 'sh', args: ['-c', script] });
  const log = supervisor.state('parent')?.logFile ?? '';
  let child = 0;
  await waitUntil(async () => {
    child = Number(await readFile(log, 'utf8'));
    return child > 0;
  }, soon());
  await supervisor.end('parent');
  await waitUntil(() => !alive(child), soon());
});

test('one that ignores SIGTERM is killed after its grace', async () => {
  await supervisor.run({
    name: 'stubborn',
    command: 'sh',
    args: ['-c', 'trap "" TERM; echo up; while :; do sleep 60; done'],
    graceSeconds: 0.2,
  });
  const { pid = 0, logFile = '' } = supervisor.state('stubborn') ?? {};
  await waitUntil(async () => (await readFile(logFile, 'utf8')) !== '', soon());
  await supervisor.end('stubborn');
  assert.equal(alive(pid), false);
  assert.equal(supervisor.state('stubborn'), undefined);
});

test('what runs stands in the table, what ended does not', async () => {
  await supervisor.run({ name: 'listed', command: 'sleep', args: ['60'] });
  const path = processTablePath(dir);
  const entry = (await readProcessTable(path)).find(
    ({ name }) => name === 'listed',
  );
  assert.ok(entry && isRunning(entry));
  assert.equal(isRunning({ ...entry, startTime: '1' }), false);
  await supervisor.end('listed');
  const rest = (await readProcessTable(path)).map(({ name }) => name);
  assert.equal(rest.includes('listed'), false);
});

test('a program that cannot be started is said, not thrown away', async () => {
  await supervisor.run({
    name: 'absent',
    command: '/does/not/exist',
    args: [],
  });
  await waitUntil(() => Boolean(supervisor.state('absent')?.lastExit), soon());
  assert.match(supervisor.state('absent')?.lastExit ?? '', /ENOENT/);
  await supervisor.end('absent');
});

test('logs are for their owner only', async () => {
  await supervisor.run({ name: 'private', command: 'sleep', args: ['60'] });
  const { mode } = await stat(supervisor.state('private')?.logFile ?? '');
  assert.equal(mode % 0o1000, 0o600);
});

test('the files of a program are private where that is asked for', async () => {
  const own = process.umask();
  const modes = [true, false].map(async privateFiles => {
    const name = `files-${privateFiles}`;
    const path = join(dir, name);
    await supervisor.run({
      name,
      command: 'sh',
      args: ['-c', `: > ${path}; exec sleep 60`],
      privateFiles,
    });
    const made = () =>
      stat(path).then(
        () => true,
        () => false,
      );
    await waitUntil(made, soon());
    return (await stat(path)).mode % 0o1000;
  });
  assert.deepEqual(await Promise.all(modes), [0o600, 0o666 - (0o666 & own)]);
  assert.equal(process.umask(), own);
});

test('a program that is run once tells its end, and stands in the table meanwhile', async () => {
  const home = await mkdtemp(join(dir, 'once-'));
  const other = new Supervisor(home, () => {});
  const run = (script: string) =>
    other.runToEnd({ name: 'once', command: 'sh', args: ['-c', script] });
  assert.equal(await run('exit 3'), 3);
  await assert.rejects(
    other.runToEnd({ name: 'none', command: '/does/not/exist', args: [] }),
  );
  const ended = run('sleep 60');
  const listed = async () =>
    (await readProcessTable(processTablePath(home))).length === 1;
  await waitUntil(listed, soon());
  await other.close();
  assert.equal(await ended, null);
});

test('a program that is run once tells each line, beside its log', async () => {
  const lines: string[] = [];
  const code = await supervisor.runToEnd({
    name: 'lines',
    command: 'sh',
    args: ['-c', 'echo one; echo two >&2; printf end; exit 4'],
    onLine: line => lines.push(line),
  });
  assert.equal(code, 4);
  assert.deepEqual(lines.sort(), ['end', 'one', 'two']);
  const log = join(dir, 'logs/lines.log');
  await waitUntil(
    async () => (await readFile(log, 'utf8')).split('\n').length === 4,
    soon(),
  );
  assert.equal((await stat(log)).mode % 0o1000, 0o600);
});

test('once closed, nothing is started any more', async () => {
  const other = new Supervisor(await mkdtemp(join(dir, 'closed-')), () => {});
  await other.run({ name: 'first', command: 'sleep', args: ['60'] });
  const { pid = 0 } = other.state('first') ?? {};
  await other.close();
  assert.equal(alive(pid), false);
  await assert.rejects(
    other.run({ name: 'late', command: 'sleep', args: ['60'] }),
    /late is not started: stopping/,
  );
});

test('a table that cannot be written ends nothing', async () => {
  const gone = await mkdtemp(join(dir, 'gone-'));
  const other = new Supervisor(gone, () => {});
  await other.run({ name: 'runs', command: 'sleep', args: ['60'] });
  await rm(processTablePath(gone));
  await mkdir(processTablePath(gone));
  await other.end('runs');
  await other.run({ name: 'again', command: 'sleep', args: ['60'] });
  assert.ok(alive(other.state('again')?.pid ?? 0));
  await other.close();
});

test('pauses grow and stay bounded', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 50].map(restartDelay),
    [300, 1000, 2000, 5000, 10_000, 10_000],
  );
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
