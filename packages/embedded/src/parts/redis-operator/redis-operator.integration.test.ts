import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient } from '@redis/client';
import { openNamespace, type TestNamespace } from '../../testing/namespace.ts';
import { waitUntil } from '../../platform/wait.ts';
import type { Claim, Pod } from '../../middleware/operator/objects.ts';
import type { RedisResource, RedisSpec } from './model.ts';

/** Redis is fetched when the first is ordered. */
const PATIENCE_MS = 120_000;
const PASSWORD = 'a "quoted" \\ password';

let namespace: TestNamespace;

before(async () => {
  namespace = await openNamespace('redis');
});
after(() => namespace.remove());

const get = <T>(kind: string, name: string) => namespace.get<T>(kind, name);

const until = <T>(kind: string, name: string, wanted: (object: T) => boolean) =>
  namespace.untilIs(kind, name, wanted, PATIENCE_MS / 1000);

function replicationOf(name: string, spec: Partial<RedisSpec> = {}) {
  return {
    apiVersion: 'redis.redis.opstreelabs.in/v1beta2',
    kind: 'RedisReplication',
    metadata: { name },
    spec: {
      clusterSize: 2,
      kubernetesConfig: {
        image: 'quay.io/opstree/redis:v6.2.14',
        redisSecret: { name: 'cart-password', key: 'password' },
      },
      storage: {
        volumeClaimTemplate: {
          spec: {
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: '1Gi' } },
          },
        },
      },
      ...spec,
    },
  };
}

const change = (spec: object) =>
  namespace.run(
    'patch',
    'redisreplication',
    'cart',
    '--type=merge',
    '-p',
    JSON.stringify({ spec }),
  );

/** Asks one of the Services, until there is an answer: it follows its pods a moment later. */
async function ask(
  service: string,
  command: string[],
  password: string | undefined = PASSWORD,
) {
  const { spec } = await get<{ spec: { clusterIP: string } }>(
    'service',
    service,
  );
  const client = createClient({
    socket: {
      host: spec.clusterIP,
      port: 6379,
      connectTimeout: 5_000,
      reconnectStrategy: false,
    },
    password,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.sendCommand(command);
  } finally {
    await client.disconnect();
  }
}

async function answers(service: string, command: string[], wanted: unknown) {
  let heard: unknown;
  const met = async () => {
    heard = await ask(service, command).catch((error: Error) => error.message);
    return heard === wanted;
  };
  await waitUntil(met, AbortSignal.timeout(PATIENCE_MS), 200).catch(() =>
    assert.fail(`${service} said ${String(heard)}, not ${String(wanted)}`),
  );
}

const mastered = (name: string, master: string) =>
  until<RedisResource>(
    'redisreplication',
    name,
    ({ status }) => status?.masterNode === master,
  );

test('a replication is ordered, keeps its data, and is changed', async t => {
  const ordered = Date.now();
  await namespace.apply(replicationOf('cart'));

  await t.test('it waits for the Secret that it names', async () => {
    await until<Pod>(
      'pod',
      'cart-0',
      ({ status }) =>
        status?.containerStatuses?.[0]?.state?.waiting?.reason ===
        'CreateContainerConfigError',
    );
    await namespace.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'cart-password' },
      stringData: { password: PASSWORD },
    });
  });

  await t.test('it has a master, and a replica that follows', async () => {
    const { status, metadata } = await mastered('cart', 'cart-0');
    t.diagnostic(`order to master: ${Date.now() - ordered} ms`);
    assert.deepEqual(status?.connectionInfo, {
      host: `cart-master.${namespace.name}.svc.cluster.local`,
      port: 6379,
    });
    assert.deepEqual(metadata?.finalizers, ['redisReplicationFinalizer']);
    await answers('cart-master', ['SET', 'tea', 'oolong'], 'OK');
    await answers('cart-replica', ['GET', 'tea'], 'oolong');
    await assert.rejects(ask('cart-replica', ['SET', 'tea', 'green']), {
      message: /READONLY/,
    });
  });

  await t.test('a wrong password is refused', () =>
    assert.rejects(ask('cart-master', ['PING'], 'wrong'), /WRONGPASS/),
  );

  await t.test('no process has the password as an argument', async () => {
    // Pods see the processes of the whole machine, of which some end meanwhile.
    const all = "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '";
    const lines = await namespace.run('exec', 'cart-0', '--', 'sh', '-c', all);
    assert.match(lines, /redis-server/);
    assert.ok(!lines.includes(PASSWORD));
  });

  await t.test(
    'no replica takes over while the master is gone, and its data is there when it is back',
    async () => {
      const uid = (await get<Pod>('pod', 'cart-0')).metadata?.uid;
      await namespace.run('delete', 'pod', 'cart-0');
      await until<Pod>(
        'pod',
        'cart-0',
        ({ metadata }) => metadata?.uid !== uid,
      );
      await mastered('cart', 'cart-0');
      await answers('cart-master', ['GET', 'tea'], 'oolong');
      await answers('cart-master', ['SET', 'cup', 'white'], 'OK');
      await answers('cart-replica', ['GET', 'cup'], 'white');
    },
  );

  await t.test('one more follows too', async () => {
    await change({ clusterSize: 3 });
    const followed = () =>
      ask('cart-master', ['INFO', 'replication']).then(
        info => /connected_slaves:2/.test(String(info)),
        () => false,
      );
    await waitUntil(followed, AbortSignal.timeout(PATIENCE_MS), 200);
  });

  await t.test('more disk is given to each, and less refused', async () => {
    const sized = (storage: string) => ({
      storage: {
        volumeClaimTemplate: { spec: { resources: { requests: { storage } } } },
      },
    });
    await change(sized('2Gi'));
    for (const number of [0, 1, 2]) {
      await until<Claim>(
        'pvc',
        `cart-cart-${number}`,
        ({ status }) => status?.capacity?.storage === '2Gi',
      );
    }
    await assert.rejects(change(sized('1Gi')), /cannot be made smaller/);
  });

  await t.test('nothing is left when it is deleted', async () => {
    await namespace.run('delete', 'redisreplication', 'cart', '--wait=false');
    const left = () =>
      namespace.run(
        'get',
        'redisreplication,statefulset,pod,pvc,service',
        '-l',
        'app=cart',
        '-o',
        'name',
      );
    await waitUntil(
      async () => (await left()) === '',
      AbortSignal.timeout(PATIENCE_MS),
      200,
    );
  });
});

test('an image that nobody has, and what this platform has not', async () => {
  await namespace.apply(
    replicationOf('odd', {
      kubernetesConfig: { image: 'quay.io/opstree/redis:v9.9.9' },
    }),
  );
  const { status } = await until<Pod>('pod', 'odd-0', pod =>
    /ImagePull/.test(
      pod.status?.containerStatuses?.[0]?.state?.waiting?.reason ?? '',
    ),
  );
  assert.match(
    status?.containerStatuses?.[0]?.state?.waiting?.message ?? '',
    /v9\.9\.9/,
  );
  const tls = { ...replicationOf('safe'), metadata: { name: 'safe' } };
  await assert.rejects(
    namespace.apply({ ...tls, spec: { ...tls.spec, TLS: {} } }),
    /speaks no TLS/,
  );
});

test('claims stay where it says so', async () => {
  await namespace.apply({
    apiVersion: 'redis.redis.opstreelabs.in/v1beta2',
    kind: 'Redis',
    metadata: { name: 'kept' },
    spec: {
      kubernetesConfig: { image: 'quay.io/opstree/redis:v6.2.14' },
      storage: {
        keepAfterDelete: true,
        volumeClaimTemplate: {
          spec: { resources: { requests: { storage: '1Gi' } } },
        },
      },
    },
  });
  const isReady = ({ status }: Pod) =>
    status?.conditions?.some(
      ({ type, status: holds }) => type === 'Ready' && holds === 'True',
    ) ?? false;
  await waitUntil(
    () => get<Pod>('pod', 'kept-0').then(isReady, () => false),
    AbortSignal.timeout(PATIENCE_MS),
    200,
  );
  await namespace.run('delete', 'redis', 'kept');
  await namespace.gone('kept-0');
  assert.ok(await get<Claim>('pvc', 'kept-kept-0'));
});
