import assert from 'node:assert/strict';
import {
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { pack, type Header } from 'tar-stream';
import { lstatIfExists } from './inside-root.ts';
import { applyLayer } from './unpack.ts';

type Row = Partial<Header> & Pick<Header, 'name'> & { content?: string };

async function apply(root: string, rows: readonly Row[]): Promise<void> {
  const archive = pack();
  for (const { content, ...header } of rows)
    archive.entry(header, content ?? '');
  archive.finalize();
  await applyLayer([Readable.from(archive)], root);
}

async function newRoot(t: TestContext): Promise<string> {
  const above = await mkdtemp(join(tmpdir(), 'pilothouse-layers-'));
  t.after(() => rm(above, { recursive: true, force: true }));
  await writeFile(join(above, 'outside'), 'untouched');
  const root = join(above, 'root');
  await mkdir(root);
  return root;
}

const read = (root: string, name: string) => readFile(join(root, name), 'utf8');
const isThere = async (root: string, name: string) =>
  (await lstatIfExists(join(root, name))) !== undefined;

test('files, folders and links come with their rights, but for set-uid', async t => {
  const root = await newRoot(t);
  await apply(root, [
    { name: './', type: 'directory' },
    { name: 'app/', type: 'directory', mode: 0o555 },
    { name: 'app/main.mjs', mode: 0o4755, content: 'run' },
    { name: '/app/deep/er.txt', mode: 0o640, content: 'made on the way' },
    { name: 'app/again', type: 'link', linkname: 'app/main.mjs' },
    { name: 'bin', type: 'symlink', linkname: '/app' },
  ]);
  assert.equal(await read(root, 'app/main.mjs'), 'run');
  assert.equal((await stat(join(root, 'app/main.mjs'))).mode & 0o7777, 0o755);
  assert.equal((await stat(join(root, 'app'))).mode & 0o777, 0o755);
  assert.equal(await read(root, 'app/deep/er.txt'), 'made on the way');
  assert.equal(await read(root, 'app/again'), 'run');
  assert.equal(await readlink(join(root, 'bin')), '/app');
});

test('a link on the way leads inside of the root, as for a program of the image', async t => {
  const root = await newRoot(t);
  await apply(root, [
    { name: 'usr/lib/', type: 'directory' },
    { name: 'lib', type: 'symlink', linkname: '/usr/lib' },
    { name: 'up', type: 'symlink', linkname: '../../../..' },
    { name: 'lib/one', content: '1' },
    { name: 'up/two', content: '2' },
  ]);
  assert.equal(await read(root, 'usr/lib/one'), '1');
  assert.equal(await read(root, 'two'), '2');
});

test('an upper layer replaces what the lower has, whatever it is', async t => {
  const root = await newRoot(t);
  await symlink('../outside', join(root, 'link'));
  await apply(root, [
    { name: 'file', content: 'old' },
    { name: 'folder/inside', content: 'old' },
  ]);
  await apply(root, [
    { name: 'file/', type: 'directory' },
    { name: 'folder', content: 'new' },
    { name: 'link', content: 'new' },
  ]);
  assert.ok((await lstat(join(root, 'file'))).isDirectory());
  assert.equal(await read(root, 'folder'), 'new');
  assert.equal(await read(root, 'link'), 'new');
  assert.equal(await read(root, '../outside'), 'untouched');
});

test('whiteouts hide what is below, and not what their own layer brings', async t => {
  const root = await newRoot(t);
  await apply(root, [
    { name: 'keep', content: '1' },
    { name: 'gone', content: '1' },
    { name: 'opaque/old', content: '1' },
    { name: 'opaque/both/old', content: '1' },
  ]);
  await apply(root, [
    { name: 'opaque/both/new', content: '2' },
    { name: 'opaque/new', content: '2' },
    { name: 'opaque/.wh..wh..opq' },
    { name: 'own', content: '2' },
    { name: '.wh.own' },
    { name: '.wh.gone' },
    { name: '.wh.never-there' },
  ]);
  const rows: readonly [string, boolean][] = [
    ['keep', true],
    ['gone', false],
    ['own', true],
    ['opaque/old', false],
    ['opaque/both/old', false],
    ['opaque/both/new', true],
    ['opaque/new', true],
    ['opaque/.wh..wh..opq', false],
  ];
  for (const [name, there] of rows) {
    assert.equal(await isThere(root, name), there, name);
  }
});

const refused: readonly [string, readonly Row[], RegExp][] = [
  [
    'a climbing name',
    [{ name: '../outside', content: 'x' }],
    /leaves the image/,
  ],
  ['a hidden climb', [{ name: 'a/../../outside', content: 'x' }], /leaves/],
  [
    'a hard link that climbs',
    [{ name: 'a', type: 'link', linkname: '../outside' }],
    /leaves/,
  ],
  [
    'a hard link to a link',
    [
      { name: 'l', type: 'symlink', linkname: '../outside' },
      { name: 'a', type: 'link', linkname: 'l' },
    ],
    /is no file/,
  ],
  ['a whiteout of the folder above', [{ name: 'a/.wh...' }], /hides no file/],
  ['a whiteout of nothing', [{ name: 'a/.wh.' }], /hides no file/],
  [
    'a device',
    [{ name: 'null', type: 'character-device' }],
    /character-device/,
  ],
  ['a pipe', [{ name: 'pipe', type: 'fifo' }], /"pipe" is a fifo/],
  [
    'links in a circle',
    [
      { name: 'a', type: 'symlink', linkname: 'b' },
      { name: 'b', type: 'symlink', linkname: 'a' },
      { name: 'a/file', content: 'x' },
    ],
    /circle/,
  ],
  [
    'a file as a folder',
    [
      { name: 'a', content: 'x' },
      { name: 'a/file', content: 'x' },
    ],
    /"a" is no folder/,
  ],
];

for (const [what, rows, message] of refused) {
  test(`refused: ${what}`, async t => {
    const root = await newRoot(t);
    await assert.rejects(apply(root, rows), message);
    assert.equal(await read(root, '../outside'), 'untouched');
  });
}

test('an archive that ends too early is refused', async t => {
  const root = await newRoot(t);
  const archive = pack();
  archive.entry({ name: 'file', size: 10_000 }, 'x'.repeat(10_000));
  archive.finalize();
  const half = (await buffer(archive)).subarray(0, 3000);
  await assert.rejects(applyLayer([Readable.from([half])], root), /end of/i);
});
