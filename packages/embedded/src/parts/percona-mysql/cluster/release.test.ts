import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KubeError, type KubeRequest } from '../../../kube/rest.ts';
import type { Cluster } from '../model.ts';
import { release } from './release.ts';

const cluster: Cluster = {
  metadata: {
    name: 'orders',
    namespace: 'shop',
    finalizers: ['percona.com/delete-mysql-pvc'],
    deletionTimestamp: '2026-01-02T03:04:05Z',
  },
  spec: {
    mysql: { clusterType: 'group-replication', size: 1, image: 'mariadb:11.4' },
  },
};

/** What an API server is asked that refuses one method. */
async function asked(of: Cluster, refuses?: string) {
  const methods: string[] = [];
  const rest = {
    async json<T>(_: string, { method = 'GET' }: KubeRequest = {}) {
      if (method === refuses) throw new KubeError(500, 'Internal', 'not now');
      methods.push(method);
      return {} as T;
    },
  };
  await release(rest, of);
  return new Set(methods);
}

test('a deleted cluster goes once its data is asked to go', async () => {
  assert.deepEqual(await asked(cluster), new Set(['DELETE', 'PATCH']));
});

test('one that is not deleted is left alone', async () => {
  const { deletionTimestamp, ...metadata } = cluster.metadata ?? {};
  assert.ok(deletionTimestamp);
  assert.deepEqual(await asked({ ...cluster, metadata }), new Set());
});

for (const method of ['DELETE', 'PATCH']) {
  test(`a refused ${method} is told, so that it is tried again`, async () => {
    await assert.rejects(asked(cluster, method), /not now/);
  });
}
