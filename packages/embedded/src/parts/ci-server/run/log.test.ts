import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Executors } from '../scheduler/executors.ts';
import { BuildLog } from './build-log.ts';
import { Secrets } from './masking.ts';
import { createBuildRunner } from './runner.ts';
import { steps } from './testing.ts';

const MEGABYTE = 1024 * 1024;

test('a log of 50 MB passes through without being held, however slow the sink', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ci-server-log-'));
  let bytes = 0;
  let largest = 0;
  let most = 0;
  const before = process.memoryUsage().rss;
  const running = createBuildRunner().start({
    jobFullName: 'a',
    number: 1,
    buildUrl: 'http://ci.example/',
    jobUrl: 'http://ci.example/',
    jenkinsfile: {
      kind: 'inline',
      script: steps(
        'sh \'head -c 52428800 /dev/zero | tr "\\\\\\\\0" x | fold -w 99\'',
      ),
    },
    parameters: {},
    causes: [],
    credentials: async () => undefined,
    executors: new Executors(1),
    folders: {
      workspace: join(folder, 'w'),
      artifacts: join(folder, 'a'),
      scratch: join(folder, 's'),
    },
    log: {
      write: async chunk => {
        bytes += chunk.length;
        largest = Math.max(largest, chunk.length);
        most = Math.max(most, process.memoryUsage().rss);
        await new Promise(setImmediate);
      },
    },
    environment: { PATH: process.env.PATH ?? '' },
    onEvent: () => {},
  });
  assert.equal((await running.done).result, 'SUCCESS');
  await rm(folder, { recursive: true });
  assert.ok(bytes > 50 * MEGABYTE, `${bytes} bytes`);
  assert.ok(largest < MEGABYTE, `a chunk of ${largest} bytes`);
  assert.ok(most - before < 150 * MEGABYTE, `${most - before} bytes more`);
});

const WRITTEN: [what: string, chunks: string[], shown: string][] = [
  ['lines in pieces', ['a', 'b\nc', '\n'], 'ab\nc\n'],
  ['a last line without an end', ['a\nb'], 'a\nb\n'],
  ['a secret over two pieces', ['x s3c', 'ret y\n'], 'x **** y\n'],
  [
    'a secret in a line that never ends',
    ['-'.repeat(70_000), 's3c', 'ret'],
    `${'-'.repeat(70_000)}****\n`,
  ],
  [
    'a secret in Base64 that comes in pieces of a line that never ends',
    ['-'.repeat(70_000), 'czNj', 'cmV', '0'],
    `${'-'.repeat(70_000)}****\n`,
  ],
];

for (const [what, chunks, shown] of WRITTEN)
  test(`writes ${what}`, async () => {
    let text = '';
    const secrets = new Secrets();
    secrets.add('s3cret');
    const sink = {
      write: async (chunk: Uint8Array) => {
        text += Buffer.from(chunk).toString();
      },
    };
    const writer = new BuildLog(sink, secrets).writer({});
    for (const chunk of chunks) await writer.write(Buffer.from(chunk));
    await writer.end();
    assert.equal(text, shown);
  });

test('a sink that fails makes the build fail, and ends it', async context => {
  const folder = await mkdtemp(join(tmpdir(), 'ci-server-log-'));
  context.after(() => rm(folder, { recursive: true }));
  const running = createBuildRunner({ graceMillis: 100 }).start({
    jobFullName: 'a',
    number: 1,
    buildUrl: 'http://ci.example/',
    jobUrl: 'http://ci.example/',
    jenkinsfile: { kind: 'inline', script: steps("sh 'echo full; sleep 600'") },
    parameters: {},
    causes: [],
    credentials: async () => undefined,
    executors: new Executors(1),
    folders: {
      workspace: join(folder, 'w'),
      artifacts: join(folder, 'a'),
      scratch: join(folder, 's'),
    },
    log: {
      write: async chunk => {
        if (Buffer.from(chunk).includes('full')) throw new Error('disk full');
      },
    },
    environment: { PATH: process.env.PATH ?? '' },
    onEvent: () => {},
  });
  assert.equal((await running.done).result, 'FAILURE');
});
