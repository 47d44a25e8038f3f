import assert from 'node:assert/strict';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { BUILDS, growBuilds } from './many-runs.ts';

test('a branch gets many builds, each like its first, the newest as it was', async t => {
  const dir = await mkdtemp(join(tmpdir(), 'many-runs-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const builds = join(dir, 'jobs/shop/jobs/web/jobs/main/builds');
  await mkdir(join(builds, '1'), { recursive: true });
  const progress = { startTimeMillis: 5_000_000, result: 'SUCCESS' };
  const first = { number: 1, queueId: 7, progress };
  await writeFile(join(builds, '1/build.json'), JSON.stringify(first));

  await growBuilds(dir, 'web');

  assert.equal((await readdir(builds)).length, BUILDS);
  const read = async (number: number): Promise<unknown> =>
    JSON.parse(await readFile(join(builds, `${number}/build.json`), 'utf8'));
  assert.deepEqual(await read(BUILDS), { ...first, number: BUILDS });
  assert.deepEqual(await read(BUILDS - 1), {
    ...first,
    number: BUILDS - 1,
    progress: { ...progress, startTimeMillis: 4_999_000 },
  });
});
