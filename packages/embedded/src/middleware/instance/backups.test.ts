import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ObjectStore } from '../store/object-store.ts';
import { Backups } from './backups.ts';

const UID = '0b6f5a3e-8f0c-4a54-9d0e-0a2f6c1d2e3f';
const OTHER = '1c7f5a3e-8f0c-4a54-9d0e-0a2f6c1d2e3f';

let dir: string;
let store: ObjectStore;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'backups-'));
  store = new ObjectStore({ dir, host: '127.0.0.1', port: 0, key: 'key' });
  await store.open();
  process.env.OBJECT_STORE = store.url;
  process.env.NAMESPACE = 'shop';
});
after(async () => {
  store.close();
  await rm(dir, { recursive: true });
  delete process.env.OBJECT_STORE;
  delete process.env.NAMESPACE;
});

const put = (namespace: string, uid = UID) => store.sign('PUT', namespace, uid);

const cases: [string, () => { data: string; wal?: string }, number, RegExp?][] =
  [
    ['one of its own namespace', () => put('shop'), 202],
    ['one of another namespace', () => put('bank'), 403, /not of this name/],
    [
      'one whose second half goes to another namespace',
      () => ({ data: put('shop').data, wal: put('bank').wal }),
      403,
      /not of this namespace/,
    ],
    ['one of another uid', () => put('shop', OTHER), 403, /not of this/],
    [
      'one whose path leads out of its namespace',
      () => ({ data: put('bank').data.replace('/bank/', '/shop/../bank/') }),
      403,
      /not of this namespace/,
    ],
    [
      'one to another store',
      () => ({ data: put('shop').data.replace('127.0.0.1', 'store.test') }),
      403,
      /not of this namespace/,
    ],
    [
      'one that may only be read',
      () => store.sign('GET', 'shop', UID),
      403,
      /does not take this/,
    ],
    ['one without an address', () => ({ data: '' }), 403, /not of this/],
  ];

for (const [what, addresses, code, message = /^undefined$/] of cases) {
  test(`a server that is to make a backup answers ${what} with ${code}`, async () => {
    const { data, wal = data } = addresses();
    let taken = 0;
    let answer: [number, unknown] | undefined;
    await new Backups<{ state: 'completed' }>().begin(
      { uid: UID, data },
      [data, wal],
      async () => {
        taken += 1;
        return { state: 'completed' };
      },
      (status, body) => {
        answer = [status, body];
      },
    );
    assert.equal(answer?.[0], code);
    const { message: said } = answer[1] as { message?: string };
    assert.match(String(said), message);
    assert.equal(taken, code === 202 ? 1 : 0);
  });
}
