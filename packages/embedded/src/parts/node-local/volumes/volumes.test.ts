import assert from 'node:assert/strict';
import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  symlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { writeVolume } from './files.ts';
import { PodVolumes } from './pod-volumes.ts';

async function newFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-volume-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const files = (content: string) => [
  { path: 'key', content: Buffer.from(content), mode: 0o644 },
];

const leftovers: [string, (folder: string) => Promise<void>][] = [
  ['nothing', async () => {}],
  [
    'a link that was not renamed',
    folder => symlink('..1_1', join(folder, '..data_next')),
  ],
  [
    'a folder that was not linked',
    async folder => {
      await mkdir(join(folder, '..1_1'));
    },
  ],
  ['names that were not linked', folder => rm(join(folder, 'key'))],
];

for (const [left, prepare] of leftovers) {
  for (const content of ['old', 'new']) {
    test(`a write that was cut short and left ${left}, then "${content}"`, async t => {
      const folder = await newFolder(t);
      await writeVolume(folder, files('old'));
      await prepare(folder);
      const changed = await writeVolume(folder, files(content));
      assert.equal(changed, content === 'new');
      assert.equal(await readFile(join(folder, 'key'), 'utf8'), content);
      assert.equal((await readdir(folder)).length, 3);
    });
  }
}

test('refreshes do not overlap, and the first making waits for none to be left', async () => {
  let running = 0;
  let most = 0;
  const asked: (number | undefined)[] = [];
  const volumes = new PodVolumes(
    async maxAgeMs => {
      asked.push(maxAgeMs);
      running += 1;
      most = Math.max(most, running);
      await new Promise(resolve => setImmediate(resolve));
      running -= 1;
      return new Map([['v', '/v']]);
    },
    () => assert.fail('nothing fails'),
  );
  await Promise.all([volumes.refresh(), volumes.refresh(), volumes.make()]);
  assert.equal(most, 1);
  assert.deepEqual(asked, [undefined, 0]);
  assert.equal(volumes.paths.get('v'), '/v');
});

test('each new reason of a failed refresh is logged once', async () => {
  const outcomes = ['full', 'full', undefined, 'full', 'gone'];
  const lines: string[] = [];
  const volumes = new PodVolumes(
    async () => {
      const because = outcomes.shift();
      if (because) {
        throw new Error(because);
      }
      return new Map();
    },
    line => lines.push(line),
  );
  while (outcomes.length > 0) {
    await volumes.refresh();
  }
  const line = (because: string) => `volumes are not up to date: ${because}`;
  assert.deepEqual(lines, [line('full'), line('full'), line('gone')]);
});
