import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ensureSecret } from './files.ts';

test('those who want a secret at the same time get the same one', async t => {
  const dir = await mkdtemp(join(tmpdir(), 'secret-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const path = join(dir, 'inside', 'secret');
  const [first, ...others] = await Promise.all(
    [1, 2, 3].map(() => ensureSecret(path)),
  );
  assert.ok(first && first.length >= 48);
  assert.deepEqual(others, [first, first]);
  assert.equal(await readFile(path, 'utf8'), first);
  assert.equal((await stat(path)).mode % 0o1000, 0o600);
  assert.equal(await ensureSecret(path), first, 'and later too');
});
