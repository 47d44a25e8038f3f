import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomObject } from '@pilothouse/plugin-platform-node';
import { itemOf } from './item';
import { parseDefinition } from './read';

const file = join(__dirname, '../definitions/postgresql.yaml');
const text = readFileSync(file, 'utf8');
const read = (name: string) =>
  readFileSync(join(__dirname, `../definitions/${name}.yaml`), 'utf8');
const backupsIn = (definition: string) => {
  const { backups } = itemOf(parseDefinition(file, definition));
  if (!backups) throw new Error('there are no backups in the definition');
  return backups;
};
const postgresql = backupsIn(text);
/** The same parts for an operator that puts them elsewhere. */
const percona = backupsIn(
  `${text.slice(0, text.indexOf('\nbackups:'))}
backups:
  kind:
    {
      group: ps.percona.com,
      plural: perconaservermysqlbackups,
      kind: PerconaServerMySQLBackup,
      versions: [v1],
    }
  instance: spec.clusterName
  spec: { clusterName: '{metadata.name}', storageName: s3 }
  good: [{ path: status.state, in: [Succeeded] }]
  failed: [{ path: status.state, in: [Failed, Error] }]
  running: [{ path: status.state, in: [Starting, Running] }]
  finished: status.completed
  restore:
    omits: [pause]
    also:
      kind:
        {
          group: ps.percona.com,
          plural: perconaservermysqlrestores,
          kind: PerconaServerMySQLRestore,
          versions: [v1],
        }
      instance: clusterName
      backup: backupName
`,
);
const at = '2031-04-01T08:00:00.000Z';
const backup = (status?: object, more: CustomObject = {}): CustomObject => ({
  metadata: { name: 'b1', namespace: 'shop-dev', creationTimestamp: at },
  spec: { cluster: { name: 'orders' }, clusterName: 'orders' },
  status,
  ...more,
});
const instance: CustomObject = {
  metadata: { name: 'orders', namespace: 'shop-dev' },
  spec: {
    instances: 1,
    storage: { size: '5Gi' },
    backup: {
      barmanObjectStore: { destinationPath: 's3://b', serverName: 'orders' },
    },
    bootstrap: { initdb: { database: 'sales', owner: 'clerk' } },
  },
};

it.each([
  ['nothing was said', undefined, 'waiting'],
  ['it waits', { phase: 'pending' }, 'waiting'],
  ['it runs', { phase: 'running' }, 'running'],
  ['it is done', { phase: 'completed' }, 'good'],
  ['it failed', { phase: 'failed' }, 'failed'],
  ['its log is not kept', { phase: 'walArchivingFailing' }, 'failed'],
  ['its state is not known', { phase: 'unheard' }, 'waiting'],
  ['its status is in another shape', { phase: ['completed'] }, 'waiting'],
])('tells of a backup of CloudNativePG of which %s', (_, status, state) => {
  expect(postgresql.backupOf(backup(status)).state).toBe(state);
});

it.each([
  [{ state: 'Running' }, 'running'],
  [{ state: 'Succeeded' }, 'good'],
  [{ state: 'Error' }, 'failed'],
])('tells of a backup of Percona with %j', (status, state) => {
  expect(percona.backupOf(backup(status)).state).toBe(state);
  expect(percona.instanceOf(backup(status))).toBe('orders');
});

it('tells all that the operator says of a backup', () => {
  const object = backup(
    {
      phase: 'completed',
      startedAt: '2031-04-01T08:00:01Z',
      stoppedAt: '2031-04-01T08:00:09Z',
      pluginMetadata: { size: '7.1Mi' },
    },
    {
      metadata: {
        name: 'nightly-1',
        labels: { 'cnpg.io/scheduled-backup': 'nightly' },
      },
    },
  );
  expect(postgresql.backupOf(object)).toEqual({
    name: 'nightly-1',
    state: 'good',
    phase: 'completed',
    startedAt: '2031-04-01T08:00:01.000Z',
    finishedAt: '2031-04-01T08:00:09.000Z',
    size: '7.1Mi',
    schedule: 'nightly',
  });
});

it('makes backups and schedules of an instance', () => {
  expect(postgresql.specOf(instance)).toEqual({
    cluster: { name: 'orders' },
    method: 'barmanObjectStore',
  });
  expect(percona.specOf(instance)).toEqual({
    clusterName: 'orders',
    storageName: 's3',
  });
  const wanted = { cron: '0 0 2 * * *', suspended: true };
  const spec = postgresql.schedules?.specOf(instance, wanted);
  expect(spec).toMatchObject({
    cluster: { name: 'orders' },
    schedule: '0 0 2 * * *',
    suspend: true,
  });
  expect(
    postgresql.schedules?.scheduleOf({ metadata: { name: 'n' }, spec }),
  ).toMatchObject({ name: 'n', ...wanted });
});

describe('schedules that are entries of an instance', () => {
  const odd = 'not an entry';
  const kept = { name: 'nightly', schedule: '0 2 * * *', keep: 7, other: 1 };
  const mysql = { spec: { backup: { schedule: [odd, kept, { keep: 3 }] } } };
  const { scheduleEntries: entries } = backupsIn(read('percona-mysql'));
  if (!entries) throw new Error('the definition of MySQL has no schedules');

  it('are told by their names', () => {
    expect(entries.entriesOf(mysql)).toEqual([
      { name: 'nightly', cron: '0 2 * * *', keep: 7 },
    ]);
    expect(entries.entriesOf({ spec: { backup: { schedule: {} } } })).toEqual(
      [],
    );
  });

  it.each<[string, object, object, unknown[]]>([
    [
      'come after what is there',
      mysql,
      { name: 'weekly', cron: '0 3 * * 0', keep: 4 },
      [
        odd,
        kept,
        { keep: 3 },
        {
          ...{ storageName: 'backups', name: 'weekly', schedule: '0 3 * * 0' },
          keep: 4,
        },
      ],
    ],
    [
      'change and keep what else they say',
      mysql,
      { name: 'nightly', cron: '0 4 * * *' },
      [odd, { name: 'nightly', schedule: '0 4 * * *', other: 1 }, { keep: 3 }],
    ],
    [
      'may be the first',
      {},
      { name: 'nightly', cron: '0 4 * * *' },
      [{ storageName: 'backups', name: 'nightly', schedule: '0 4 * * *' }],
    ],
  ])('%s', (_, like, wanted, schedule) => {
    expect(entries.withEntry(like, Object(wanted))).toEqual({
      backup: { schedule },
    });
  });

  it('go, and the list with the last', () => {
    expect(entries.withoutEntry(mysql, 'nightly')).toEqual({
      backup: { schedule: [odd, { keep: 3 }] },
    });
    const alone = { spec: { backup: { schedule: [kept] } } };
    expect(entries.withoutEntry(alone, 'nightly')).toEqual({
      backup: { schedule: null },
    });
  });
});

it('says what an instance lacks to be backed up', () => {
  expect(postgresql.lackOf(instance)).toBeUndefined();
  expect(postgresql.lackOf({ spec: {} })?.en).toMatch(/no place/);
  expect(percona.lackOf({ spec: {} })).toBeUndefined();
});

describe('restores', () => {
  const restored = (like: CustomObject | undefined) =>
    postgresql.restore?.specOf(
      backup({ phase: 'completed' }),
      Object(like?.spec ?? { instances: 1, bootstrap: { initdb: {} } }),
      like,
    );

  it('as the instance was, but from the backup and to a place of its own', () => {
    expect(restored(instance)).toEqual({
      instances: 1,
      storage: { size: '5Gi' },
      backup: { barmanObjectStore: { destinationPath: 's3://b' } },
      bootstrap: {
        recovery: {
          backup: { name: 'b1' },
          database: 'sales',
          owner: 'clerk',
        },
      },
    });
  });

  it('what was restored before', () => {
    const recovery = { backup: { name: 'b0' }, database: 'sales' };
    const again = { ...instance, spec: { bootstrap: { recovery } } };
    expect(restored(again)).toEqual({
      bootstrap: {
        recovery: { backup: { name: 'b1' }, database: 'sales' },
      },
    });
    expect(postgresql.restore?.originOf(again)).toBe('b0');
    expect(postgresql.restore?.originOf(instance)).toBeUndefined();
  });

  it('an instance that is gone', () => {
    expect(restored(undefined)).toEqual({
      instances: 1,
      bootstrap: { recovery: { backup: { name: 'b1' } } },
    });
  });
});

it('restores by an object of its own where the operator wants one', () => {
  const like = { mysql: { size: 1 }, pause: true };
  const { also, originOf, specOf } = percona.restore ?? {};
  expect(specOf?.(backup(), like, undefined)).toEqual({ mysql: { size: 1 } });
  expect(originOf?.(instance)).toBeUndefined();
  const spec = also?.specOf('again', 'b1');
  expect(spec).toEqual({ clusterName: 'again', backupName: 'b1' });
  expect(also?.instanceOf({ spec })).toBe('again');
  expect(also?.backupOf({ spec })).toBe('b1');
});
