import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { ReadDefinition } from '@pilothouse/plugin-platform-node';
import { middlewareItem } from '@pilothouse/plugin-platform-node/testing';
import { PublishedDefinitions } from './PublishedDefinitions';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const at = new Date('2031-04-01T08:00:00Z');
const sofia = 'user:default/sofia.rossi';

/** Reads a name as a definition of an item of that name. */
const read = (text: string): ReadDefinition =>
  text === 'wrong'
    ? {
        kind: 'faulty',
        faults: [{ line: 3, field: 'title', message: 'is none' }],
      }
    : {
        kind: 'item',
        item: { ...middlewareItem, name: text },
        lineOf: () => 1,
      };

async function replicas() {
  const database = await databases.init('SQLITE_3');
  const logger = mockServices.logger.mock();
  const open = () =>
    PublishedDefinitions.open({ database, definitions: { read }, logger });
  return { one: await open(), other: await open(), logger };
}

const teapot = { name: 'teapot', text: 'teapot', by: sofia, at };

it('makes items of what is published, also on the other replica', async () => {
  const { one, other } = await replicas();
  const heard = jest.fn();
  other.subscribe(heard);
  await expect(one.publish({ ...teapot, tenants: ['shop'] })).resolves.toEqual({
    ...teapot,
    at: at.toISOString(),
    tenants: ['shop'],
    state: 'published',
    revision: 1,
  });
  expect(one.items()).toMatchObject([{ name: 'teapot', tenants: ['shop'] }]);
  expect(other.items()).toEqual([]);
  await other.refresh();
  expect(other.list()).toEqual(one.list());
  expect(heard).toHaveBeenCalledTimes(1);
  await other.refresh();
  expect(heard).toHaveBeenCalledTimes(1);
});

it('keeps what is withdrawn, for its instances', async () => {
  const { one } = await replicas();
  const { name, revision } = await one.publish(teapot);
  await one.withdraw({ name, revision, by: sofia, at });
  expect(one.items()).toMatchObject([{ name, isWithdrawn: true }]);
  await one.publish({ ...teapot, revision: 2 });
  expect(one.list()).toMatchObject([{ state: 'published', revision: 3 }]);
  expect(one.items()[0]).not.toHaveProperty('isWithdrawn');
});

it.each<[string, (store: PublishedDefinitions) => Promise<unknown>]>([
  ['a new one of the same name', store => store.publish(teapot)],
  ['what is old', store => store.publish({ ...teapot, revision: 7 })],
  [
    'the withdrawal of what is old',
    store => store.withdraw({ name: 'teapot', revision: 7, by: sofia, at }),
  ],
])('refuses %s', async (_, change) => {
  const { one, other } = await replicas();
  await one.publish(teapot);
  await expect(change(other)).rejects.toMatchObject({ name: 'ConflictError' });
  expect(one.list()).toMatchObject([{ revision: 1, state: 'published' }]);
});

it('lets one of two win who publish at a time', async () => {
  const { one, other } = await replicas();
  await one.publish(teapot);
  const both = await Promise.allSettled(
    [one, other].map(store => store.publish({ ...teapot, revision: 1 })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([
    'fulfilled',
    'rejected',
  ]);
});

it('tells of none that was never published', async () => {
  const { one } = await replicas();
  await expect(
    one.withdraw({ name: 'teapot', revision: 1, by: sofia, at }),
  ).rejects.toMatchObject({ name: 'NotFoundError' });
});

it('offers nothing of what it cannot read any more, and says where that is wrong', async () => {
  const { one, logger } = await replicas();
  await one.publish({ ...teapot, text: 'wrong' });
  expect(one.items()).toEqual([]);
  expect(one.list()).toHaveLength(1);
  expect(logger.error).toHaveBeenCalledWith(
    expect.stringMatching(/teapot cannot be read.+line 3: title: is none/),
  );
});
