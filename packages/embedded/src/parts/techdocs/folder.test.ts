import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderKey, REQUIREMENTS, techdocsFolder } from './folder.ts';
import { techdocs } from './index.ts';

const rows: [string, [string, string], boolean][] = [
  ['the same', ['a==1', 'cpython-311 linux-x86_64'], true],
  ['another version of a package', ['a==2', 'cpython-311 linux-x86_64'], false],
  ['another Python', ['a==1', 'cpython-313 linux-x86_64'], false],
  ['another machine', ['a==1', 'cpython-311 linux-aarch64'], false],
];

for (const [name, [requirements, python], same] of rows) {
  test(`${name} ${same ? 'shares' : 'has its own'} folder`, () => {
    const key = folderKey('a==1', 'cpython-311 linux-x86_64');
    assert.equal(folderKey(requirements, python) === key, same);
  });
}

test('the Python that is found decides on the folder', async t => {
  const dir = await mkdtemp(join(tmpdir(), 'techdocs-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const other = join(dir, 'python');
  await writeFile(other, '#!/bin/sh\necho cpython-399 linux-none\n');
  await chmod(other, 0o755);
  const own = await techdocsFolder(dir);
  assert.equal(await techdocsFolder(dir), own);
  assert.notEqual(await techdocsFolder(dir, other), own);
});

test('every package is named with its version', async () => {
  const lines = (await readFile(REQUIREMENTS, 'utf8'))
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'));
  const loose = lines.filter(line => !/^[\w-]+==[\w.]+(;.+)?$/.test(line));
  assert.deepEqual(loose, []);
  const [, version] = techdocs.version.split(' ');
  assert.ok(lines.includes(`mkdocs-techdocs-core==${version}`));
  assert.ok(lines.some(line => line.startsWith('mkdocs==')));
});
