import assert from 'node:assert/strict';
import { keyOfQuery, nameKey } from '../keys';
import type { KubeChange, KubeReader, ObjectQuery } from '../KubeReader';
import type { KubeKinds } from '../kinds';

type Pod = KubeKinds['pods'];

/** An implementation under test, with what changes a cluster that it knows. */
export interface KubeReaderBench {
  readonly kube: KubeReader;
  /** Name of a cluster that is known well, and has no pods yet. */
  readonly cluster: string;
  /** Adds a pod there, or puts it in the place of the one of its name. */
  put(pod: Pod): Promise<void>;
  remove(pod: Pod): Promise<void>;
  /** Frees what the bench holds. */
  close(): Promise<void>;
}

/** Something that every implementation of {@link KubeReader} keeps to. */
export interface KubeReaderLaw {
  readonly title: string;
  check(bench: KubeReaderBench): Promise<void>;
}

const pod = (namespace: string, name: string, more: object = {}): Pod => ({
  metadata: { namespace, name, uid: `${namespace}-${name}`, ...more },
});
const web = pod('shop', 'web', { labels: { app: 'web', tier: 'front' } });
const owned = pod('shop', 'owned', {
  labels: { app: 'web' },
  ownerReferences: [
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'rs', uid: 'rs-1' },
  ],
});
const elsewhere = pod('payments', 'web', { labels: { app: 'web' } });

const other = { labels: { app: 'other' } };
const byApp = (app: string): ObjectQuery => ({ labels: { app } });

const queries: readonly [ObjectQuery | undefined, readonly string[]][] = [
  [undefined, ['payments/web', 'shop/owned', 'shop/web']],
  [{}, ['payments/web', 'shop/owned', 'shop/web']],
  [{ namespace: 'shop' }, ['shop/owned', 'shop/web']],
  [{ namespace: 'empty' }, []],
  [{ labels: { app: 'web' } }, ['payments/web', 'shop/owned', 'shop/web']],
  [{ labels: { app: 'web', tier: 'front' } }, ['shop/web']],
  [{ labels: { app: 'we' } }, []],
  [{ ownerUid: 'rs-1' }, ['shop/owned']],
  [{ namespace: 'payments', ownerUid: 'rs-1' }, []],
];

/** All laws, for `it.each`. */
export const kubeReaderLaws: readonly KubeReaderLaw[] = [
  {
    title: 'knows the cluster, and no other',
    async check({ kube, cluster }) {
      const names = kube.clusters().map(({ name }) => name);
      assert.deepEqual(names, [cluster]);
      assert.equal(kube.cluster(cluster)?.name, cluster);
      assert.equal(kube.cluster('no-such-cluster'), undefined);
    },
  },
  {
    title: 'finds objects by name, namespace, labels and owner',
    async check(bench) {
      for (const each of [web, owned, elsewhere]) await put(bench, each);
      const { reader } = readerOf(bench);
      for (const [query, expected] of queries) {
        const found = reader.list('pods', query).map(keyOf).sort();
        assert.deepEqual(found, expected, JSON.stringify(query));
      }
      const [one] = reader.list('pods', { ownerUid: 'rs-1' });
      assert.equal(keyOf(one ?? {}), 'shop/owned');
      assert.equal(readerOf(bench).get('empty'), undefined);
    },
  },
  {
    title:
      'brings another object for a change, and leaves the old one as it is',
    async check(bench) {
      await put(bench, web);
      const { get } = readerOf(bench);
      const before = get('shop');
      const copy = JSON.stringify(before);
      await put(bench, pod('shop', 'web', { labels: { app: 'other' } }));
      assert.notEqual(get('shop'), before);
      assert.equal(JSON.stringify(before), copy);
      assert.equal(get('shop')?.metadata?.labels?.app, 'other');
      assert.deepEqual(listed(bench, { labels: { app: 'web' } }), []);
      assert.deepEqual(listed(bench, { labels: { app: 'other' } }), [
        'shop/web',
      ]);
    },
  },
  {
    title: 'no longer has what is gone',
    async check(bench) {
      await put(bench, web);
      await put(bench, elsewhere);
      await told(bench, 'shop', () => bench.remove(web));
      assert.equal(readerOf(bench).get('shop'), undefined);
      assert.deepEqual(listed(bench), ['payments/web']);
    },
  },
  {
    title: 'tells where something changed, once it can be read',
    async check(bench) {
      const read: unknown[] = [];
      bench.kube.subscribe(({ cluster, kind, namespace }) => {
        if (kind === 'pods') {
          read.push([cluster, namespace, listed(bench, { namespace })]);
        }
      });
      await put(bench, web);
      assert.deepEqual(read, [[bench.cluster, 'shop', ['shop/web']]]);
    },
  },
  {
    title: 'tells by which keys an object is found that changed, now or before',
    async check(bench) {
      const steps: readonly [() => Promise<void>, readonly ObjectQuery[]][] = [
        [() => put(bench, owned), [{ ownerUid: 'rs-1' }, byApp('web')]],
        [
          () => put(bench, { ...owned, ...pod('shop', 'owned', other) }),
          [{ ownerUid: 'rs-1' }, byApp('web'), byApp('other')],
        ],
        [
          () => told(bench, 'shop', () => bench.remove(owned)),
          [byApp('other')],
        ],
      ];
      for (const [change, finding] of steps) {
        const keys = await keysTold(bench, change);
        // Who tells no keys says that anything may have changed.
        if (!keys) continue;
        assert.ok(keys.includes(nameKey('owned')));
        for (const query of finding) {
          assert.ok(keys.includes(keyOfQuery(query) ?? 'none'), String(keys));
        }
      }
    },
  },
  {
    title: 'has another version of a kind where it changed, and nowhere else',
    async check(bench) {
      await put(bench, web);
      await put(bench, elsewhere);
      const { reader } = readerOf(bench);
      const version = (namespace: string) => reader.version('pods', namespace);
      assert.deepEqual([...reader.namespacesWith('pods')].sort(), [
        'payments',
        'shop',
      ]);
      const seen = new Set([version('shop')]);
      const untouched = version('payments');
      const changes = [
        () => put(bench, pod('shop', 'web', { labels: { app: 'other' } })),
        () => told(bench, 'shop', () => bench.remove(web)),
        () => put(bench, web),
      ];
      for (const change of changes) {
        await change();
        assert.equal(seen.has(version('shop')), false);
        assert.equal(version('shop'), version('shop'));
        seen.add(version('shop'));
      }
      assert.equal(version('payments'), untouched);
    },
  },
  {
    title: 'does not tell who has left',
    async check(bench) {
      const heard: KubeChange[] = [];
      const leave = bench.kube.subscribe(change => heard.push(change));
      leave();
      leave();
      await put(bench, web);
      assert.deepEqual(heard, []);
    },
  },
];

/** The keys that were told while something changed; undefined when anything may have changed. */
async function keysTold(
  { kube }: KubeReaderBench,
  change: () => Promise<void>,
): Promise<string[] | undefined> {
  const heard: KubeChange[] = [];
  const leave = kube.subscribe(each => heard.push(each));
  await change();
  leave();
  const pods = heard.filter(({ kind }) => kind === 'pods');
  return pods.every(({ keys }) => keys)
    ? pods.flatMap(({ keys = [] }) => keys)
    : undefined;
}

function readerOf({ kube, cluster }: KubeReaderBench) {
  const reader = kube.cluster(cluster);
  assert.ok(reader, `${cluster} is known`);
  const get = (namespace: string) =>
    reader.get('pods', { namespace, name: 'web' });
  return { reader, get };
}

function keyOf({ metadata }: Pod): string {
  return `${metadata?.namespace}/${metadata?.name}`;
}

function listed(bench: KubeReaderBench, query?: ObjectQuery): string[] {
  return readerOf(bench).reader.list('pods', query).map(keyOf).sort();
}

function put(bench: KubeReaderBench, changed: Pod): Promise<void> {
  return told(bench, changed.metadata?.namespace, () => bench.put(changed));
}

/** Makes a change, and waits until it is told. */
async function told(
  { kube }: KubeReaderBench,
  place: string | undefined,
  change: () => Promise<void>,
): Promise<void> {
  let leave = () => undefined as void;
  const heard = new Promise<void>(resolve => {
    leave = kube.subscribe(({ kind, namespace }) => {
      if (kind === 'pods' && namespace === place) resolve();
    });
  });
  await change();
  await heard;
  leave();
}
