import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { openNamespace, type TestNamespace } from '../../testing/namespace.ts';
import { platformUnderTest } from '../../testing/platform-under-test.ts';
import { waitUntil } from '../../platform/wait.ts';
import type { Backup, Cluster, Pod, ScheduledBackup, Secret } from './model.ts';

const PATIENCE_MS = 60_000;

let namespace: TestNamespace;

before(async () => {
  namespace = await openNamespace('postgres');
});
after(() => namespace.remove());

const get = <T>(kind: string, name: string) => namespace.get<T>(kind, name);

const until = <T>(kind: string, name: string, wanted: (object: T) => boolean) =>
  namespace.untilIs(kind, name, wanted, PATIENCE_MS / 1000);

function clusterOf(name: string, spec: Record<string, unknown> = {}) {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name },
    spec: { storage: { size: '1Gi' }, ...spec },
  };
}

const healthy = (name: string) =>
  until<Cluster>(
    'cluster.postgresql.cnpg.io',
    name,
    ({ status }) =>
      status?.phase === 'Cluster in healthy state' &&
      status.conditions.some(
        ({ type, status: holds }) => type === 'Ready' && holds === 'True',
      ),
  );

/** Runs one statement with what a cluster's Secret holds, through its service. */
async function ask(cluster: string, sql: string, secret = 'app') {
  const { data = {} } = await get<Secret>('secret', `${cluster}-${secret}`);
  const text = (key: string) =>
    Buffer.from(data[key] ?? '', 'base64').toString();
  const service = await get<{ spec: { clusterIP: string } }>(
    'service',
    text('host'),
  );
  const client = new pg.Client({
    host: service.spec.clusterIP,
    port: Number(text('port')),
    user: text('username'),
    password: text('password'),
    database: secret === 'app' ? text('dbname') : 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Asks until there is an answer: a service follows its pods a moment later. */
async function answered(...question: Parameters<typeof ask>) {
  let rows: Awaited<ReturnType<typeof ask>> = [];
  const met = () =>
    ask(...question).then(
      found => {
        rows = found;
        return true;
      },
      () => false,
    );
  await waitUntil(met, AbortSignal.timeout(PATIENCE_MS), 200);
  return rows;
}

test('a cluster is ordered, keeps its data, and comes back from a backup', async t => {
  const ordered = Date.now();
  await namespace.apply(clusterOf('orders'));

  await t.test(
    'it is ready, and answers with what its Secret holds',
    async () => {
      const { status } = await healthy('orders');
      assert.equal(status?.currentPrimary, 'orders-1');
      assert.equal(status.readyInstances, 1);
      assert.equal(status.writeService, 'orders-rw');
      const [row] = await answered('orders', 'SELECT current_user AS who');
      assert.deepEqual(row, { who: 'app' });
      t.diagnostic(`order to SQL: ${Date.now() - ordered} ms`);
      await ask('orders', 'CREATE TABLE item (name text)');
      await ask('orders', "INSERT INTO item VALUES ('kept')");
    },
  );

  await t.test('a wrong password is refused', async () => {
    const service = await get<{ spec: { clusterIP: string } }>(
      'service',
      'orders-rw',
    );
    const client = new pg.Client({
      host: service.spec.clusterIP,
      user: 'app',
      password: 'wrong',
      database: 'app',
    });
    await assert.rejects(client.connect(), /password authentication failed/);
  });

  await t.test('its data outlives the process', async () => {
    const restarts = (pod: Pod) =>
      pod.status?.containerStatuses?.[0]?.restartCount ?? 0;
    const known = restarts(await get<Pod>('pod', 'orders-1'));
    await namespace.run(
      'exec',
      'orders-1',
      '--',
      'sh',
      '-c',
      'kill -9 $(head -1 /var/lib/postgresql/data/pgdata/postmaster.pid)',
    );
    await until<Pod>('pod', 'orders-1', pod => restarts(pod) > known);
    await healthy('orders');
    assert.deepEqual(await answered('orders', 'SELECT name FROM item'), [
      { name: 'kept' },
    ]);
  });

  await t.test('a changed password is used', async () => {
    const password = 'another-password';
    const patch = JSON.stringify({ stringData: { password } });
    await namespace.run(
      'patch',
      'secret',
      'orders-app',
      '--type=merge',
      '-p',
      patch,
    );
    assert.deepEqual(await answered('orders', 'SELECT 1 AS one'), [{ one: 1 }]);
  });

  await t.test('a schedule has it backed up', async () => {
    await namespace.apply({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: { name: 'nightly' },
      spec: {
        cluster: { name: 'orders' },
        schedule: '0 0 0 * * *',
        immediate: true,
        backupOwnerReference: 'self',
      },
    });
    const { status } = await until<ScheduledBackup>(
      'scheduledbackup',
      'nightly',
      found => found.status?.lastScheduleTime !== undefined,
    );
    assert.match(status?.nextScheduleTime ?? '', /T00:00:00Z$/);
    const listed = await namespace.run(
      'get',
      'backup',
      '-o',
      'name',
      '-l',
      'cnpg.io/scheduled-backup=nightly',
    );
    const [name = ''] = listed
      .trim()
      .split('\n')
      .map(line => line.split('/').at(-1) ?? '');
    await until<Backup>(
      'backup',
      name,
      found => found.status?.phase === 'completed',
    );
  });

  await t.test('a backup is restored into a new cluster', async () => {
    await ask('orders', "INSERT INTO item VALUES ('saved')");
    await namespace.apply({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Backup',
      metadata: { name: 'by-hand' },
      spec: { cluster: { name: 'orders' } },
    });
    const { status } = await until<Backup>('backup', 'by-hand', found =>
      /completed|failed/.test(found.status?.phase ?? ''),
    );
    assert.equal(status?.phase, 'completed', status?.error);
    await ask('orders', "INSERT INTO item VALUES ('too late')");
    await namespace.apply(
      clusterOf('restored', {
        bootstrap: { recovery: { backup: { name: 'by-hand' } } },
      }),
    );
    await healthy('restored');
    assert.deepEqual(
      await answered('restored', 'SELECT name FROM item ORDER BY name'),
      [{ name: 'kept' }, { name: 'saved' }],
    );
    const orders = await healthy('orders');
    assert.ok(orders.status?.lastSuccessfulBackup);
  });

  await t.test('more disk is given, and a smaller one refused', async () => {
    const resize = (size: string) =>
      namespace.run(
        'patch',
        'cluster.postgresql.cnpg.io',
        'orders',
        '--type=merge',
        '-p',
        JSON.stringify({ spec: { storage: { size } } }),
      );
    await resize('2Gi');
    await until<{ status?: { capacity?: { storage?: string } } }>(
      'pvc',
      'orders-1',
      claim => claim.status?.capacity?.storage === '2Gi',
    );
    await assert.rejects(resize('1Gi'), /a disk cannot be made smaller/);
  });

  await t.test('its settings can be changed', async () => {
    const patch = {
      spec: {
        postgresql: { parameters: { work_mem: '8MB', log_statement: 'all' } },
        enableSuperuserAccess: true,
      },
    };
    await namespace.run(
      'patch',
      'cluster.postgresql.cnpg.io',
      'orders',
      '--type=merge',
      '-p',
      JSON.stringify(patch),
    );
    const changed = async () => {
      const rows = await ask('orders', 'SHOW work_mem').catch(() => []);
      return rows[0]?.work_mem === '8MB';
    };
    await waitUntil(changed, AbortSignal.timeout(PATIENCE_MS), 200);
    const [row] = await answered(
      'orders',
      'SELECT current_user AS who',
      'superuser',
    );
    assert.deepEqual(row, { who: 'postgres' });
    const log = await namespace.run('logs', 'orders-1');
    assert.match(log, /ALTER ROLE "app"/);
    assert.doesNotMatch(log, /another-password/);
  });

  await t.test('nothing is left when it is deleted', async () => {
    const claim = await get<{ spec: { volumeName: string } }>(
      'pvc',
      'orders-1',
    );
    await namespace.run(
      'delete',
      'cluster.postgresql.cnpg.io',
      'orders',
      'restored',
      '--wait=false',
    );
    await namespace.run('delete', 'scheduledbackup', 'nightly', '--wait=false');
    const left = () =>
      namespace.run(
        'get',
        'pod,job,pvc,service,secret',
        '-l',
        'cnpg.io/cluster',
        '-o',
        'name',
        '--ignore-not-found',
      );
    await waitUntil(
      async () => (await left()) === '',
      AbortSignal.timeout(PATIENCE_MS),
      200,
    );
    await get<Backup>('backup', 'by-hand');
    const { stateDir } = platformUnderTest();
    const storage = join(stateDir, 'storage');
    await waitUntil(
      async () => !(await readdir(storage)).includes(claim.spec.volumeName),
      AbortSignal.timeout(PATIENCE_MS),
    );
    const objects = join(stateDir, 'cloudnative-pg/objects', namespace.name);
    assert.equal((await readdir(objects)).length > 0, true);
    await namespace.run('delete', 'backup', 'by-hand');
    await waitUntil(
      async () => (await readdir(objects).catch(() => [])).length === 0,
      AbortSignal.timeout(PATIENCE_MS),
    );
  });
});

test('a quota that is too small is told, and the order goes on when it is raised', async () => {
  const quota = (storage: string) =>
    namespace.apply({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'small' },
      spec: { hard: { 'requests.storage': storage } },
    });
  await quota('1Gi');
  await namespace.apply(clusterOf('large', { storage: { size: '2Gi' } }));
  const kind = 'cluster.postgresql.cnpg.io';
  const { status } = await until<Cluster>(kind, 'large', found =>
    /exceeded quota/.test(found.status?.phaseReason ?? ''),
  );
  assert.equal(status?.phase, 'Unable to create required cluster objects');
  assert.match((await namespace.events('large')).join('\n'), /FailedCreate/);
  await quota('4Gi');
  await healthy('large');
  assert.match(
    (await namespace.events('large')).join('\n'),
    /CreatingInstance: Creating instance large-1/,
  );
});

test('what the platform cannot give is said in the status', async () => {
  await namespace.apply(
    clusterOf('old', { imageName: 'ghcr.io/cloudnative-pg/postgresql:12' }),
  );
  const { status } = await until<Cluster>(
    'cluster.postgresql.cnpg.io',
    'old',
    found => found.status !== undefined,
  );
  assert.equal(status?.phase, 'Unable to create required cluster objects');
  assert.match(status.phaseReason ?? '', /set spec\.imageName/);
});

const refused: [string, Record<string, unknown>, RegExp][] = [
  [
    'a setting of the operator',
    { postgresql: { parameters: { port: '1' } } },
    /belongs to the operator/,
  ],
  ['no instance', { instances: 0 }, /greater than or equal to 1/],
  ['two beginnings', { bootstrap: { initdb: {}, recovery: {} } }, /choose one/],
  ['a size that is none', { storage: { size: 'big' } }, /storage\.size/],
];
test('what cannot be is refused at the edge', async () => {
  for (const [name, spec, pattern] of refused) {
    const applied = namespace.apply(clusterOf('refused', spec));
    await assert.rejects(applied, pattern, name);
  }
});
