import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { KubeError, type KubeRequest } from '../../../kube/rest.ts';
import { ObjectStore } from '../../../middleware/store/object-store.ts';
import type { Backup, BackupStatus, Cluster } from '../model.ts';
import { BackupObjects } from './objects.ts';
import { BackupWorker } from './worker.ts';

const cluster = {
  metadata: { name: 'orders', namespace: 'shop', uid: 'c' },
  spec: {
    mysql: { clusterType: 'group-replication', size: 1, image: 'mariadb:11.4' },
    backup: {
      enabled: true,
      storages: { backups: { type: 's3', s3: { bucket: 'b' } } },
    },
  },
} as Cluster;
const ownedBy = (uid: string) => ({
  namespace: 'shop',
  ownerReferences: [{ uid }],
});
const server = { metadata: { ...ownedBy('c'), uid: 's' } };
const pod = {
  metadata: { name: 'orders-mysql-0', ...ownedBy('s') },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
};
const states = new Map([['b-1', { state: 'completed', completedAt: 'then' }]]);

/** Works on a backup of a server that has made `b-1`; gives the last state and what was ordered. */
async function worked(
  uid: string,
  status?: BackupStatus,
  pods: readonly object[] = [pod],
) {
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
    sets: { list: () => [server] },
    pods: { list: () => pods },
    podsOf: BackupObjects.prototype.podsOf,
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

test('nothing is ordered of a pod that only bears the name and the labels', async () => {
  const labels = { 'app.kubernetes.io/instance': 'orders' };
  const { ownerReferences: _, ...metadata } = pod.metadata;
  const stranger = { ...pod, metadata: { ...metadata, labels } };
  assert.deepEqual(await worked('b-2', undefined, [stranger]), {
    state: '',
    ordered: [],
  });
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

/**
 * Works twice on a cluster with schedules, the second time a day later, with an API server that
 * answers so to backups of the first schedule; gives what was asked for and told then.
 */
async function scheduled(
  t: TestContext,
  refusal: Error,
  gone: 'no' | 'in between' = 'no',
) {
  t.mock.timers.enable({ apis: ['Date'], now: Date.parse('2031-04-01') });
  const entry = { schedule: '0 3 * * *', keep: 1 };
  const schedule = [
    { ...entry, name: 'one', storageName: 'broken' },
    { ...entry, name: 'other', storageName: 'backups' },
  ];
  const { metadata, spec } = cluster;
  const backup = { ...spec.backup, schedule };
  let held: Cluster | undefined = { metadata, spec: { ...spec, backup } };
  const old = [1, 2].map(day => ({
    metadata: {
      name: `old-${day}`,
      creationTimestamp: `2031-03-0${day}T03:00:00Z`,
      labels: { 'percona.com/backup-ancestor': 'other' },
    },
    spec: { clusterName: 'orders', storageName: 'backups' },
    status: { state: 'Succeeded' },
  }));
  const asked: string[] = [];
  const told: string[] = [];
  let hasTold = () => {};
  const telling = new Promise<void>(resolve => {
    hasTold = resolve;
  });
  const rest = {
    async json<T>(path: string, { method, body }: KubeRequest = {}) {
      if (path.endsWith('/events')) {
        told.push((body as { message: string }).message);
        hasTold();
      } else if (method === 'POST') {
        const { storageName } = (body as Backup).spec;
        asked.push(`make ${storageName}`);
        if (storageName === 'broken') throw refusal;
      } else if (method === 'DELETE') {
        asked.push(`remove ${path.split('/').pop()}`);
      }
      return {} as T;
    },
    lines: () => Promise.resolve(),
    close: () => {},
  };
  const objects = {
    clusters: { get: () => held },
    backupsOf: () => old,
  } as unknown as BackupObjects;
  const context = { rest, signal: new AbortController().signal, log: () => {} };
  const worker = new BackupWorker(context, objects, {} as ObjectStore);
  const work = () => worker.workSchedules('shop', 'orders');
  await work();
  if (gone === 'in between') {
    const was = held;
    held = undefined;
    await work();
    held = was;
  }
  t.mock.timers.setTime(Date.parse('2031-04-02'));
  asked.length = 0;
  return { asked, told, telling, work };
}

test('a schedule whose backup is refused keeps no other from its own, and it is told', async t => {
  const refusal = new KubeError(422, 'Invalid', 'no such storage');
  const { asked, told, telling, work } = await scheduled(t, refusal);
  assert.equal(await work(), 3 * 3_600_000);
  assert.deepEqual(asked, ['make broken', 'make backups', 'remove old-1']);
  await telling;
  assert.match(told.join(), /The schedule one .* no such storage/);
  asked.length = 0;
  await work();
  assert.deepEqual(asked, ['remove old-1']);
});

test('what the API server does not answer is tried again', async t => {
  const refusal = new KubeError(503, 'ServiceUnavailable', 'away');
  const { asked, work } = await scheduled(t, refusal);
  await assert.rejects(work, refusal);
  await assert.rejects(work, refusal);
  assert.deepEqual(asked, ['make broken', 'make broken']);
});

test('nothing is remembered of a cluster that is gone', async t => {
  const refusal = new KubeError(422, 'Invalid', 'no such storage');
  const { asked, work } = await scheduled(t, refusal, 'in between');
  await work();
  assert.deepEqual(asked, ['remove old-1']);
});
