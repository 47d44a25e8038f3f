import assert from 'node:assert/strict';
import { itemNameSchema } from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomObject,
  type CustomReader,
} from '../../kube';
import type { MiddlewareItem, MiddlewareProvider } from '../MiddlewareProvider';

/** A provider under test, with clusters in which it offers something. */
export interface MiddlewareBench {
  readonly provider: MiddlewareProvider;
  /** What clusters hold; the provider has at least one item in them. */
  readonly clusters: readonly CustomReader[];
  /** An instance of one of the items that is all right. */
  readonly healthy: CustomObject;
  /** Frees what the bench holds. */
  close(): Promise<void>;
}

/** Something that every implementation of {@link MiddlewareProvider} keeps to. */
export interface MiddlewareLaw {
  readonly title: string;
  check(bench: MiddlewareBench): Promise<void>;
}

const metadata = { namespace: 'shop-dev', name: 'orders', uid: 'uid' };

/** Objects in shapes that no one who runs instances is known to give them. */
const strange: readonly CustomObject[] = [
  {},
  { metadata },
  { metadata, spec: null, status: null },
  { metadata, spec: 'text', status: 'Ready' },
  { metadata, spec: [], status: [] },
  { metadata, spec: {}, status: { conditions: 'Ready' } },
  { metadata, spec: {}, status: { conditions: [null, 7, 'Ready', {}] } },
  { metadata, spec: { size: {} }, status: { phase: 1, ready: 'yes' } },
  {
    metadata,
    status: { conditions: [{ type: 'Ready', status: 'Perhaps' }] },
  },
];

/** All laws, for `it.each`. */
export const middlewareLaws: readonly MiddlewareLaw[] = [
  {
    title: 'names each item once, as an address can have it',
    async check(bench) {
      const names = itemsOf(bench).map(({ name }) => name);
      assert.ok(names.length > 0);
      assert.equal(new Set(names).size, names.length);
      names.forEach(name => itemNameSchema.parse(name));
    },
  },
  {
    title: 'tells the same of the same',
    async check(bench) {
      const [one, other] = [itemsOf(bench), itemsOf(bench)];
      assert.deepEqual(one.map(plain), other.map(plain));
    },
  },
  {
    title: 'finds nothing where there is nothing',
    async check({ provider }) {
      assert.deepEqual(provider.finder?.find([]) ?? [], []);
    },
  },
  {
    title: 'names all kinds that it finds items in, or their instances',
    async check({ provider: { finder }, clusters }) {
      const known = (finder?.kinds ?? []).map(customKindName);
      const used = (finder?.find(clusters) ?? []).flatMap(
        ({ kind, grants, backups }) =>
          [kind, grants?.kind, backups?.kind].flatMap(each => each ?? []),
      );
      const missing = [...used, ...(finder?.shared ?? [])]
        .map(customKindName)
        .filter(name => !known.includes(name));
      assert.deepEqual(missing, []);
    },
  },
  {
    title: 'has a plan and a form wherever something can be ordered',
    async check(bench) {
      for (const item of itemsOf(bench)) {
        for (const { cluster } of bench.clusters) {
          const offer = item.offerIn ? item.offerIn(cluster) : {};
          if (!offer || offer.trouble?.closed) continue;
          const { plans } = item.formIn?.(cluster) ?? item;
          assert.ok(plans.length > 0, item.name);
        }
      }
    },
  },
  {
    title: 'takes what is all right for healthy, as one item',
    async check(bench) {
      const items = itemsOf(bench).filter(
        item => item.isOf?.(bench.healthy) ?? isHealthy(item, bench.healthy),
      );
      assert.equal(items.length, 1);
      assert.ok(items.every(item => isHealthy(item, bench.healthy)));
    },
  },
  {
    title: 'takes nothing for healthy that it does not understand',
    async check(bench) {
      for (const item of itemsOf(bench)) {
        for (const object of strange) {
          assert.notEqual(item.stateOf(object).status, 'healthy');
        }
      }
    },
  },
  {
    title: 'reads objects in strange shapes without an error',
    async check(bench) {
      for (const item of itemsOf(bench)) {
        for (const object of strange) readAll(item, object, bench.clusters);
      }
    },
  },
  {
    title: 'says that what is deleted is being deleted',
    async check(bench) {
      const deletionTimestamp = '2030-01-02T03:04:05Z';
      const object = {
        ...bench.healthy,
        metadata: { ...bench.healthy.metadata, deletionTimestamp },
      };
      for (const item of itemsOf(bench)) {
        assert.equal(item.stateOf(object).saying.kind, 'deleting');
      }
    },
  },
];

function itemsOf({
  provider,
  clusters,
}: Pick<MiddlewareBench, 'provider' | 'clusters'>): MiddlewareItem[] {
  return [...provider.items(), ...(provider.finder?.find(clusters) ?? [])];
}

function isHealthy(item: MiddlewareItem, object: CustomObject): boolean {
  return item.stateOf(object).status === 'healthy';
}

/** What of an item is data. */
function plain(item: MiddlewareItem): unknown {
  return JSON.parse(JSON.stringify(item));
}

function readAll(
  item: MiddlewareItem,
  object: CustomObject,
  clusters: readonly CustomReader[],
): void {
  const { backups, grants } = item;
  item.isOf?.(object);
  item.stateOf(object);
  item.endpointsOf(object);
  item.credentialsOf(object);
  backups?.instanceOf(object);
  backups?.backupOf(object);
  grants?.instanceOf(object);
  grants?.credentialsOf(object);
  grants?.stateOf(object);
  for (const { cluster } of clusters) {
    item.formIn?.(cluster, object);
    item.refusalOf?.(cluster, { after: object });
    grants?.formOf(cluster, object);
  }
}
