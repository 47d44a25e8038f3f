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
import { exchangeData, settleData, type DataFolders } from './data-folder.ts';

type Name = keyof DataFolders;

/** Folders that each hold a file `made` that says which they were, and what is left of them. */
async function having(
  names: readonly Name[],
  act: (folders: DataFolders) => Promise<unknown>,
) {
  const volume = await mkdtemp(join(tmpdir(), 'data-folder-'));
  try {
    for (const name of names) {
      await mkdir(join(volume, name));
      await writeFile(join(volume, name, 'made'), name);
    }
    const at = (name: Name) => join(volume, name);
    await act({ data: at('data'), draft: at('draft'), old: at('old') });
    const left = (await readdir(volume)).sort();
    const read = (name: string) =>
      readFile(join(volume, name, 'made'), 'utf8').then(
        was => [name, was] as const,
      );
    return Object.fromEntries(await Promise.all(left.map(read)));
  } finally {
    await rm(volume, { recursive: true });
  }
}

const exchanges: readonly [string, readonly Name[]][] = [
  ['of a new server', ['draft']],
  ['of one that has data', ['data', 'draft']],
  ['after one that was cut off before its end', ['data', 'draft', 'old']],
  ['after one that was cut off midway', ['draft', 'old']],
];

for (const [when, names] of exchanges) {
  test(`the draft takes the place ${when}`, async () => {
    assert.deepEqual(await having(names, exchangeData), { data: 'draft' });
  });
}

const starts: readonly [string, readonly Name[], boolean, object][] = [
  ['is new', [], false, {}],
  ['has data', ['data'], true, { data: 'data' }],
  [
    'lost its place in an exchange that was cut off',
    ['draft', 'old'],
    true,
    { data: 'old', draft: 'draft' },
  ],
  [
    'was exchanged, but for the old data',
    ['data', 'old'],
    true,
    { data: 'data' },
  ],
];

for (const [what, names, isThere, left] of starts) {
  test(`a server begins that ${what}`, async () => {
    let found: boolean | undefined;
    const after = await having(names, async folders => {
      found = await settleData(folders);
    });
    assert.equal(found, isThere);
    assert.deepEqual(after, left);
  });
}
