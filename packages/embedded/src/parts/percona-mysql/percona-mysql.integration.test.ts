import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import mysql from 'mysql2/promise';
import type { Claim, Pod, Secret } from '../../middleware/operator/objects.ts';
import { waitUntil } from '../../platform/wait.ts';
import { openNamespace, type TestNamespace } from '../../testing/namespace.ts';
import type { Backup, Cluster, Restore } from './model.ts';

const PATIENCE_MS = 120_000;
/** The first order has the programs fetched. */
const FIRST_MS = 600_000;

let namespace: TestNamespace;

before(async () => {
  namespace = await openNamespace('mysql');
});
after(() => namespace.remove());

const get = <T>(kind: string, name: string) => namespace.get<T>(kind, name);

const until = <T>(
  kind: string,
  name: string,
  wanted: (object: T) => boolean,
  patience = PATIENCE_MS,
) => namespace.untilIs(kind, name, wanted, patience / 1000);

function clusterOf(name: string, spec: Record<string, unknown> = {}) {
  return {
    apiVersion: 'ps.percona.com/v1',
    kind: 'PerconaServerMySQL',
    metadata: { name },
    spec: {
      unsafeFlags: { mysqlSize: true, proxySize: true },
      storageScaling: { enableVolumeScaling: true },
      mysql: {
        size: 1,
        image: 'mariadb:11.4',
        resources: { limits: { memory: '768Mi' } },
        volumeSpec: {
          persistentVolumeClaim: {
            resources: { requests: { storage: '1Gi' } },
          },
        },
      },
      proxy: { haproxy: { enabled: true, size: 1 } },
      users: [{ name: 'app', dbs: ['app'] }],
      backup: {
        enabled: true,
        storages: {
          backups: {
            type: 's3',
            s3: { bucket: 'backups', credentialsSecret: 'none' },
          },
        },
      },
      ...spec,
    },
  };
}

const ready = (name: string, patience?: number) =>
  until<Cluster>(
    'ps',
    name,
    ({ status }) => status?.state === 'ready',
    patience,
  );

const patch = (name: string, spec: object) =>
  namespace.run(
    'patch',
    'ps',
    name,
    '--type=merge',
    '-p',
    JSON.stringify({ spec }),
  );

async function passwordIn(secret: string, key: string): Promise<string> {
  const { data = {} } = await get<Secret>('secret', secret);
  return Buffer.from(data[key] ?? '', 'base64').toString();
}

/** Runs a statement as somebody, with the password of a cluster's Secret, through its service. */
async function ask(cluster: string, sql: string, user = 'app') {
  const password =
    user === 'app'
      ? await passwordIn(`${cluster}-user-app`, 'password')
      : await passwordIn(`${cluster}-secrets`, user);
  const service = await get<{ spec: { clusterIP: string } }>(
    'service',
    `${cluster}-haproxy`,
  );
  const connection = await mysql.createConnection({
    host: service.spec.clusterIP,
    user,
    password,
    database: user === 'app' ? 'app' : undefined,
    connectTimeout: 5_000,
  });
  try {
    const [rows] = await connection.query(sql);
    return rows;
  } finally {
    await connection.end();
  }
}

/** Asks until there is an answer: a service follows its pods a moment later. */
async function answered(...question: Parameters<typeof ask>) {
  let rows: unknown;
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

async function backUp(name: string, cluster: string, storageName = 'backups') {
  await namespace.apply({
    apiVersion: 'ps.percona.com/v1',
    kind: 'PerconaServerMySQLBackup',
    metadata: { name },
    spec: { clusterName: cluster, storageName },
  });
  return until<Backup>('ps-backup', name, ({ status }) =>
    /Succeeded|Failed|Error/.test(status?.state ?? ''),
  );
}

test('a cluster is ordered, keeps its data, and comes back from a backup', async t => {
  const ordered = Date.now();
  await namespace.apply(clusterOf('orders'));

  await t.test(
    'it is ready, and answers with what its Secrets hold',
    async () => {
      const { status } = await ready('orders', FIRST_MS);
      assert.equal(status?.host, `orders-haproxy.${namespace.name}`);
      assert.deepEqual(
        { ...status?.mysql },
        { size: 1, ready: 1, state: 'ready', version: '11.4.5' },
      );
      assert.deepEqual(await answered('orders', 'SELECT 1 AS one'), [
        { one: 1 },
      ]);
      t.diagnostic(`order to SQL: ${Date.now() - ordered} ms`);
      await ask('orders', 'CREATE TABLE item (name varchar(20))');
      await ask('orders', "INSERT INTO item VALUES ('kept')");
      const [who] = (await ask('orders', 'SELECT user() AS who', 'root')) as {
        who: string;
      }[];
      assert.match(who?.who ?? '', /^root@/);
    },
  );

  await t.test('its data outlives the process', async () => {
    const restarts = (pod: Pod) =>
      pod.status?.containerStatuses?.[0]?.restartCount ?? 0;
    const pod = 'orders-mysql-0';
    const known = restarts(await get<Pod>('pod', pod));
    await namespace.run(
      'exec',
      pod,
      '--',
      'sh',
      '-c',
      'kill -9 $(cat /var/lib/mysql/data/mysqld.pid)',
    );
    await until<Pod>('pod', pod, found => restarts(found) > known);
    assert.deepEqual(await answered('orders', 'SELECT name FROM item'), [
      { name: 'kept' },
    ]);
  });

  await t.test('a changed password is used', async () => {
    const stringData = { password: 'another-password' };
    await namespace.run(
      'patch',
      'secret',
      'orders-user-app',
      '--type=merge',
      '-p',
      JSON.stringify({ stringData }),
    );
    assert.deepEqual(await answered('orders', 'SELECT 1 AS one'), [{ one: 1 }]);
  });

  await t.test('a backup is restored into another cluster', async () => {
    await ask('orders', "INSERT INTO item VALUES ('saved')");
    const { status } = await backUp('by-hand', 'orders');
    assert.equal(status?.state, 'Succeeded', status?.stateDescription);
    assert.match(status.destination ?? '', /^s3:\/\/backups\/orders-/);
    await ask('orders', "INSERT INTO item VALUES ('too late')");
    await namespace.apply(clusterOf('restored'));
    await namespace.apply({
      apiVersion: 'ps.percona.com/v1',
      kind: 'PerconaServerMySQLRestore',
      metadata: { name: 'restored' },
      spec: { clusterName: 'restored', backupName: 'by-hand' },
    });
    await until<Restore>(
      'ps-restore',
      'restored',
      found => found.status?.state === 'Succeeded',
    );
    await ready('restored');
    assert.deepEqual(
      await answered('restored', 'SELECT name FROM item ORDER BY name'),
      [{ name: 'kept' }, { name: 'saved' }],
    );
  });

  await t.test('two restores at once come one after the other', async () => {
    const both = ['again', 'and-again'];
    await Promise.all(
      both.map(name =>
        namespace.apply({
          apiVersion: 'ps.percona.com/v1',
          kind: 'PerconaServerMySQLRestore',
          metadata: { name },
          spec: { clusterName: 'restored', backupName: 'by-hand' },
        }),
      ),
    );
    const ended = await Promise.all(
      both.map(name =>
        until<Restore>('ps-restore', name, ({ status }) =>
          /Succeeded|Failed/.test(status?.state ?? ''),
        ),
      ),
    );
    assert.deepEqual(
      ended.map(({ status }) => status?.state),
      ['Succeeded', 'Succeeded'],
    );
    await ready('restored');
    assert.deepEqual(
      await answered('restored', 'SELECT name FROM item ORDER BY name'),
      [{ name: 'kept' }, { name: 'saved' }],
    );
  });

  await t.test(
    'backups are made by schedule, the newest are kept',
    async () => {
      const scheduled = async () => {
        const { items } = JSON.parse(
          await namespace.run(
            ...['get', 'ps-backup', '--output', 'json'],
            ...['--selector', 'percona.com/backup-ancestor=often'],
          ),
        ) as { items: Backup[] };
        return items.map(({ metadata }) => metadata?.name ?? '');
      };
      const seen = new Set<string>();
      await patch('orders', {
        backup: {
          schedule: [
            {
              ...{ name: 'often', schedule: '*/5 * * * * *' },
              ...{ storageName: 'backups', keep: 1 },
            },
          ],
        },
      });
      // Another one is there, and the first is there no more.
      const turned = async () => {
        const now = await scheduled();
        for (const each of now) seen.add(each);
        return seen.size > 1 && ![...seen].every(each => now.includes(each));
      };
      await waitUntil(turned, AbortSignal.timeout(PATIENCE_MS), 500);
      await patch('orders', { backup: { schedule: [] } });
    },
  );

  await t.test('a backup to nowhere fails, and says why', async () => {
    const { status } = await backUp('nowhere', 'orders', 'elsewhere');
    assert.equal(status?.state, 'Error');
    assert.match(status.stateDescription ?? '', /elsewhere not found/);
  });

  await t.test('more disk is given, and a smaller one refused', async () => {
    const resize = (storage: string) =>
      patch('orders', {
        mysql: {
          volumeSpec: {
            persistentVolumeClaim: { resources: { requests: { storage } } },
          },
        },
      });
    await resize('2Gi');
    await until<Claim>(
      'pvc',
      'datadir-orders-mysql-0',
      claim => claim.status?.capacity?.storage === '2Gi',
    );
    await assert.rejects(resize('1Gi'), /a disk cannot be made smaller/);
  });

  await t.test('it is stopped, and goes on', async () => {
    await patch('orders', { pause: true });
    await until<Cluster>(
      'ps',
      'orders',
      found => found.status?.state === 'paused',
    );
    await patch('orders', { pause: false });
    await ready('orders');
    const rows = (await answered(
      'orders',
      'SELECT name FROM item',
    )) as unknown[];
    assert.equal(rows.length, 3);
  });

  await t.test(
    'its data stays when it is deleted, unless that is asked for',
    async () => {
      await namespace.run(
        'patch',
        'ps',
        'restored',
        '--type=merge',
        '-p',
        JSON.stringify({
          metadata: { finalizers: ['percona.com/delete-mysql-pvc'] },
        }),
      );
      await namespace.run('delete', 'ps', 'orders', 'restored', '--wait=false');
      const left = async () =>
        (
          await namespace.run(
            'get',
            'pod,statefulset,pvc,secret',
            '-l',
            'app.kubernetes.io/managed-by=percona-server-mysql-operator',
            '-o',
            'name',
            '--ignore-not-found',
          )
        )
          .trim()
          .split('\n')
          .sort();
      const wanted = [
        'persistentvolumeclaim/datadir-orders-mysql-0',
        'secret/orders-secrets',
        'secret/orders-user-app',
      ];
      await waitUntil(
        async () => JSON.stringify(await left()) === JSON.stringify(wanted),
        AbortSignal.timeout(PATIENCE_MS),
        200,
      ).catch(async () => assert.deepEqual(await left(), wanted));
    },
  );
});

test('what the platform cannot give is said in the status', async () => {
  const { spec } = clusterOf('old');
  const image = 'percona/percona-server:8.4';
  await namespace.apply(clusterOf('old', { mysql: { ...spec.mysql, image } }));
  const { status } = await until<Cluster>(
    'ps',
    'old',
    found => found.status !== undefined,
  );
  assert.equal(status?.state, 'error');
  const error = status.conditions.find(({ type }) => type === 'Error');
  assert.match(error?.message ?? '', /set spec\.mysql\.image/);
});

const refused: [string, Record<string, unknown>, RegExp][] = [
  ['one server without a word', { unsafeFlags: {} }, /must be 3 or greater/],
  ['no proxy without a word', { proxy: {} }, /HAProxy must be enabled/],
  ['an account of the operator', { users: [{ name: 'root' }] }, /operator/],
  [
    'privileges that are none',
    { users: [{ name: 'app', grants: ['ALL; DROP'] }] },
    /grants/,
  ],
];
test('what cannot be is refused at the edge', async () => {
  for (const [name, spec, pattern] of refused) {
    const applied = namespace.apply(clusterOf('refused', spec));
    await assert.rejects(applied, pattern, name);
  }
});
