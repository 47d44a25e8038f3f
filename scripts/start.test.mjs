import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { checkPorts } from '../packages/embedded/src/launcher/ports.ts';
import { addressesFor } from '../packages/embedded/src/platform/addresses.ts';
import { root } from './lib/paths.mjs';
import { Progress } from './lib/progress.mjs';
import { outputOf } from './lib/run.mjs';
import { ensureToolchain } from './lib/toolchain.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'start-'));
const nodePlace = join(scratch, 'cache/node');
after(() => rmSync(scratch, { recursive: true, force: true }));
beforeEach(() => {
  for (const name of ['cache', 'state', 'bin', 'own'])
    rmSync(join(scratch, name), { recursive: true, force: true });
  mkdirSync(join(scratch, 'bin'));
});

/** @param {readonly string[]} programs of this machine that are to be found */
function allow(...programs) {
  for (const name of programs) {
    const path = outputOf('which', [name]) ?? assert.fail(`no ${name}`);
    symlinkSync(path, join(scratch, 'bin', name));
  }
}

/**
 * @param {string} name
 * @param {string} script what it is to do
 */
function fake(name, script = 'exit 0') {
  const path = join(scratch, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

/** A Node.js without its headers, which the project cannot use. */
function bareNode() {
  const node = join(scratch, 'own/bin/node');
  mkdirSync(join(scratch, 'own/bin'), { recursive: true });
  try {
    linkSync(process.execPath, node);
  } catch {
    copyFileSync(process.execPath, node);
  }
  return node;
}

/** The first port of an instance whose ports are all free. */
async function freePort() {
  for (let port = 31_007; port < 60_000; port += 16) {
    const taken = await checkPorts(addressesFor(port)).then(
      () => false,
      () => true,
    );
    if (!taken) return port;
  }
  return assert.fail('no ports are free');
}

/**
 * @param {number} port
 * @param {string} [node]
 */
function start(port, node = process.execPath) {
  const { status, stderr } = spawnSync(
    node,
    [join(root, 'scripts/start.mjs'), '--port', String(port)],
    {
      encoding: 'utf8',
      env: {
        HOME: scratch,
        PATH: join(scratch, 'bin'),
        PILOTHOUSE_CACHE: join(scratch, 'cache'),
        PILOTHOUSE_STATE: join(scratch, 'state'),
      },
    },
  );
  return { status, stderr };
}

/** @type {[string, string[], RegExp][]} */
const missing = [
  ['git', [], /^git is missing\. Install it, for example by: .+\n$/],
  ['Python', ['git'], /^Python 3 is missing\. Install it, .+\n$/],
  ['cc', ['git', 'python3'], /^A C compiler is missing\. Install it, .+\n$/],
];

for (const [title, programs, says] of missing) {
  test(`a machine without ${title} is told so in one sentence`, async () => {
    for (const name of programs) fake(name);
    const { status, stderr } = start(await freePort());
    assert.match(stderr, says);
    assert.equal(status, 1);
    assert.equal(existsSync(join(scratch, 'cache')), false);
    assert.equal(existsSync(join(scratch, 'state')), false);
  });
}

test('a taken port is told before anything is looked for', async t => {
  const port = await freePort();
  const server = createServer();
  await new Promise(resolve => {
    server.listen(port + 3, '127.0.0.1', () => resolve(undefined));
  });
  t.after(() => server.close());
  const { status, stderr } = start(port);
  assert.equal(
    stderr,
    `Port ${
      port + 3
    } is taken by another program. Stop that program, or start on other ports: npm start -- --port ${
      port + 100
    }\n`,
  );
  assert.equal(status, 1);
  assert.equal(existsSync(join(scratch, 'cache')), false);
});

test('a broken download says what to do and leaves nothing half-made', async () => {
  fake('npm', 'echo half > half; echo network unreachable >&2; exit 1');
  const { status, stderr } = start(await freePort(), bareNode());
  assert.match(stderr, /network unreachable/);
  assert.match(stderr, /could not be fetched .+ Check the network, or install/);
  assert.equal(status, 1);
  assert.deepEqual(readdirSync(nodePlace), []);
});

test('a half-written cache and the draft of a killed start are made anew', async () => {
  const name = `node-${process.platform}-${process.arch}`;
  const place = outputOf(process.execPath, [
    '--print',
    `'22.23.3-' + process.arch`,
  ]);
  const half = join(nodePlace, String(place));
  mkdirSync(join(half, 'node_modules'), { recursive: true });
  mkdirSync(`${half}.2147483647.partial`);
  const bin = `node_modules/${name}/bin`;
  allow('mkdir', 'ln');
  fake('npm', `mkdir -p ${bin} && ln -s ${process.execPath} ${bin}/node`);
  const { status, stderr } = start(await freePort(), bareNode());
  assert.match(stderr, /fetching Node[.]js .+\ngit is missing\. .+\n$/);
  assert.equal(status, 1);
  assert.deepEqual(readdirSync(nodePlace), [place]);
  assert.ok(existsSync(join(half, bin, 'node')));
});

test('clusters of one’s own need no Go', async () => {
  for (const name of ['git', 'python3', 'cc']) fake(name);
  fake('python3', 'test "$2" != pip');
  const kubeconfig = join(scratch, 'kubeconfig');
  writeFileSync(kubeconfig, '');
  const port = await freePort();
  const judge = (/** @type {string[]} */ ...args) =>
    spawnSync(
      process.execPath,
      [
        join(root, 'packages/embedded/src/cli/check-options.ts'),
        ...['--port', String(port), ...args],
      ],
      { env: { HOME: scratch, PILOTHOUSE_STATE: join(scratch, 'state') } },
    ).status;
  assert.equal(judge(), 0);
  assert.equal(judge('--kubeconfig', kubeconfig), 4);
  const progress = new Progress(process.stderr);
  const runtime = { node: process.execPath, nodeDir: scratch };
  const path = process.env.PATH;
  process.env.PATH = join(scratch, 'bin');
  try {
    assert.deepEqual(
      await ensureToolchain(runtime, { progress, go: false }),
      runtime,
    );
  } finally {
    process.env.PATH = path;
  }
});
