import {
  customKindName,
  type CustomObject,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import type { Order, OrderRequest } from '@pilothouse/plugin-platform-common';
import {
  clusters,
  definitions,
  definitionWith,
  instance,
  postgresql,
  twoTeams,
} from '../__testUtils__/scene';
import { makeBeside, tryBeside, untouchedBeside } from '../beside';
import { deletionPlan } from '../deletion';
import { previewOf, wholeOf } from '../effect';
import type { Trial, Writing } from '../InstanceWriter';
import { marketplaceInstance } from '../instance';
import { rightTo } from '../rights';
import type { MarketplaceContext } from '../view';
import { dividedOrder, joined, ownOrder } from './joined';
import { readInstance } from './reading';
import { instanceSchema } from './schema';

const group = 'postgresql.cnpg.io';
const pools = {
  group,
  plural: 'pools',
  kind: 'Pool',
  versions: ['v1'],
} as const;

const item: MiddlewareItem = {
  ...postgresql,
  fields: [
    ...postgresql.fields,
    {
      path: ['pool', 'size'],
      title: { en: 'Size', zh: 'Size' },
      source: 'x.yaml:1',
    },
  ],
  companions: [
    {
      name: 'pool',
      kind: { ...pools, versions: ['v1'] },
      objectOf: name => `${name}-pool`,
      labelsOf: name => ({ of: name }),
    },
  ],
  stateOf: ({ spec, status }) => ({
    status: 'healthy',
    saying: { kind: 'ready' },
    members: {
      wanted: Object(Object(spec).pool).size ?? 0,
      ready: Object(Object(status).pool).ready ?? 0,
    },
  }),
  demandOf: spec => [
    { resource: 'pods', each: '1', times: Number(Object(spec.pool).size ?? 0) },
  ],
};

const pool = (of: string, more: Partial<CustomObject> = {}): CustomObject => ({
  metadata: {
    namespace: 'shop-dev',
    name: 'orders-pool',
    uid: 'uid-pool',
    resourceVersion: '7',
    generation: 1,
    labels: { of },
    ownerReferences: [
      {
        apiVersion: 'x',
        kind: 'Cluster',
        name: 'orders',
        uid: 'uid-shop-dev-orders',
      },
    ],
  },
  spec: { size: 2 },
  status: { ready: 1 },
  ...more,
});

const main = instance('shop-dev', 'orders', { status: { phase: 'ok' } });
const whole: CustomObject = {
  ...main,
  metadata: { ...main.metadata, resourceVersion: '3', generation: 4 },
};

function scene(found: readonly CustomObject[] = [pool('orders')]) {
  const { kube, east, custom } = twoTeams();
  custom
    .put(definitions, [
      definitionWith('v1'),
      {
        metadata: { name: `${pools.plural}.${group}` },
        spec: {
          group,
          names: { plural: pools.plural, kind: pools.kind },
          versions: [{ name: 'v1', served: true }],
        },
      },
    ])
    .put(clusters, [whole])
    .put(customKindName(item.companions?.[0]?.kind ?? postgresql.kind), [
      ...found,
    ]);
  const context: MarketplaceContext = {
    kube,
    items: [item],
    kinds: [],
    custom: () => custom,
  };
  return { context, custom, east };
}

const ref = {
  item: 'postgresql',
  cluster: 'east',
  namespace: 'shop-dev',
  name: 'orders',
};

/** A writer on two objects, which tells what it is asked to write. */
function acting(found: readonly CustomObject[], fails?: Error) {
  const { context } = scene(found);
  const tried: [OrderRequest, Writing][] = [];
  const made: [OrderRequest, Writing][] = [];
  const all = [whole, ...found];
  const look = async (_: unknown, { name }: { name: string }) =>
    all.find(({ metadata }) => metadata?.name === name);
  const writer = {
    look,
    read: async (viewer: unknown, at: { name: string }) =>
      (await look(viewer, at)) ?? {},
    try: async (
      _: unknown,
      request: OrderRequest,
      writing: Writing,
    ): Promise<Trial> => {
      tried.push([request, writing]);
      const before = request.changes
        ? await look(undefined, request)
        : undefined;
      const { name, namespace } = request;
      const after: CustomObject = {
        metadata: { ...before?.metadata, name, namespace },
        spec: { ...Object(before?.spec), ...request.values },
      };
      return { before, after, spec: request.values, conflicts: [] };
    },
    make: async (_: unknown, request: OrderRequest, writing: Writing) => {
      if (fails) throw fails;
      made.push([request, writing]);
    },
  };
  const rights = { assertMay: async () => undefined };
  const dependencies = { writer, rights } as unknown as Parameters<
    typeof tryBeside
  >[0] &
    Parameters<typeof readInstance>[0];
  const who = {
    context,
    writing: { item, version: 'v1' },
  } as unknown as Parameters<typeof tryBeside>[1];
  return { dependencies, who, tried, made };
}

describe('what an order wants of each object', () => {
  it.each<[string, Pick<OrderRequest, 'values' | 'extra'>, object, object]>([
    [
      'by the form',
      { values: { instances: 1, pool: { size: 3 } } },
      { instances: 1 },
      { pool: { size: 3 } },
    ],
    [
      'by hand over the form',
      {
        values: { instances: 1, pool: { size: 3 } },
        extra: 'pool: { kind: fast }\nimage: x',
      },
      { instances: 1, image: 'x' },
      { pool: { size: 3, kind: 'fast' } },
    ],
    [
      'with fields that are emptied',
      { values: { instances: null, pool: { size: null } } },
      { instances: null },
      { pool: { size: null } },
    ],
    ['of one alone', { values: { instances: 2 } }, { instances: 2 }, {}],
  ])('is divided %s', (_, order, own, parts) => {
    const divided = dividedOrder(item, order);
    expect(divided.own).toEqual(own);
    expect(Object.fromEntries(divided.parts)).toEqual(parts);
  });

  it('is left as it is where an instance is one object', () => {
    const order = { ...ref, values: { pool: {} }, extra: 'a: 1' };
    expect(ownOrder({ ...item, companions: undefined }, order)).toBe(order);
  });
});

it('sees companions as fields of the instance', () => {
  const { context } = scene();
  const { instance: detail } = marketplaceInstance(ref, context);
  expect(detail?.members).toEqual({ wanted: 2, ready: 1 });
  expect(detail?.wanted).toContain('pool:\n  size: 2');
});

it('takes no object of another instance for its own', () => {
  const { context } = scene([pool('other')]);
  const { instance: detail } = marketplaceInstance(ref, context);
  expect(detail?.members).toEqual({ wanted: 0, ready: 0 });
});

it('leaves an instance as it is whose companion is missing', () => {
  expect(joined(item, main, () => undefined)).toEqual(main);
});

it('needs the right on both kinds to order and to change', () => {
  const needs = (action: 'order' | 'update' | 'delete') =>
    rightTo(action, item, 'orders').needs.map(
      ({ verb, resource, name }) => `${verb} ${resource}/${name}`,
    );
  expect(needs('order')).toContain('create pools/orders-pool');
  expect(needs('update')).toContain('patch pools/orders-pool');
  expect(needs('delete')).toEqual(['delete clusters/orders']);
});

describe('an order', () => {
  const values = { instances: 1, pool: { size: 3 } };

  it('makes both, the second as a part of the first', async () => {
    const { dependencies, who, tried, made } = acting([]);
    const order: Order = { ...ref, values };
    const beside = await tryBeside(dependencies, who, order);
    expect(tried).toEqual([
      [
        expect.objectContaining({ name: 'orders-pool', values: { size: 3 } }),
        expect.objectContaining({ labels: { of: 'orders' } }),
      ],
    ]);
    await makeBeside(dependencies, who, order, beside);
    const [, { owner } = { owner: undefined }] = made[0] ?? [];
    expect(owner).toMatchObject({ name: 'orders', uid: 'uid-shop-dev-orders' });
  });

  it('shows both, and counts them together', async () => {
    const { dependencies, who } = acting([]);
    const order: Order = { ...ref, values };
    const own = ownOrder(item, order);
    const trial = await dependencies.writer.try(who.viewer, own, who.writing);
    const beside = await tryBeside(dependencies, who, order);
    const preview = previewOf(own, trial, who, {
      tried: beside,
      untouched: new Map(),
    });
    expect(preview.diffs.map(each => each.ref.kind)).toEqual([
      'Cluster',
      'Pool',
    ]);
    expect(preview.diffs[0]?.after).not.toContain('pool:');
    expect(preview.diffs[1]?.after).toContain('size: 3');
  });

  it('says what is missing when the second cannot be made', async () => {
    const { dependencies, who } = acting([], new Error('no room'));
    const order: Order = { ...ref, values };
    const beside = await tryBeside(dependencies, who, order);
    await expect(
      makeBeside(dependencies, who, order, beside),
    ).rejects.toMatchObject({
      name: 'HalfMadeError',
      message: expect.stringMatching(
        /^orders was made, but its Pool orders-pool was not.*no room.*Change it/,
      ),
    });
  });
});

describe('a change', () => {
  const change = (values: OrderRequest['values'], more = {}): Order => ({
    ...ref,
    values,
    changes: true,
    ...more,
  });

  it('is of the companion as it was looked at', async () => {
    const { dependencies, who, made } = acting([pool('orders')]);
    const { precondition } = await readInstance(dependencies, who, ref);
    expect(precondition).toMatchObject({
      uid: 'uid-shop-dev-orders',
      companions: { pool: { uid: 'uid-pool', generation: 1 } },
    });
    const order = change({ pool: { size: 5 } }, { precondition });
    const beside = await tryBeside(dependencies, who, order);
    await makeBeside(dependencies, who, order, beside);
    expect(made[0]?.[0]).toMatchObject({
      changes: true,
      values: { size: 5 },
      precondition: { uid: 'uid-pool' },
    });
    expect(made[0]?.[1].owner).toMatchObject({ name: 'orders' });
  });

  it('leaves a companion alone of which nothing is wanted', async () => {
    const { dependencies, who } = acting([pool('orders')]);
    const order = change({ instances: 2 });
    expect(await tryBeside(dependencies, who, order)).toEqual([]);
  });

  it('costs as much as the companion of which nothing is wanted', async () => {
    const { dependencies, who } = acting([pool('orders')]);
    const order = change({ instances: 2 });
    const own = ownOrder(item, order);
    const trial = await dependencies.writer.try(who.viewer, own, who.writing);
    const { before, after } = wholeOf(item, trial, {
      tried: await tryBeside(dependencies, who, order),
      untouched: await untouchedBeside(dependencies, who, order),
    });
    const sizes = [before, after].map(each => Object(each?.spec).pool);
    expect(sizes).toEqual([{ size: 2 }, { size: 2 }]);
  });

  it.each<[string, object, CustomObject[]]>([
    ['is changed as well', { pool: { size: 5 } }, [pool('orders')]],
    ['is not there', { instances: 2 }, []],
    ['is of another', { instances: 2 }, [pool('other')]],
  ])('has none that stays where it %s', async (_, values, found) => {
    const { dependencies, who } = acting(found);
    const order = change({ ...values });
    const untouched = await untouchedBeside(dependencies, who, order);
    expect([...untouched]).toEqual([]);
  });

  it('makes a companion that is missing', async () => {
    const { dependencies, who, made } = acting([]);
    const order = change({ pool: { size: 5 } });
    const beside = await tryBeside(dependencies, who, order);
    await makeBeside(dependencies, who, order, beside);
    expect(made[0]?.[0].changes).toBeUndefined();
    expect(made[0]?.[1].owner).toMatchObject({ name: 'orders' });
  });

  it('makes nothing its own that was made by hand', async () => {
    const alone = pool('orders');
    const { ownerReferences: _, ...metadata } = alone.metadata ?? {};
    const { dependencies, who, made } = acting([{ ...alone, metadata }]);
    const order = change({ pool: { size: 5 } });
    const beside = await tryBeside(dependencies, who, order);
    await makeBeside(dependencies, who, order, beside);
    expect(made[0]?.[1].owner).toBeUndefined();
  });

  it('takes no object from another instance', async () => {
    const { dependencies, who } = acting([pool('other')]);
    const order = change({ pool: { size: 5 } });
    await expect(tryBeside(dependencies, who, order)).rejects.toThrow(
      /The Pool orders-pool in the namespace shop-dev belongs to another/,
    );
  });
});

describe('the plan of a deletion', () => {
  const claim = (ownerUid: string) => ({
    metadata: {
      namespace: 'shop-dev',
      name: 'data',
      uid: 'uid-data',
      ownerReferences: [
        { apiVersion: 'x', kind: 'Pool', name: 'orders-pool', uid: ownerUid },
      ],
    },
  });

  it('has companions, and what is theirs', () => {
    const { context, east } = scene();
    east.put('persistentvolumeclaims', claim('uid-pool'));
    const plan = deletionPlan(ref, context);
    expect(plan.goes.map(({ kind, name }) => `${kind}/${name}`).sort()).toEqual(
      ['PersistentVolumeClaim/data', 'Pool/orders-pool'],
    );
  });

  it('leaves what does not belong to the instance', () => {
    const alone = pool('orders');
    const { ownerReferences: _, ...metadata } = alone.metadata ?? {};
    const { context } = scene([{ ...alone, metadata }]);
    const plan = deletionPlan(ref, context);
    expect(plan.stays).toEqual([
      { kind: 'Pool', group, name: 'orders-pool', data: false },
    ]);
  });
});

it('has fields of companions in the schema of an instance', async () => {
  const { custom } = scene();
  const schemaOf = (field: string) => ({
    type: 'object',
    properties: {
      spec: { type: 'object', properties: { [field]: { type: 'integer' } } },
      status: { type: 'object', properties: {} },
    },
  });
  const schemas = {
    whole: async (_: string, { plural }: { plural: string }) => ({
      whole: schemaOf(plural === 'pools' ? 'size' : 'instances'),
      columns: [],
    }),
  };
  const { whole: schema } = await instanceSchema(item, 'east', custom, schemas);
  expect(schema).toMatchObject({
    properties: {
      spec: {
        properties: {
          instances: { type: 'integer' },
          pool: { properties: { size: { type: 'integer' } } },
        },
      },
      status: { properties: { pool: {} } },
    },
  });
});
