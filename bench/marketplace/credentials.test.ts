import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { countIn } from './credentials.ts';

/** As much as a file is read at once. */
const BLOCK = 64 * 1024;

test('each place of a secret is counted once, wherever the blocks of a file end', async t => {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-credentials-'));
  t.after(() => rm(dir, { recursive: true }));
  const needle = 'sixteen-letters!';
  const cases: [string, string, number][] = [
    ['nowhere', 'x'.repeat(3 * BLOCK), 0],
    ['alone', needle, 1],
    ['within a block', `a ${needle} b ${needle} c`, 2],
    ['at the end of a block', `${'x'.repeat(BLOCK - 16)}${needle}yy`, 1],
    ['across two blocks', `${'x'.repeat(BLOCK - 7)}${needle}yy`, 1],
    ['where a block begins', `${'x'.repeat(BLOCK)}${needle}yy`, 1],
    ['just before a block ends', `${'x'.repeat(BLOCK - 17)}${needle}y`, 1],
    ['at the end of a file', `${'x'.repeat(3 * BLOCK)}${needle}`, 1],
  ];
  for (const [name, text, count] of cases) {
    const file = join(dir, name);
    await writeFile(file, text);
    assert.equal(
      await countIn([file], ['another-secret-x', needle]),
      count,
      name,
    );
  }
});
