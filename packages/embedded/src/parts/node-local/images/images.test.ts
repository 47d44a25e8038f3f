import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderImages } from './folder-images.ts';
import { parseReference } from './source.ts';

const digest = `sha256:${'a'.repeat(64)}`;

const wish = { credentials: async () => [], begin: () => {} };

const rows: [string, [string, string, string] | undefined][] = [
  ['busybox', ['', 'busybox', 'latest']],
  ['library/busybox:1', ['', 'busybox', '1']],
  ['docker.io/library/busybox:1', ['', 'busybox', '1']],
  ['shop/web:v1', ['', 'shop/web', 'v1']],
  ['a__b/c.d/e--f:1', ['', 'a__b/c.d/e--f', '1']],
  ['localhost/shop/web:v1', ['localhost', 'shop/web', 'v1']],
  ['images.example:5000/web', ['images.example:5000', 'web', 'latest']],
  ['[::1]:5000/web:1', ['[::1]:5000', 'web', '1']],
  [`shop/web:v1@${digest}`, ['', 'shop/web', 'v1']],
  ['../shop/x:1', undefined],
  ['.:/x:1', undefined],
  ['a..b/x:1', undefined],
  ['-a.example/x:1', undefined],
  ['images.example:port/x:1', undefined],
  ['images.example/../x:1', undefined],
  ['shop/..:1', undefined],
  ['shop/a___b:1', undefined],
  ['Shop:1', undefined],
  ['shop:..', undefined],
  ['shop:', undefined],
  ['/shop:1', undefined],
  ['shop@sha256:abc', undefined],
  [`shop@${digest}@${digest}`, undefined],
  ['', undefined],
];

for (const [text, expected] of rows) {
  test(`image reference "${text}"`, () => {
    const found = parseReference(text);
    assert.deepEqual(
      found && [found.registry, found.repository, found.tag],
      expected,
    );
  });
}

test('a folder that is missing is passed over, another error is told', async t => {
  const root = await mkdtemp(join(tmpdir(), 'pilothouse-images-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  const reference = parseReference('shop/web:v1');
  assert.ok(reference);
  const images = folderImages([join(root, 'none'), root]);
  assert.equal(await images.pull(reference, wish), undefined);
  assert.deepEqual(await images.known(), []);
  const folder = join(root, 'shop', 'web', 'v1');
  await mkdir(join(folder, 'image.json'), { recursive: true });
  await assert.rejects(images.pull(reference, wish), { code: 'EISDIR' });
  await rm(join(folder, 'image.json'), { recursive: true });
  await writeFile(join(folder, 'image.json'), '{"Cmd":["true"]}');
  assert.deepEqual((await images.pull(reference, wish))?.config.Cmd, ['true']);
  assert.deepEqual(await images.known(), ['shop/web:v1']);
});
