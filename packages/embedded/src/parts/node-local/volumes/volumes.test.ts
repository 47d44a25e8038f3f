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
import type { Pod } from '../pods/pod.ts';
import { PodVolumes } from './pod-volumes.ts';
import { makeVolumes } from './volumes.ts';

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

const gaps: [string, object, string][] = [
  [
    'a ConfigMap',
    { configMap: { name: 'none' } },
    'configmap "none" not found',
  ],
  ['a Secret', { secret: { secretName: 'none' } }, 'secret "none" not found'],
  [
    'a key of a ConfigMap',
    { configMap: { name: 'map', items: [{ key: 'X', path: 'x' }] } },
    'configmap references non-existent config key: X',
  ],
  [
    'a key of a Secret',
    { secret: { secretName: 'sec', items: [{ key: 'X', path: 'x' }] } },
    'references non-existent secret key: X',
  ],
  [
    'a key of a Secret that is joined with others',
    {
      projected: {
        sources: [
          { secret: { name: 'sec', items: [{ key: 'X', path: 'x' }] } },
        ],
      },
    },
    'references non-existent secret key: X',
  ],
];

for (const [gap, source, said] of gaps) {
  test(`a volume that lacks ${gap} is told as the kubelet tells it`, async t => {
    const folder = await newFolder(t);
    const pod: Pod = {
      metadata: { name: 'p', namespace: 'n' },
      spec: { containers: [], volumes: [{ name: 'v', ...source }] },
    };
    await assert.rejects(
      makeVolumes(pod, folder, {
        pod,
        facts: {
          nodeName: 'n',
          hostIp: '',
          podIp: '',
          allocatable: { millicores: 1, memoryBytes: 1 },
        },
        storageDir: folder,
        objects: { get: async () => undefined },
        token: async () => 'token',
        reader: {
          configMap: async name => (name === 'map' ? { data: {} } : undefined),
          secret: async name => (name === 'sec' ? { data: {} } : undefined),
        },
      }),
      {
        name: 'ConfigError',
        reason: 'FailedMount',
        message: `MountVolume.SetUp failed for volume "v" : ${said}`,
      },
    );
  });
}
