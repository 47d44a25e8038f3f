import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { judgeChart } from './testing/chart.ts';
import { run } from './testing/run.ts';
import { startScaffolder, writeRendering } from './testing/scaffolder.ts';
import { ORDERS } from './testing/service-templates.ts';

const ENVIRONMENTS = ['dev', 'prod'];
const VALUES = { ...ORDERS, environments: ENVIRONMENTS };

let folder: string;
/** The same service with a database. */
let stored: string;
/** Node.js that runs this goes first, so that npm and its scripts take the same. */
const PATH = `${dirname(process.execPath)}:${process.env.PATH ?? ''}`;
const npmIn = (where: string, ...args: string[]) =>
  run(where, 'npm', args, { PATH });
const npm = (...args: string[]) => npmIn(folder, ...args);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilothouse-template-'));
  stored = await mkdtemp(join(tmpdir(), 'pilothouse-template-'));
  const scaffolder = await startScaffolder(
    join(import.meta.dirname, 'node-service'),
  );
  try {
    await writeRendering(await scaffolder.render(VALUES), folder);
    const withDatabase = { ...VALUES, database: 'small' };
    await writeRendering(await scaffolder.render(withDatabase), stored);
  } finally {
    await scaffolder.stop();
  }
  await npm('ci', '--prefer-offline');
});
after(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(stored, { recursive: true, force: true });
});

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

test('with a database, the analysis finds nothing, and its tests need none', async () => {
  await npmIn(stored, 'ci', '--prefer-offline');
  await npmIn(stored, 'run', 'lint');
  await npmIn(stored, 'run', 'typecheck');
  await npmIn(stored, 'test');
  const report = await readFile(join(stored, 'junit.xml'), 'utf8');
  assert.match(report, /<testsuite name="\/notes"/);
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

const assertChart = async (environment: string) => {
  const container = await judgeChart(folder, environment);
  assert.equal(container.args, undefined);
};

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
