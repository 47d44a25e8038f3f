import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideBackup, type ObservedBackup } from './backups.ts';
import { decideSchedule, nextTime } from './schedules.ts';
import type {
  Backup,
  BackupStatus,
  Cluster,
  ScheduledBackup,
} from '../model.ts';

const NOW = '2026-01-02T03:04:05Z';

const cluster: Cluster = {
  metadata: { name: 'orders', namespace: 'shop', uid: 'c-1' },
  spec: {
    instances: 1,
    imageName: 'postgresql:18',
    storage: { size: '1Gi' },
    enableSuperuserAccess: false,
    stopDelay: 30,
    backup: { barmanObjectStore: { destinationPath: 's3://backups/' } },
  },
};
const pod = (status: string) => ({
  metadata: { name: 'orders-1' },
  status: { conditions: [{ type: 'Ready', status }] },
});
const backup = (
  status?: BackupStatus,
  method = 'barmanObjectStore',
): Backup => ({
  metadata: { name: 'monday', namespace: 'shop' },
  spec: { cluster: { name: 'orders' }, method },
  status,
});
const running: BackupStatus = {
  phase: 'running',
  startedAt: NOW,
  instanceID: { podName: 'orders-1' },
};
const ended = {
  beginLSN: '0/2000028',
  endLSN: '0/2000120',
  beginWal: '000000010000000000000002',
  endWal: '000000010000000000000002',
  stoppedAt: NOW,
  bytes: 3 * 2 ** 20,
};

const cases: [string, Partial<ObservedBackup>, string][] = [
  ['begins at a ready instance', {}, 'begin orders-1 running'],
  ['waits for an instance', { pods: [pod('False')] }, 'again pending'],
  ['waits for its cluster', { cluster: undefined }, 'again pending'],
  [
    'fails where the cluster has no store',
    { cluster: { ...cluster, spec: { ...cluster.spec, backup: undefined } } },
    'status failed',
  ],
  [
    'fails where the method is not to be had',
    { backup: backup(undefined, 'volumeSnapshot') },
    'status failed',
  ],
  ['asks while it runs', { backup: backup(running) }, 'ask orders-1'],
  [
    'goes on',
    { backup: backup(running), state: { state: 'running' } },
    'again running',
  ],
  [
    'bears an instance that is busy',
    { backup: backup(running), state: 'no-answer' },
    'again running',
  ],
  [
    'fails with its instance',
    { backup: backup(running), state: 'unknown' },
    'status failed',
  ],
  [
    'fails without its instance',
    { backup: backup(running), pods: [] },
    'status failed',
  ],
  [
    'fails as the instance says',
    { backup: backup(running), state: { state: 'failed', error: 'disk full' } },
    'status failed',
  ],
  [
    'is complete',
    { backup: backup(running), state: { state: 'completed', ...ended } },
    'status completed',
  ],
  [
    'is left alone when complete',
    { backup: backup({ phase: 'completed' }) },
    'nothing',
  ],
  [
    'is left alone when failed',
    { backup: backup({ phase: 'failed' }) },
    'nothing',
  ],
];
for (const [name, given, expected] of cases) {
  test(`a backup ${name}`, () => {
    const decided = decideBackup({
      backup: backup(),
      cluster,
      pods: [pod('True')],
      now: NOW,
      ...given,
    });
    const said = {
      nothing: () => 'nothing',
      ask: () => (decided.kind === 'ask' ? `ask ${decided.pod}` : ''),
      begin: () =>
        decided.kind === 'begin'
          ? `begin ${decided.pod} ${decided.status.phase}`
          : '',
      status: () =>
        decided.kind === 'status'
          ? `${decided.again ? 'again' : 'status'} ${decided.status.phase}`
          : '',
    }[decided.kind]();
    assert.equal(said, expected);
  });
}

const at = (time: string) => Date.parse(`2026-01-02T${time}Z`);

function scheduleOf(
  spec: Partial<ScheduledBackup['spec']> = {},
  status?: ScheduledBackup['status'],
): ScheduledBackup {
  return {
    metadata: {
      name: 'nightly',
      namespace: 'shop',
      uid: 's-1',
      creationTimestamp: '2026-01-02T01:00:00Z',
    },
    spec: {
      cluster: { name: 'orders' },
      schedule: '0 0 2 * * *',
      immediate: false,
      suspend: false,
      backupOwnerReference: 'none',
      method: 'barmanObjectStore',
      ...spec,
    },
    status,
  };
}

const checked = { lastCheckTime: '2026-01-02T01:00:00Z' };
const schedules: [string, ScheduledBackup, string, string | undefined][] = [
  ['is not due yet', scheduleOf(), '01:30:00', undefined],
  ['is due', scheduleOf({}, checked), '02:00:00', 'nightly-20260102020000'],
  [
    'was missed, and is made once',
    scheduleOf({ schedule: '0 */5 * * * *' }, checked),
    '03:00:01',
    'nightly-20260102010500',
  ],
  [
    'is wanted at once',
    scheduleOf({ immediate: true }),
    '01:00:03',
    'nightly-20260102010003',
  ],
  [
    'was made at once',
    scheduleOf({ immediate: true }, checked),
    '01:30:00',
    undefined,
  ],
  [
    'is suspended',
    scheduleOf({ suspend: true }, checked),
    '02:00:00',
    undefined,
  ],
  [
    'has no right schedule',
    scheduleOf({ schedule: '0 2 * * *' }),
    '02:00:00',
    undefined,
  ],
];
for (const [name, schedule, now, expected] of schedules) {
  test(`a scheduled backup ${name}`, () => {
    const { backup: made } = decideSchedule(schedule, cluster, at(now));
    assert.equal(made?.metadata?.name, expected);
  });
}

test('a schedule that was looked at is not due again for the same time', () => {
  const first = decideSchedule(
    scheduleOf({}, checked),
    cluster,
    at('02:00:00'),
  );
  assert.equal(first.next, Date.parse('2026-01-03T02:00:00Z'));
  const second = decideSchedule(
    scheduleOf({}, first.status),
    cluster,
    at('02:00:01'),
  );
  assert.equal(second.backup, undefined);
});

test('a schedule that is none says why', () => {
  const { status } = decideSchedule(
    scheduleOf({ schedule: 'x * * * * *' }),
    cluster,
    at('02:00:00'),
  );
  assert.match(status.error ?? '', /spec\.schedule "x \* \* \* \* \*"/);
});

for (const [schedule, after, expected] of [
  ['0 0 2 * * *', '01:00:00', '2026-01-02T02:00:00.000Z'],
  ['0 0 2 * * *', '02:00:00', '2026-01-03T02:00:00.000Z'],
  ['0 30 1 * * 0', '00:00:00', '2026-01-04T01:30:00.000Z'],
  ['@daily', '00:00:01', '2026-01-03T00:00:00.000Z'],
] as const) {
  test(`after ${after}, "${schedule}" is due at ${expected}`, () => {
    assert.equal(
      new Date(nextTime(schedule, at(after))).toISOString(),
      expected,
    );
  });
}

for (const [reference, kind] of [
  ['none', undefined],
  ['self', 'ScheduledBackup'],
  ['cluster', 'Cluster'],
] as const) {
  test(`backups of a schedule go with ${kind ?? 'nothing'}`, () => {
    const schedule = scheduleOf({ backupOwnerReference: reference }, checked);
    const { backup: made } = decideSchedule(schedule, cluster, at('02:00:00'));
    assert.equal(made?.metadata?.ownerReferences?.[0]?.kind, kind);
  });
}
