import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createPlatform } from '../launcher/create-platform.ts';
import { StatusBoard } from './status-board.ts';
import { readStatus, type PartStatus } from './status.ts';

let dir = '';
const boards: StatusBoard[] = [];
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'board-'));
});
after(async () => {
  await Promise.all(boards.map(made => made.settled()));
  await rm(dir, { recursive: true });
});

function board(told: [PartStatus['state'], boolean][] = []) {
  const platform = createPlatform({ port: 7007, stateDir: dir });
  const part = { name: 'etcd', title: 'etcd', version: 'v3', needs: [] };
  const made = new StatusBoard(platform, [part], (row, changed) =>
    told.push([row.state, changed]),
  );
  boards.push(made);
  return made;
}

test('the file says what the board says', async () => {
  const made = board();
  made.set('etcd', {
    state: 'failed',
    detail: 'no space',
    advice: 'free some',
  });
  await made.settled();
  const [row] = (await readStatus(dir))?.parts ?? [];
  assert.equal(row?.state, 'failed');
  assert.equal(row?.detail, 'no space');
});

test('detail, advice and progress go with the state they explain', async () => {
  const made = board();
  const words = { detail: 'x', advice: 'y', progress: 0.5 };
  made.set('etcd', { state: 'failed', ...words });
  assert.equal(made.rows()[0]?.progress, 0.5);
  made.set('etcd', { state: 'ready' });
  const [row] = made.rows();
  assert.deepEqual(
    [row?.detail, row?.advice, row?.progress],
    [undefined, undefined, undefined],
  );
});

test('only what changes is told, and a change of state as such', () => {
  const told: [PartStatus['state'], boolean][] = [];
  const made = board(told);
  made.set('etcd', { state: 'starting' });
  made.set('etcd', { state: 'starting' });
  made.set('etcd', { pid: 7 });
  made.set('nobody', { state: 'ready' });
  assert.deepEqual(told, [
    ['starting', true],
    ['starting', false],
  ]);
});

test('since is when the state began, not the last word', async () => {
  const made = board();
  made.set('etcd', { state: 'starting' });
  const [first] = made.rows();
  made.set('etcd', { restarts: 1 });
  assert.equal(made.rows()[0]?.since, first?.since);
});

test('nothing was started: there is no status', async () => {
  assert.equal(await readStatus(join(dir, 'elsewhere')), undefined);
});

async function kubeconfigTold(own?: string) {
  const platform = createPlatform({ port: 7007, stateDir: dir });
  const made = new StatusBoard(platform, [], () => {}, own);
  boards.push(made);
  await made.settled();
  return (await readStatus(dir))?.kubeconfig;
}

test('the file names the kubeconfig in use', async () => {
  assert.equal(await kubeconfigTold(), join(dir, 'kubeconfig'));
  assert.equal(await kubeconfigTold('/home/lin/config'), '/home/lin/config');
});
