import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Content } from './content.ts';
import { layout } from './settings.ts';
import { HarborState } from './state.ts';

async function folder(context: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-harbor-'));
  context.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

const rights = ({ projects }: HarborState) =>
  projects.map(({ id, name, public: isPublic }) => [id, name, isPublic]);

test('a new one has a private project for each that images are stored in', async context => {
  const dir = await folder(context);
  const { repositories } = layout(dir);
  for (const path of ['shop/web/_manifests', 'library/node', 'pay_/odd', 'a'])
    await mkdir(join(repositories, path), { recursive: true });
  const file = join(dir, 'harbor.json');
  const stored = await new Content(dir, () => {}).projects();
  const made = await HarborState.open(file, stored);
  const wanted = [
    [1, 'library', true],
    [2, 'a', false],
    [3, 'shop', false],
  ];
  assert.deepEqual(rights(made), wanted);
  const { id } = await made.addProject({
    ...{ name: 'pay', public: false, owner: 'portal' },
  });
  assert.equal(id, 4);
});

test('one that is kept stays as it is', async context => {
  const file = join(await folder(context), 'harbor.json');
  await HarborState.open(file, []);
  const again = await HarborState.open(file, ['shop']);
  assert.deepEqual(rights(again), [[1, 'library', true]]);
});
