import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pod } from '../../../middleware/operator/objects.ts';
import type { Backup, Cluster, Job, Restore } from '../model.ts';
import { decideBackup, type ObservedBackup } from './decide.ts';
import { decideRestore, type ObservedRestore } from './restores.ts';

const now = '2026-01-02T03:04:05Z';
const metadata = { name: 'orders', namespace: 'shop' };

const cluster: Cluster = {
  metadata,
  spec: {
    mysql: { clusterType: 'group-replication', size: 1, image: 'mariadb:11.4' },
    backup: {
      enabled: true,
      storages: { backups: { type: 's3', s3: { bucket: 'b', prefix: 'p' } } },
    },
  },
};
const pod: Pod = {
  metadata: { name: 'orders-mysql-0', namespace: 'shop' },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
} as Pod;
const backup: Backup = {
  metadata: { name: 'one', namespace: 'shop' },
  spec: { clusterName: 'orders', storageName: 'backups' },
};
const running = { state: 'Running', backupSource: 'orders-mysql-0' } as const;

const seen: ObservedBackup = { backup, cluster, pods: [pod], now };

const backups: [string, Partial<ObservedBackup>, object][] = [
  [
    'begins',
    {},
    {
      kind: 'begin',
      pod: 'orders-mysql-0',
      status: {
        state: 'Starting',
        destination: 's3://b/p/orders-2026-01-02-03:04:05-full',
        storage: cluster.spec.backup?.storages?.backups,
        backupSource: 'orders-mysql-0',
      },
    },
  ],
  [
    'waits for its cluster',
    { pods: [] },
    {
      kind: 'status',
      again: true,
      status: { state: '', stateDescription: 'cluster is not ready' },
    },
  ],
  [
    'fails without its cluster',
    { cluster: undefined },
    {
      kind: 'status',
      again: false,
      status: {
        state: 'Error',
        stateDescription:
          'PerconaServerMySQL orders in namespace shop is not found',
      },
    },
  ],
  [
    'asks how far it is',
    { backup: { ...backup, status: running } },
    { kind: 'ask', pod: 'orders-mysql-0' },
  ],
  [
    'is done',
    {
      backup: { ...backup, status: running },
      state: { state: 'completed', completedAt: now },
    },
    {
      kind: 'status',
      again: false,
      status: { ...running, state: 'Succeeded', completed: now },
    },
  ],
  [
    'fails as the server says',
    {
      backup: { ...backup, status: running },
      state: { state: 'failed', error: 'disk full' },
    },
    {
      kind: 'status',
      again: false,
      status: { ...running, state: 'Failed', stateDescription: 'disk full' },
    },
  ],
  [
    'fails when the server was restarted meanwhile',
    { backup: { ...backup, status: running }, state: 'unknown' },
    {
      kind: 'status',
      again: false,
      status: {
        ...running,
        state: 'Failed',
        stateDescription:
          'The server orders-mysql-0 was restarted before the backup was complete',
      },
    },
  ],
  [
    'waits for a server that does not answer',
    { backup: { ...backup, status: running }, state: 'no-answer' },
    { kind: 'status', again: true, status: running },
  ],
  [
    'is left alone when it is over',
    { backup: { ...backup, status: { state: 'Failed' } } },
    { kind: 'nothing' },
  ],
];
for (const [name, given, wanted] of backups) {
  test(`a backup ${name}`, () => {
    assert.deepEqual(decideBackup({ ...seen, ...given }), wanted);
  });
}

const good: Backup = { ...backup, status: { state: 'Succeeded' } };
const restore: Restore = {
  metadata: {
    name: 'back',
    namespace: 'shop',
    uid: 'r-2',
    creationTimestamp: '2026-01-02T03:00:00Z',
  },
  spec: { clusterName: 'orders', backupName: 'one' },
};
const claim = { metadata: { name: 'datadir-orders-mysql-0' } };
const is = (state: 'ready' | 'initializing', pause: boolean) =>
  ({
    ...cluster,
    spec: { ...cluster.spec, pause },
    status: { state },
  } as Cluster);
const jobOf = (type: string, uid = 'r-2') =>
  ({
    metadata: {
      namespace: 'shop',
      name: 'xb-restore-back',
      ownerReferences: [{ uid }],
    },
    status: { conditions: [{ type, status: 'True', message: 'x' }] },
  } as Job);
const since = (creationTimestamp: string, status = restore.status) => ({
  restore: {
    ...restore,
    metadata: { ...restore.metadata, creationTimestamp },
    status,
  },
});

const restoring: ObservedRestore = {
  restore,
  cluster: is('ready', false),
  backup: good,
  others: [restore],
  users: ['pod orders-mysql-0'],
  claim,
  now,
};
const beside = (
  creationTimestamp: string,
  state?: NonNullable<Restore['status']>['state'],
): Restore => ({
  ...restore,
  metadata: { name: 'other', creationTimestamp },
  ...(state && { status: { state } }),
});
const other = beside('2026-01-02T03:01:00Z', 'Running');

const restores: [
  string,
  Partial<ObservedRestore>,
  { state?: string; says?: RegExp; step?: string; again: boolean },
][] = [
  ['stops the cluster', {}, { state: 'Starting', step: 'pause', again: true }],
  [
    'waits until the server has stopped',
    { cluster: is('ready', true) },
    { state: 'Starting', says: /orders-mysql-0 has let go/, again: true },
  ],
  [
    'has a job fill the volume of a stopped cluster',
    { cluster: is('ready', true), users: [] },
    { state: 'Starting', step: 'create-job', again: true },
  ],
  [
    'waits for a cluster that is being made',
    { cluster: is('initializing', false) },
    { state: '', says: /was made/, again: true },
  ],
  [
    'waits for another',
    { others: [restore, other] },
    { state: '', says: /other is already running/, again: true },
  ],
  [
    'does not yield once it has its job',
    {
      others: [beside('2026-01-02T02:59:00Z', 'Starting')],
      cluster: is('ready', true),
      job: jobOf('Complete'),
    },
    { state: 'Succeeded', step: 'resume', again: false },
  ],
  [
    'waits for an older one that has not begun',
    { others: [restore, beside('2026-01-02T02:59:00Z')] },
    { state: '', says: /other comes first/, again: true },
  ],
  [
    'waits for an older one that has begun as it has',
    {
      ...since('2026-01-02T03:00:00Z', { state: 'Starting' }),
      others: [beside('2026-01-02T02:59:00Z', 'Starting')],
    },
    { state: '', says: /other is already running/, again: true },
  ],
  [
    'does not wait for a younger one that has begun as it has',
    {
      ...since('2026-01-02T03:00:00Z', { state: 'Starting' }),
      others: [beside('2026-01-02T03:01:00Z', 'Starting')],
    },
    { state: 'Starting', step: 'pause', again: true },
  ],
  [
    'does not wait for one that cannot begin, or into another cluster',
    {
      others: [
        beside('2026-01-02T02:59:00Z', 'Error'),
        {
          ...beside('2026-01-02T02:59:00Z', 'Running'),
          spec: { ...restore.spec, clusterName: 'payments' },
        },
      ],
    },
    { state: 'Starting', step: 'pause', again: true },
  ],
  [
    'has the cluster go on when the job is done',
    { cluster: is('ready', true), job: jobOf('Complete') },
    { state: 'Succeeded', step: 'resume', again: false },
  ],
  [
    'leaves the cluster stopped when the job fails',
    { cluster: is('ready', true), job: jobOf('Failed') },
    { state: 'Failed', says: /job failed/, again: false },
  ],
  [
    'takes no backup that failed',
    { backup: { ...backup, status: { state: 'Failed' } } },
    { state: 'Error', says: /has not succeeded/, again: true },
  ],
  [
    'needs its backup',
    { backup: undefined },
    { state: 'Error', says: /one in this namespace is not found/, again: true },
  ],
  [
    'needs its cluster',
    { cluster: undefined },
    { state: 'Error', says: /orders in namespace shop/, again: true },
  ],
  [
    'goes to no point in time',
    { restore: { ...restore, spec: { ...restore.spec, pitr: {} } } },
    { state: 'Error', says: /spec\.pitr/, again: true },
  ],
  [
    'takes no job of an earlier restore of its name',
    { cluster: is('ready', true), users: [], job: jobOf('Complete', 'r-1') },
    { state: 'Starting', says: /earlier restore/, again: true },
  ],
  [
    'in error begins when what was missing has come',
    since('2026-01-02T03:00:00Z', { state: 'Error' }),
    { state: 'Starting', step: 'pause', again: true },
  ],
  [
    'in error is forgotten after ten minutes',
    since('2026-01-02T02:54:00Z', { state: 'Error' }),
    { again: false },
  ],
  [
    'that was seen late says what is missing, once',
    { ...since('2026-01-02T02:54:00Z'), backup: undefined },
    { state: 'Error', says: /not found/, again: false },
  ],
  [
    'has its job removed once its end is known',
    {
      restore: { ...restore, status: { state: 'Succeeded' } },
      job: jobOf('Complete'),
    },
    { step: 'remove-job', again: false },
  ],
  [
    'is left alone when it is over',
    { restore: { ...restore, status: { state: 'Succeeded' } } },
    { again: false },
  ],
];
for (const [name, given, { state, says = /^/, step, again }] of restores) {
  test(`a restore ${name}`, () => {
    const decision = decideRestore({ ...restoring, ...given });
    assert.equal(decision.status?.state, state);
    assert.match(decision.status?.stateDescription ?? '', says);
    assert.equal(decision.step, step);
    assert.equal(decision.again, again);
  });
}
