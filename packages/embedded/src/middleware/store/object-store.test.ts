import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { download, isWritable, upload } from '../instance/object-store.ts';
import { ObjectStore } from './object-store.ts';

const UID = '0b6f5a3e-8f0c-4a54-9d0e-0a2f6c1d2e3f';

let dir: string;
let store: ObjectStore;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'object-store-'));
  store = new ObjectStore({ dir, host: '127.0.0.1', port: 0, key: 'key' });
  await store.open();
});
after(async () => {
  store.close();
  await rm(dir, { recursive: true });
});

test('what was written is read, until its backup is no more', async () => {
  await upload(store.sign('PUT', 'shop', UID).data, Readable.from(['content']));
  const { data } = store.sign('GET', 'shop', UID);
  assert.equal(await text(await download(data)), 'content');
  await store.keepOnly(new Set([UID]));
  assert.equal(await text(await download(data)), 'content');
  await store.keepOnly(new Set());
  await assert.rejects(download(data), /404/);
});

const changes: [string, (url: string) => string][] = [
  ['another object', url => url.replace('/data', '/wal')],
  ['a longer time', url => url.replace(/expires=\d+/, 'expires=9999999999999')],
  ['no signature', url => url.replace(/&signature=.*/, '')],
  ['a path that leads out', url => url.replace(UID, '..%2f..')],
];

test('an address that was changed is refused', async () => {
  await upload(store.sign('PUT', 'shop', UID).data, Readable.from(['content']));
  const { data } = store.sign('GET', 'shop', UID);
  for (const [name, change] of changes) {
    await assert.rejects(download(change(data)), /403/, name);
  }
  const toWrite = store.sign('PUT', 'shop', UID).data;
  await assert.rejects(download(toWrite), /403/);
});

test('an address to read from does not write', async () => {
  assert.equal(await isWritable(store.sign('PUT', 'shop', UID).data), true);
  assert.equal(await isWritable(store.sign('GET', 'shop', UID).data), false);
});
