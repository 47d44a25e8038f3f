import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { waitUntil } from '../../../platform/wait.ts';
import { compileShim } from './compile.ts';
import { launchShim } from './launch.ts';
import { readRun } from './records.ts';

const rows: [string, number, RegExp][] = [
  ['what fits', 10, /^$/],
  ['more than the shim takes', 9_000, /more than 8191 environment variables/],
];

for (const [name, count, expected] of rows) {
  test(`a program with ${name}`, async t => {
    const folder = await mkdtemp(join(tmpdir(), 'pilothouse-shim-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const dir = join(folder, 'run');
    await mkdir(dir);
    const shim = await launchShim(await compileShim(folder), {
      dir,
      log: join(folder, 'log'),
      workingDirectory: '/',
      environment: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`V${index}`, 'x']),
      ),
      command: ['/bin/sh', '-c', 'exit 0'],
    });
    await waitUntil(
      async () => readRun(dir, shim).kind === 'ended',
      AbortSignal.timeout(60_000),
    );
    const state = readRun(dir, shim);
    assert.ok(state.kind === 'ended');
    assert.match(state.end.startError, expected);
    assert.equal(state.end.exitCode, expected.test('') ? 0 : 128);
  });
}
