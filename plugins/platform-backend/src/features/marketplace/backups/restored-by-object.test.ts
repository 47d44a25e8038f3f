import {
  customKindName,
  type CustomObject,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import {
  definitions,
  definitionWith,
  instance,
  clusters,
  postgresql,
  twoTeams,
} from '../__testUtils__/scene';
import { deletionPlan } from '../deletion';
import { marketplaceInstance } from '../instance';
import { restorationWriting } from './writing';

const group = 'ps.percona.com';
const kinds = {
  backups: { group, plural: 'backups', kind: 'Backup', versions: ['v1'] },
  restores: { group, plural: 'restores', kind: 'Restore', versions: ['v1'] },
} as const;
const told = ({ spec }: CustomObject, name: string): string | undefined =>
  Reflect.get(Object(spec), name);

const item: MiddlewareItem = {
  ...postgresql,
  backups: {
    kind: kinds.backups,
    instanceOf: backup => told(backup, 'of'),
    backupOf: ({ metadata, status }) => ({
      name: metadata?.name ?? '',
      state: 'good',
      ...Object(status),
    }),
    lackOf: () => undefined,
    specOf: () => ({}),
    restore: {
      omits: [],
      specOf: (_, like) => like,
      originOf: () => undefined,
      also: {
        kind: kinds.restores,
        specOf: (of, from) => ({ of, from }),
        instanceOf: restore => told(restore, 'of'),
        backupOf: restore => told(restore, 'from'),
      },
    },
  },
};

const made = (name: string, spec: object, more: CustomObject = {}) => ({
  metadata: { namespace: 'shop-dev', name, uid: name, ...more.metadata },
  spec,
  status: more.status,
});

function scene({ restores = true } = {}) {
  const { kube, custom } = twoTeams();
  const defined = [kinds.backups, ...(restores ? [kinds.restores] : [])];
  custom
    .put(definitions, [
      definitionWith('v1'),
      ...defined.map(({ plural, kind }) => ({
        metadata: { name: `${plural}.${group}` },
        spec: {
          group,
          names: { plural, kind },
          versions: [{ name: 'v1', served: true }],
        },
      })),
    ])
    .put(clusters, [
      instance('shop-dev', 'orders', { status: { phase: 'ok' } }),
      instance('shop-dev', 'again', { status: { phase: 'ok' } }),
    ])
    .put(customKindName(kinds.backups), [
      made('b1', { of: 'orders' }),
      made('b2', { of: 'orders' }, { status: { state: 'failed' } }),
    ])
    .put(customKindName(kinds.restores), [
      made(
        'again',
        { of: 'again', from: 'b1' },
        {
          metadata: {
            ownerReferences: [
              {
                apiVersion: 'x',
                kind: 'Cluster',
                name: 'again',
                uid: 'uid-shop-dev-again',
              },
            ],
          },
        },
      ),
    ]);
  return { kube, items: [item], kinds: [], custom: () => custom };
}

const ref = (name: string) => ({
  item: 'postgresql',
  cluster: 'east',
  namespace: 'shop-dev',
  name,
});
const order = { ...ref('new'), values: { instances: 1 } };

it('writes what puts a backup into a new instance', () => {
  const wanted = { ...order, restores: 'b1' };
  expect(restorationWriting(wanted, scene())).toEqual({
    request: { ...ref('new'), values: { of: 'new', from: 'b1' } },
    writing: { item: { kind: kinds.restores }, version: 'v1' },
  });
});

it.each([
  ['an order that restores nothing', order],
  ['a change', { ...order, restores: 'b1', changes: true }],
])('writes nothing beside %s', (_, wanted) => {
  expect(restorationWriting(wanted, scene())).toBeUndefined();
});

it.each([
  ['a backup that is not good', 'b2', {}, 'ConflictError', /not good/],
  ['a backup that there is not', 'none', {}, 'NotFoundError', /no backup none/],
  [
    'where the cluster has no such kind',
    'b1',
    { restores: false },
    'NotFoundError',
    /no Restore that the portal knows/,
  ],
])('restores not %s', (_, restores, has, name, message) => {
  const restore = () => restorationWriting({ ...order, restores }, scene(has));
  expect(restore).toThrow(expect.objectContaining({ name }));
  expect(restore).toThrow(message);
});

it('tells what an instance was restored from', () => {
  const restored = marketplaceInstance(ref('again'), scene()).restoration;
  expect(restored).toMatchObject({ backup: 'b1', of: ref('orders') });
  expect(marketplaceInstance(ref('orders'), scene()).restoration).toBe(
    undefined,
  );
});

it('tells that it goes with its instance', () => {
  expect(deletionPlan(ref('again'), scene()).goes).toContainEqual({
    ...{ kind: 'Restore', group },
    name: 'again',
    data: false,
  });
});
