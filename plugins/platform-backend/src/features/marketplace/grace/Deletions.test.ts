import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type { CustomObject } from '@pilothouse/plugin-platform-node';
import type { Viewer } from '../../../kube/access';
import { postgresql } from '../__testUtils__/scene';
import type { Loss } from './decide';
import { DeletionOrders } from './DeletionOrders';
import { Deletions, type DeletionsOptions } from './Deletions';
import { announcementOf } from './pending';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const engineers = 'group:default/engineers';
const by = 'user:default/sofia';
const begun = Date.parse('2031-04-01T08:00:00.000Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const writing = { item: postgresql, version: 'v1' };
const refOf = (name: string) => ({
  item: 'postgresql',
  cluster: 'east',
  namespace: 'shop-prod',
  name,
});

const looked: Loss = {
  lost: ['PersistentVolumeClaim/data'],
  unknown: ['Secret'],
};

/** Deletions of one person, of instances that say that they are to be deleted. */
async function scene({
  groups = [] as string[],
  fails = (_: string): Error | undefined => undefined,
  loss = looked,
} = {}) {
  const orders = await DeletionOrders.open(await databases.init('SQLITE_3'));
  let now = begun;
  const removed: string[] = [];
  const tried: string[] = [];
  const acted: boolean[] = [];
  const saidOn = (name: string, order = `order-${name}`): CustomObject => ({
    metadata: {
      name,
      uid: `uid-${name}`,
      resourceVersion: '7',
      annotations: announcementOf({
        at: new Date(begun).toISOString(),
        by,
        order,
      }),
    },
  });
  const seen = { order: undefined as string | undefined };
  const deletions = new Deletions({
    access: {
      renew: ({ userEntityRef, seesAll }) => ({
        userEntityRef,
        groups,
        kubernetes: { user: 'sofia', groups },
        tenants: [],
        seesAll,
      }),
    },
    auditor: mockServices.auditor.mock({
      createEvent: async () => ({
        success: async () => undefined,
        fail: async () => undefined,
      }),
    }),
    engineerGroups: [engineers],
    logger: mockServices.logger.mock(),
    lossOf: async () => loss,
    now: () => new Date(now),
    orders,
    rights: {
      assertCan: async ({ viewer }) => void acted.push(viewer.seesAll),
      assertOpen: viewer => void acted.push(viewer.seesAll),
    },
    settings: { graceMs: day, immediateIn: [] },
    writer: {
      annotate: async (_, { ref }) => saidOn(ref.name, seen.order),
      look: async (_, { name }) => {
        tried.push(name);
        const failure = fails(name);
        if (failure) throw failure;
        return saidOn(name);
      },
      remove: async (_, { ref }) => void removed.push(ref.name),
    },
  } satisfies DeletionsOptions);
  const add = (name: string, due = begun, isSeen = true) =>
    orders.add({
      id: `order-${name}`,
      ref: refOf(name),
      uid: `uid-${name}`,
      writing,
      by,
      seesAll: true,
      due: new Date(due),
      ...(isSeen && { loss: looked }),
    });
  const pass = (ms: number) => {
    now += ms;
  };
  return { acted, add, deletions, orders, pass, removed, seen, tried };
}

const viewer: Viewer = {
  userEntityRef: by,
  groups: [engineers],
  kubernetes: { user: 'sofia', groups: [] },
  tenants: [],
  seesAll: true,
};

it.each([
  ['is one still', [engineers], true],
  ['is one no more', ['group:default/shop'], false],
])('asks and acts for a platform engineer as who %s', async (_, groups, is) => {
  const { acted, add, deletions, removed } = await scene({ groups });
  const asker = { viewer } as Parameters<Deletions['later']>[0];
  await deletions.later(
    asker,
    { ref: refOf('other'), uid: 'uid-other' },
    writing,
  );
  await add('orders');
  await deletions.carryOut();
  expect(acted).toEqual([is, is]);
  expect(removed).toEqual(['orders']);
});

it.each<[string, number, Error, boolean]>([
  ['goes on trying', 6 * day, new ServiceUnavailableError('silent'), false],
  ['gives up after a week', 8 * day, new ServiceUnavailableError('x'), true],
  ['takes a refusal for one', 0, new NotAllowedError('no'), true],
])('%s', async (_, late, failure, refused) => {
  const { add, deletions, orders, pass } = await scene({
    fails: () => failure,
  });
  await add('orders');
  pass(late);
  await deletions.carryOut();
  expect(await orders.get('order-orders')).toMatchObject({
    refused,
    said: failure.message,
  });
});

it('deletes nothing that was due more than a week ago', async () => {
  const { add, deletions, orders, pass, removed } = await scene();
  await add('orders');
  pass(8 * day);
  await deletions.carryOut();
  expect(removed).toEqual([]);
  expect(await orders.get('order-orders')).toMatchObject({
    refused: true,
    said: expect.stringContaining('too late'),
  });
});

it('has those wait that fail, so that the others have their turn', async () => {
  const { add, deletions, orders, pass, removed, tried } = await scene({
    fails: name =>
      name.startsWith('stuck') ? new ServiceUnavailableError('x') : undefined,
  });
  for (let i = 0; i < 100; i++) await add(`stuck-${i}`, begun - minute);
  await add('orders');
  await deletions.carryOut();
  expect(removed).toEqual([]);
  await deletions.carryOut();
  expect(removed).toEqual(['orders']);
  expect(tried).toHaveLength(101);
  pass(minute);
  expect(await orders.due(new Date(begun + minute))).toHaveLength(100);
});

it('forgets by an undo the order of that instance alone', async () => {
  const { add, deletions, orders, seen } = await scene();
  await add('orders');
  await add('other');
  seen.order = 'order-other';
  const meant = { ref: refOf('orders'), uid: 'uid-orders' };
  await deletions.undo({ viewer }, meant, writing);
  expect(await orders.get('order-other')).toBeDefined();
  seen.order = 'order-orders';
  await deletions.undo({ viewer }, meant, writing);
  expect(await orders.get('order-orders')).toBeUndefined();
});

it('knows when the time has come what stands for a kind that no API serves', async () => {
  const { orders } = await scene();
  const { group, plural, kind, versions } = postgresql.kind;
  const anchor = {
    plural: 'configmaps',
    prefix: 'release.',
    decidedBy: [{ group: '', plural: 'secrets' }],
  } as const;
  const anchored = { group, plural, kind, versions, anchor };
  await orders.add({
    id: 'order-cache',
    ref: refOf('cache'),
    uid: 'uid-cache',
    writing: { item: { kind: anchored }, version: 'v1' },
    by,
    seesAll: true,
    due: new Date(begun),
  });
  const [order] = await orders.due(new Date(begun));
  expect(order.writing.item.kind).toEqual(anchored);
});

const claim = 'PersistentVolumeClaim/more';
it.each<[string, Loss, boolean, object | undefined]>([
  ['less than was seen', { lost: [], unknown: [] }, true, undefined],
  [
    'more data',
    { ...looked, lost: [...looked.lost, claim] },
    true,
    { refused: true, said: expect.stringMatching(/no longer what was looked/) },
  ],
  [
    'credentials that were asked for since',
    { ...looked, lost: ['first ServiceBinding/web/uid'] },
    true,
    { refused: true },
  ],
  [
    'what is not seen at present',
    { ...looked, unknown: ['Secret', 'PersistentVolumeClaim'] },
    true,
    {
      refused: false,
      said: expect.stringMatching(/not known at present.*: of PersistentVol/),
    },
  ],
  ['what nobody has looked at', looked, false, { refused: true }],
])('once it is due, with %s', async (_, loss, isSeen, kept) => {
  const { add, deletions, orders, removed } = await scene({ loss });
  await add('orders', begun, isSeen);
  await deletions.carryOut();
  const order = await orders.get('order-orders');
  expect({ removed, order }).toMatchObject({
    removed: kept ? [] : ['orders'],
    order: kept,
  });
});

it('keeps what was to be lost when it was asked for', async () => {
  const { deletions, orders, pass } = await scene({ groups: [engineers] });
  const asker = { viewer } as Parameters<Deletions['later']>[0];
  const meant = { ref: refOf('orders'), uid: 'uid-orders' };
  await deletions.later(asker, meant, writing);
  pass(day);
  const [order] = await orders.due(new Date(begun + day));
  expect(order).toMatchObject({ loss: looked });
});
