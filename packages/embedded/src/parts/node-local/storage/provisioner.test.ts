import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderToRemove, grownSize, volumeFor } from './provisioner.ts';

const STORAGE = '/state/storage';

const volume = ({
  path = `${STORAGE}/pvc-1`,
  storageClassName = 'local-folder',
  persistentVolumeReclaimPolicy = 'Delete',
  phase = 'Released',
}: Partial<Record<string, string>> = {}) => ({
  spec: {
    hostPath: { path },
    storageClassName,
    persistentVolumeReclaimPolicy,
  },
  status: { phase },
});

for (const { name, given, removed } of [
  { name: 'nobody wants any more', given: volume(), removed: true },
  { name: 'is bound', given: volume({ phase: 'Bound' }), removed: false },
  {
    name: 'is of another class',
    given: volume({ storageClassName: 'fast' }),
    removed: false,
  },
  {
    name: 'is to be retained',
    given: volume({ persistentVolumeReclaimPolicy: 'Retain' }),
    removed: false,
  },
  {
    name: 'leads out of the storage folder',
    given: volume({ path: `${STORAGE}/../secrets` }),
    removed: false,
  },
  {
    name: 'is the storage folder itself',
    given: volume({ path: `${STORAGE}/.` }),
    removed: false,
  },
  {
    name: 'is a neighbor whose name begins alike',
    given: volume({ path: `${STORAGE}-other/pvc-1` }),
    removed: false,
  },
  {
    name: 'has no folder',
    given: { ...volume(), spec: { storageClassName: 'local-folder' } },
    removed: false,
  },
]) {
  test(`the folder of a volume that ${name} ${
    removed ? 'goes' : 'stays'
  }`, () => {
    const folder = folderToRemove(given, STORAGE);
    assert.equal(folder, removed ? `${STORAGE}/pvc-1` : undefined);
  });
}

const claim = (metadata: object = {}, spec: object = {}) => ({
  metadata: { uid: '1', name: 'data', namespace: 'shop-dev', ...metadata },
  spec: { storageClassName: 'local-folder', ...spec },
});

for (const { name, given, path } of [
  { name: 'a new claim', given: claim(), path: `${STORAGE}/pvc-1` },
  {
    name: 'a claim that has a volume',
    given: claim({}, { volumeName: 'pvc-1' }),
    path: undefined,
  },
  {
    name: 'a claim of another class',
    given: claim({}, { storageClassName: 'fast' }),
    path: undefined,
  },
  {
    name: 'a claim that is being deleted',
    given: claim({ deletionTimestamp: '2031-04-01T08:00:00Z' }),
    path: undefined,
  },
]) {
  test(`${name} gets ${path ? 'a folder of its own' : 'no volume'}`, () => {
    assert.equal(volumeFor(given, STORAGE)?.spec?.hostPath?.path, path);
  });
}

const bound = ({
  asked = '2Gi',
  has = '1Gi',
  storageClassName = 'local-folder',
  phase = 'Bound',
}: Partial<Record<string, string>> = {}) => ({
  spec: {
    storageClassName,
    volumeName: 'pvc-1',
    resources: { requests: { storage: asked } },
  },
  status: { phase, capacity: { storage: has } },
});

for (const { name, given, size } of [
  { name: 'asks for more', given: bound(), size: '2Gi' },
  { name: 'has it', given: bound({ has: '2048Mi' }), size: undefined },
  { name: 'asks for less', given: bound({ asked: '512Mi' }), size: undefined },
  { name: 'is not bound', given: bound({ phase: 'Pending' }), size: undefined },
  {
    name: 'is of another class',
    given: bound({ storageClassName: 'fast' }),
    size: undefined,
  },
]) {
  test(`a claim that ${name} gets ${size ?? 'nothing'}`, () => {
    assert.equal(grownSize(given), size);
  });
}
