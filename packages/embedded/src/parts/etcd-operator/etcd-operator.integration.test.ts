import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Etcd3 } from 'etcd3';
import { reachableAt } from '../../middleware/operator/hosted.ts';
import type { Pod } from '../../middleware/operator/objects.ts';
import { waitUntil } from '../../platform/wait.ts';
import { openNamespace, type TestNamespace } from '../../testing/namespace.ts';
import { platformUnderTest } from '../../testing/platform-under-test.ts';
import { ports, type EtcdCluster } from './model.ts';

const PATIENCE_MS = 120_000;

let namespace: TestNamespace;

before(async () => {
  namespace = await openNamespace('etcd');
});
after(() => namespace.remove());

const get = <T>(kind: string, name: string) => namespace.get<T>(kind, name);

const cluster = (
  wanted: (status: NonNullable<EtcdCluster['status']>) => boolean,
) =>
  namespace.untilIs<EtcdCluster>(
    'etcdcluster',
    'keys',
    ({ status }) => status?.conditions !== undefined && wanted(status),
    PATIENCE_MS / 1000,
  );

const settled = (members: number) =>
  cluster(
    ({ memberCount, readyReplicas, conditions }) =>
      memberCount === members &&
      readyReplicas === members &&
      conditions.every(
        ({ type, status }) => (type === 'Available') === (status === 'True'),
      ),
  );

/** When it last became degraded, or whole again. */
function degradedChanged({ status }: Pick<EtcdCluster, 'status'>) {
  return status?.conditions.find(({ type }) => type === 'Degraded')
    ?.lastTransitionTime;
}

const change = (spec: object) =>
  namespace.run(
    'patch',
    'etcdcluster',
    'keys',
    '--type=merge',
    '-p',
    JSON.stringify({ spec }),
  );

/** Talks with one member, as a client of etcd does. */
async function withMember<T>(
  number: number,
  talk: (client: Etcd3) => Promise<T>,
): Promise<T> {
  const { podPrefix } = platformUnderTest().addresses;
  const pod = await get<Pod>('pod', `keys-${number}`);
  const host = reachableAt(podPrefix, pod.status?.podIP);
  const client = new Etcd3({
    hosts: `http://${host}:${ports.client}`,
    dialTimeout: 5_000,
  });
  try {
    return await talk(client);
  } finally {
    client.close();
  }
}

test('a cluster is ordered, grows, loses a member, and shrinks', async t => {
  const ordered = Date.now();
  await namespace.apply({
    apiVersion: 'operator.etcd.io/v1alpha1',
    kind: 'EtcdCluster',
    metadata: { name: 'keys' },
    spec: {
      size: 1,
      version: 'v3.6.11',
      storageSpec: { volumeSizeRequest: '1Gi', accessModes: 'ReadWriteOnce' },
    },
  });

  await t.test('its first member takes what a client writes', async () => {
    const { status } = await settled(1);
    t.diagnostic(`order to available: ${Date.now() - ordered} ms`);
    assert.equal(status?.currentVersion, '3.6.11');
    assert.equal(status?.members[0]?.id, status?.leaderID);
    await withMember(0, client => client.put('tea').value('oolong').exec());
    assert.equal(
      await withMember(0, client => client.get('tea').string()),
      'oolong',
    );
  });

  await t.test('two more join it, and have what was written', async () => {
    const seen = new Set<number>();
    await change({ size: 3 });
    const { status } = await cluster(found => {
      seen.add(found.memberCount);
      return found.memberCount === 3 && found.readyReplicas === 3;
    });
    assert.ok(status);
    await settled(3);
    assert.ok(seen.has(2), `sizes that were seen: ${[...seen].join(', ')}`);
    for (const number of [0, 1, 2]) {
      assert.equal(
        await withMember(number, client => client.get('tea').string()),
        'oolong',
      );
    }
    const votes = await withMember(0, client => client.cluster.memberList({}));
    assert.equal(votes.members.length, 3);
  });

  await t.test('it goes on while a member is gone', async () => {
    const healthySince = degradedChanged(await settled(3));
    const uid = (await get<Pod>('pod', 'keys-2')).metadata?.uid;
    await namespace.run('delete', 'pod', 'keys-2', '--wait=false');
    await withMember(0, client => client.put('cup').value('white').exec());
    await waitUntil(
      () =>
        get<Pod>('pod', 'keys-2').then(
          ({ metadata }) => metadata?.uid !== uid,
          () => false,
        ),
      AbortSignal.timeout(PATIENCE_MS),
      200,
    );
    // It is degraded for a moment only, which may pass unseen between two questions.
    await cluster(status => degradedChanged({ status }) !== healthySince);
    await settled(3);
    assert.equal(
      await withMember(2, client => client.get('cup').string()),
      'white',
    );
  });

  await t.test('two leave it, and their disks go with them', async () => {
    await change({ size: 1 });
    await settled(1);
    assert.equal(
      await withMember(0, client => client.get('cup').string()),
      'white',
    );
    const claims = () =>
      namespace.run('get', 'pvc', '-o', 'name', '-l', 'controller=keys');
    await waitUntil(
      async () =>
        (await claims()).trim() === 'persistentvolumeclaim/etcd-data-keys-0',
      AbortSignal.timeout(PATIENCE_MS),
      200,
    );
  });

  await t.test('what it cannot give is refused', async () => {
    await assert.rejects(change({ tls: {} }), /makes no certificates/);
    await assert.rejects(
      change({ storageSpec: { volumeSizeRequest: '2Gi' } }),
      /cannot change the size of a disk/,
    );
  });

  await t.test('its disk stays when it is deleted', async () => {
    await namespace.run('delete', 'etcdcluster', 'keys');
    await namespace.gone('keys-0');
    const left = () =>
      namespace.run(
        'get',
        'statefulset,service,configmap',
        '-l',
        'controller=keys',
        '-o',
        'name',
      );
    await waitUntil(
      async () => (await left()) === '',
      AbortSignal.timeout(PATIENCE_MS),
      200,
    );
    assert.ok(await get('pvc', 'etcd-data-keys-0'));
  });
});
