import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { abandonedDrafts, intoPlace } from './into-place.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'place-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Process id of a program that has ended. */
const goneId = () => spawnSync('true').pid;

test('only drafts of processes that are gone are abandoned', () => {
  const names = ['shim', 'shim.10.partial', 'shim.20.partial', 'partial'];
  assert.deepEqual(
    abandonedDrafts(names, pid => pid === 10),
    ['shim.20.partial'],
  );
});

test('what is made lies in its place, and nothing beside it', async () => {
  const path = join(dir, 'below', 'server');
  await intoPlace(path, draft => writeFile(draft, 'whole'));
  assert.equal(await readFile(path, 'utf8'), 'whole');
  assert.deepEqual(await readdir(join(dir, 'below')), ['server']);
});

test('what failed leaves nothing, and the old stays', async () => {
  const path = join(dir, 'server');
  await writeFile(path, 'old');
  const failing = intoPlace(path, async draft => {
    await writeFile(draft, 'half');
    throw new Error('no space');
  });
  await assert.rejects(failing, /no space/);
  assert.deepEqual(await readdir(dir), ['server']);
  assert.equal(await readFile(path, 'utf8'), 'old');
});

test('drafts of killed starts are swept, files and folders', async () => {
  await writeFile(join(dir, `kubectl.${goneId()}.partial`), '');
  await mkdir(join(dir, `techdocs.${goneId()}.partial`, 'bin'), {
    recursive: true,
  });
  const own = `other.${process.pid}.partial`;
  await writeFile(join(dir, own), '');
  await intoPlace(join(dir, 'tree'), async draft => {
    await mkdir(draft);
  });
  assert.deepEqual((await readdir(dir)).sort(), [own, 'tree']);
});

test('what another process has put there meanwhile stays', async () => {
  const path = join(dir, 'tree');
  const make = async (folder: string, text: string) => {
    await mkdir(folder);
    await writeFile(join(folder, 'server'), text);
  };
  await intoPlace(path, async draft => {
    await make(draft, 'ours');
    await make(path, 'theirs');
  });
  assert.equal(await readFile(join(path, 'server'), 'utf8'), 'theirs');
  assert.deepEqual(await readdir(dir), ['tree']);
});
