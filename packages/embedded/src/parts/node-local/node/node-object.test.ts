import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeStatus } from './node-object.ts';

const machine = {
  architecture: 'amd64',
  cpus: 3,
  memoryBytes: 0,
  storageBytes: 0,
  uid: 1000,
  gid: 1000,
  namespaces: true,
  kernelVersion: '',
  osImage: '',
  machineId: '',
  bootId: '',
};

test('a node offers what its machine has', () => {
  const rows: [number, number, string, string][] = [
    [2 ** 30, 50 * 2 ** 30, '1048576Ki', '52428800Ki'],
    [2047, 1023, '1Ki', '0Ki'],
  ];
  for (const [memoryBytes, storageBytes, memory, storage] of rows) {
    const { capacity, allocatable } = nodeStatus(
      {
        name: 'local',
        hostname: 'host',
        address: '127.0.0.1',
        kubeletPort: 7015,
        machine: { ...machine, memoryBytes, storageBytes },
        version: 'v1.0.0',
      },
      new Map(),
      '2026-01-01T00:00:00Z',
    );
    const expected = {
      cpu: '3',
      memory,
      pods: '110',
      'ephemeral-storage': storage,
    };
    assert.deepEqual(capacity, expected);
    assert.deepEqual(allocatable, expected);
  }
});
