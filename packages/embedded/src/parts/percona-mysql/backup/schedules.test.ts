import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backup, Cluster } from '../model.ts';
import { ANCESTOR, decideSchedules, scheduleKey } from './schedules.ts';

const at = (time: string) => Date.parse(`2026-01-02T${time}Z`);
const nightly = {
  ...{ name: 'nightly', schedule: '0 3 * * *' },
  ...{ storageName: 'backups', keep: 2 },
};
const lookedAt = (time: number, ...schedules: (typeof nightly)[]) =>
  new Map(schedules.map(each => [scheduleKey(each), time]));
const clusterWith = (
  schedule: NonNullable<Cluster['spec']['backup']>['schedule'],
  more: object = {},
): Cluster => ({
  metadata: { name: 'orders', namespace: 'shop' },
  spec: {
    mysql: { clusterType: 'group-replication', size: 1, image: 'mariadb:11.4' },
    backup: { enabled: true, schedule, ...more },
  },
});
const madeOn = (
  day: number,
  state: NonNullable<Backup['status']>['state'] = 'Succeeded',
  schedule = 'nightly',
): Backup => ({
  metadata: {
    name: `${schedule}-${day}`,
    creationTimestamp: `2026-01-0${day}T03:00:00Z`,
    labels: { [ANCESTOR]: schedule },
  },
  spec: { clusterName: 'orders', storageName: 'backups' },
  status: { state },
});

const times: [string, string, string, string[], string][] = [
  ['nothing before its time', '02:00:00', '02:59:59', [], '03:00:00'],
  ['one at its time', '02:59:59', '03:00:00', ['20260102030000'], ''],
  ['one that was missed', '02:00:00', '08:00:00', ['20260102030000'], ''],
  ['none twice', '03:00:00', '03:00:01', [], ''],
];
for (const [name, since, now, stamps, next] of times) {
  test(`a schedule makes ${name}`, () => {
    const decision = decideSchedules(
      clusterWith([nightly]),
      [],
      lookedAt(at(since), nightly),
      at(now),
    );
    assert.deepEqual(
      decision.due.map(({ metadata }) => metadata?.name?.split('-')[3]),
      stamps,
    );
    assert.equal(
      decision.next,
      next ? at(next) : Date.parse('2026-01-03T03:00:00Z'),
    );
  });
}

const changes: [string, Cluster, Cluster, string[]][] = [
  [
    'one that is added',
    clusterWith([{ ...nightly, name: 'other' }]),
    clusterWith([{ ...nightly, name: 'other' }, nightly]),
    ['other'],
  ],
  [
    'one with other times',
    clusterWith([{ ...nightly, schedule: '0 23 * * *' }]),
    clusterWith([nightly]),
    [],
  ],
  [
    'backups that are turned on',
    clusterWith([nightly], { enabled: false }),
    clusterWith([nightly]),
    [],
  ],
  [
    'one that goes on after a stop',
    {
      ...clusterWith([nightly]),
      spec: { ...clusterWith([nightly]).spec, pause: true },
    },
    clusterWith([nightly]),
    ['nightly'],
  ],
];
for (const [name, before, after, expected] of changes) {
  test(`times before a schedule was there are passed over: ${name}`, () => {
    const first = decideSchedules(before, [], new Map(), at('01:00:00'));
    assert.deepEqual(first.due, []);
    const { due, looked } = decideSchedules(
      after,
      [],
      first.looked,
      at('10:00:00'),
    );
    assert.deepEqual(
      due.map(({ metadata }) => metadata?.labels?.[ANCESTOR]),
      expected,
    );
    const later = decideSchedules(after, [], looked, at('10:00:01'));
    assert.deepEqual(later.due, []);
  });
}

test('a backup has a name that the API takes, another for each storage', () => {
  const names = ['s3_main', 'S3.Main', 's3-main'].map(storageName => {
    const schedule = { ...nightly, storageName };
    const looked = lookedAt(at('02:00:00'), schedule);
    const { due } = decideSchedules(
      clusterWith([schedule]),
      [],
      looked,
      at('03:00:00'),
    );
    assert.equal(due[0]?.spec.storageName, storageName);
    return due[0]?.metadata?.name ?? '';
  });
  for (const name of names) {
    assert.match(name, /^cron-orders-s3-main-20260102030000-[0-9a-f]{5}$/);
  }
  assert.equal(new Set(names).size, names.length);
});

test('a backup by schedule says by which, of what and whereto', () => {
  const { due } = decideSchedules(
    clusterWith([nightly]),
    [],
    lookedAt(at('02:00:00'), nightly),
    at('04:00:00'),
  );
  assert.deepEqual(due[0]?.spec, {
    clusterName: 'orders',
    storageName: 'backups',
  });
  assert.equal(due[0]?.metadata?.labels?.[ANCESTOR], 'nightly');
  assert.match(
    due[0]?.metadata?.name ?? '',
    /^cron-orders-backups-20260102030000-[0-9a-f]{5}$/,
  );
});

test('of several schedules each counts, and what is wrong with one is said', () => {
  const schedules = [
    { ...nightly, name: 'wrong', schedule: 'sometimes' },
    nightly,
    { ...nightly, name: 'hourly', schedule: '@hourly' },
  ];
  const decision = decideSchedules(
    clusterWith(schedules),
    [],
    lookedAt(at('02:30:00'), ...schedules),
    at('03:00:00'),
  );
  assert.equal(decision.due.length, 2);
  assert.match(decision.faults.join(), /wrong, "sometimes"/);
  assert.equal(decision.next, at('04:00:00'));
});

test('nothing is made of a cluster that is stopped or makes no backups', () => {
  const looked = lookedAt(at('02:00:00'), nightly);
  const off = clusterWith([nightly], { enabled: false });
  const { spec, metadata } = clusterWith([nightly]);
  const stopped = { metadata, spec: { ...spec, pause: true } };
  for (const cluster of [off, stopped]) {
    const { due } = decideSchedules(cluster, [], looked, at('04:00:00'));
    assert.deepEqual(due, []);
  }
});

test('only as many good ones are kept as are wanted, the newest', () => {
  const backups = [
    madeOn(1),
    madeOn(4),
    madeOn(2),
    madeOn(3, 'Failed'),
    madeOn(5, 'Running'),
    madeOn(1, 'Succeeded', 'weekly'),
  ];
  const surplus = (keep?: number) =>
    decideSchedules(
      clusterWith([{ ...nightly, keep }]),
      backups,
      lookedAt(at('02:00:00'), nightly),
      at('02:00:01'),
    ).surplus.map(({ metadata }) => metadata?.name);
  assert.deepEqual(surplus(1), ['nightly-2', 'nightly-1']);
  assert.deepEqual(surplus(2), ['nightly-1']);
  assert.deepEqual(surplus(undefined), []);
});
