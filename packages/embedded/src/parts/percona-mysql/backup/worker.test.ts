import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KubeError, type KubeRequest } from '../../../kube/rest.ts';
import { ObjectStore } from '../../../middleware/store/object-store.ts';
import type { Backup, BackupStatus, Cluster } from '../model.ts';
import type { BackupObjects } from './objects.ts';
import { BackupWorker } from './worker.ts';

const cluster = {
  metadata: { name: 'orders', namespace: 'shop' },
  spec: {
    mysql: { clusterType: 'group-replication', size: 1, image: 'mariadb:11.4' },
    backup: {
      enabled: true,
      storages: { backups: { type: 's3', s3: { bucket: 'b' } } },
    },
  },
} as Cluster;
const pod = {
  metadata: { name: 'orders-mysql-0', namespace: 'shop' },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
};
const states = new Map([['b-1', { state: 'completed', completedAt: 'then' }]]);

/** Works on a backup of a server that has made `b-1`; gives the last state and what was ordered. */
async function worked(uid: string, status?: BackupStatus) {
  const backup: Backup = {
    metadata: { name: 'one', namespace: 'shop', uid },
    spec: { clusterName: 'orders', storageName: 'backups' },
    status,
  };
  let told: BackupStatus | undefined;
  const ordered: unknown[] = [];
  const rest = {
    async json<T>(path: string, { method, query, body }: KubeRequest = {}) {
      if (path.endsWith('/status')) {
        ({ status: told } = body as { status: BackupStatus });
      } else if (method === 'POST') {
        ordered.push((body as { uid: string }).uid);
      } else {
        const state = states.get(String(query?.uid));
        if (!state) throw new KubeError(404, 'NotFound', 'no such backup');
        return state as T;
      }
      return {} as T;
    },
    lines: () => Promise.resolve(),
    close: () => {},
  };
  const objects = {
    backups: { get: () => backup },
    clusters: { get: () => cluster },
    podsOf: () => [pod],
  } as unknown as BackupObjects;
  const context = { rest, signal: new AbortController().signal, log: () => {} };
  const store = new ObjectStore({
    host: '127.0.0.1',
    port: 1,
    dir: '/nowhere',
    key: 'key',
  });
  await new BackupWorker(context, objects, store).workBackup('shop', 'one');
  return { state: told?.state, ordered };
}

const running = { state: 'Running', backupSource: 'orders-mysql-0' } as const;

test('a backup is ordered by its uid', async () => {
  assert.deepEqual(await worked('b-2'), { state: 'Running', ordered: ['b-2'] });
});

test('a backup is done that the server has made', async () => {
  assert.deepEqual(await worked('b-1', running), {
    state: 'Succeeded',
    ordered: [],
  });
});

test('one made anew under its name is another', async () => {
  assert.deepEqual(await worked('b-2', running), {
    state: 'Failed',
    ordered: [],
  });
});
