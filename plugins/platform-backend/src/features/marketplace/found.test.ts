import { ConfigReader } from '@backstage/config';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  customKindName,
  offeringOf,
  type CustomObject,
  type CustomReader,
  type MiddlewareItem,
  type MiddlewareProvider,
} from '@pilothouse/plugin-platform-node';
import { scopeOfNamespaces } from '../../kube/access/scope-of';
import { bindingsTo } from './binding/views';
import { deletionPlan, seenOf } from './deletion';
import { announcementOf } from './grace/pending';
import { removeWithGrants } from './grants/procedures';
import { grantWriting } from './grants/writing';
import { marketplaceInstance } from './instance';
import { marketplace } from './list';
import { itemsOf } from './Items';
import { contextOf } from './live';
import {
  clusters,
  definitions,
  definitionWith,
  instance,
  postgresql,
  twoTeams,
} from './__testUtils__/scene';

const kindOf = (kind: string, plural: string) => ({
  group: 'catalog.test',
  plural,
  kind,
  versions: ['v1'] as const,
});
const classKind = kindOf('Class', 'classes');
const grantKind = kindOf('Grant', 'grants');

/** An item for each class; an instance names its class, and a grant its instance. */
function itemOf(
  { metadata }: CustomObject,
  reader: CustomReader,
): MiddlewareItem {
  const { name = '' } = metadata ?? {};
  return {
    ...postgresql,
    name,
    title: 'Database',
    isOf: object => Reflect.get(Object(object.spec), 'class') === name,
    offerIn: cluster =>
      cluster === reader.cluster
        ? {
            trouble: {
              words: { en: 'Silent', zh: 'Silent' },
              closed: false,
            },
          }
        : undefined,
    credentialsOf: () => [],
    grants: {
      kind: { ...grantKind, versions: ['v1'] },
      instanceOf: grant => String(Reflect.get(Object(grant.spec), 'of')),
      credentialsOf: grant => ({
        title: { en: 'Grant', zh: 'Grant' },
        secret: grant.metadata?.name ?? '',
        keys: [],
      }),
      stateOf: () => ({ status: 'healthy', saying: { kind: 'ready' } }),
      formOf: () => undefined,
      specOf: () => ({}),
    },
  };
}

const provider: MiddlewareProvider = {
  name: 'found',
  items: () => [],
  finder: {
    kinds: [
      { ...classKind, versions: ['v1'] },
      { ...grantKind, versions: ['v1'] },
      postgresql.kind,
    ],
    shared: [{ ...classKind, versions: ['v1'] }],
    find: readers =>
      readers.flatMap(reader =>
        reader
          .list(customKindName(classKind))
          .map(object => itemOf(object, reader)),
      ),
  },
};

function seen(annotations: Record<string, string> = {}) {
  const { kube, custom } = twoTeams();
  const definitionOf = ({ group, plural, kind }: typeof classKind) => ({
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { plural, kind },
      versions: [{ name: 'v1', served: true }],
    },
  });
  custom
    .put(definitions, [
      definitionWith('v1'),
      definitionOf(classKind),
      definitionOf(grantKind),
    ])
    .put(customKindName(classKind), [
      { metadata: { name: 'one' } },
      { metadata: { name: 'other' } },
    ])
    .put(customKindName(grantKind), [
      {
        metadata: { namespace: 'shop-dev', name: 'web', uid: 'g1' },
        spec: { of: 'orders' },
      },
    ])
    .put(clusters, [
      instance('shop-dev', 'orders', {
        metadata: {
          namespace: 'shop-dev',
          name: 'orders',
          uid: 'u1',
          annotations,
        },
        spec: { class: 'one' },
      }),
      instance('payments-dev', 'theirs', { spec: { class: 'one' } }),
    ]);
  const context = contextOf(
    {
      custom: {
        cluster: (name: string) => (name === 'east' ? custom : undefined),
        subscribe: () => () => undefined,
      } as unknown as Parameters<typeof contextOf>[0]['custom'],
      kube,
      items: itemsOf(offeringOf([provider], new ConfigReader({}))),
    },
    scopeOfNamespaces(new Map([['east', ['shop-dev']]])),
  );
  return {
    ...context,
    catalog: { entities: () => [], entity: () => undefined },
  };
}

const ref = (item: string) => ({
  item,
  cluster: 'east',
  namespace: 'shop-dev',
  name: 'orders',
});

it('offers what is found in kinds of the whole cluster, with what is the matter', () => {
  const { items } = marketplace({}, seen());
  expect(Object.keys(items)).toEqual(['one', 'other']);
  expect(items.one?.offers).toMatchObject([
    { cluster: 'east', version: 'v1', trouble: { words: { en: 'Silent' } } },
  ]);
});

it('tells each instance once, as of its own item, and none of another team', () => {
  const { instances } = marketplace({}, seen());
  expect(Object.keys(instances)).toEqual(['one/east/shop-dev/orders']);
  expect(marketplaceInstance(ref('one'), seen()).instance).toBeDefined();
  expect(marketplaceInstance(ref('other'), seen()).instance).toBeUndefined();
});

it('tells credentials that were asked for, and how they are', () => {
  const { instance: told } = marketplaceInstance(ref('one'), seen());
  expect(told).toMatchObject({
    grants: true,
    credentials: [
      { secret: 'web', grant: { name: 'web', uid: 'g1', status: 'healthy' } },
    ],
  });
});

it('plans to delete first what was asked for', () => {
  expect(deletionPlan(ref('one'), seen()).first).toEqual([
    {
      ...{ kind: 'Grant', group: 'catalog.test', name: 'web' },
      ...{ uid: 'g1', data: false },
    },
  ]);
  expect(() => deletionPlan(ref('other'), seen())).toThrow('There is no other');
  expect(bindingsTo(ref('one'), seen())).toEqual([]);
});

it('counts what goes first to what was looked at', () => {
  const plan = { ...deletionPlan(ref('one'), seen()), bound: [] };
  expect(seenOf(plan)).not.toBe(seenOf({ ...plan, first: [] }));
});

it('asks for no credentials of what is to be deleted', () => {
  const wanted = { ref: ref('one'), name: 'web-2' };
  expect(grantWriting(wanted, seen()).request.name).toBe('web-2');
  const announced = announcementOf({
    at: '2031-04-01T08:00:00.000Z',
    by: 'user:default/lin.wei',
    order: 'o1',
  });
  expect(() => grantWriting(wanted, seen(announced))).toThrow(
    expect.objectContaining({ name: 'ConflictError' }),
  );
});

describe('deleting with what goes first', () => {
  const deleting = async (may: boolean, failure?: Error) => {
    const removed: string[] = [];
    const rights = {
      assertCan: async () => {
        if (!may) throw new NotAllowedError('no');
      },
    };
    const writer = {
      remove: async (_: unknown, what: { ref: { name: string } }) => {
        if (failure && what.ref.name === 'web') throw failure;
        removed.push(what.ref.name);
      },
    };
    const acting = { context: seen(), writing: { version: 'v1' } };
    const failed = await removeWithGrants(
      { rights, writer } as unknown as Parameters<typeof removeWithGrants>[0],
      acting as unknown as Parameters<typeof removeWithGrants>[1],
      {
        ref: ref('one'),
        uid: 'u1',
        seen: 's1',
        when: 'now',
        first: [{ name: 'web', uid: 'g1' }],
      },
    ).then(
      () => undefined,
      error => error.name,
    );
    return { removed, failed };
  };

  it.each<[string, boolean, Error | undefined, object]>([
    ['all', true, undefined, { removed: ['orders', 'web'] }],
    [
      'nothing where one may not delete what goes first',
      false,
      undefined,
      { removed: [], failed: 'NotAllowedError' },
    ],
    [
      'what is there where the rest is gone already',
      true,
      new NotFoundError('gone'),
      { removed: ['orders'] },
    ],
    [
      'what it can, and tells',
      true,
      new ConflictError('other'),
      { removed: ['orders'], failed: 'ConflictError' },
    ],
  ])('deletes %s', async (_, may, failure, result) => {
    expect(await deleting(may, failure)).toEqual({
      failed: undefined,
      ...result,
    });
  });
});
