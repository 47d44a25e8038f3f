import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { claimInstance } from '../launcher/instance.ts';
import { embeddedInstances, instanceMeant } from './instances.ts';

const meant: [string, number[], number, RegExp | undefined][] = [
  ['the usual one, where none runs', [], 7007, undefined],
  ['the usual one', [7007], 7007, undefined],
  ['the only one, and it is told', [8007], 8007, /localhost:8007/],
  ['the usual one of several, and it is told', [7007, 8007], 7007, /:7007/],
];

for (const [name, running, port, said] of meant) {
  test(`instance meant: ${name}`, () => {
    const answer = instanceMeant(running);
    assert.equal(answer.port, port);
    assert.match(answer.said ?? '', said ?? /^$/);
  });
}

test('instance meant: none of several others, which are listed', () => {
  assert.throws(() => instanceMeant([8007, 9007]), {
    name: 'PrerequisiteError',
    message: /8007, 9007.*PILOTHOUSE_PORT=8007/,
  });
});

test('those that run with a cluster of their own are found', async t => {
  const root = await mkdtemp(join(tmpdir(), 'instances-'));
  t.after(() => rm(root, { recursive: true }));
  const stateOf = async (port: string, kubeconfig?: string) => {
    const stateDir = join(root, port);
    await mkdir(stateDir);
    const status = { updatedAt: '2031-04-01T08:00:00Z', kubeconfig, parts: [] };
    await writeFile(join(stateDir, 'status.json'), JSON.stringify(status));
    return stateDir;
  };
  // Running is what this process, which runs, has claimed.
  await claimInstance(await stateOf('10007', join(root, '10007/kubeconfig')));
  await claimInstance(await stateOf('9007'));
  await claimInstance(await stateOf('8007', '/home/lin/.kube/config'));
  await stateOf('7007');
  await claimInstance(await stateOf('another-folder'));
  assert.deepEqual(await embeddedInstances(root), [9007, 10007]);
  assert.deepEqual(await embeddedInstances(join(root, 'missing')), []);
});
