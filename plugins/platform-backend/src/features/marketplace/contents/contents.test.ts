import { mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { call } from '@orpc/server';
import {
  customKindName,
  type CustomObject,
  type KindState,
  type MiddlewareContents,
} from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../../http/contract-router';
import type { Right } from '../../../rights';
import type { MarketplaceDependencies } from '../dependencies';
import { deletionPlan } from '../deletion';
import { rightTo } from '../rights';
import {
  clusters,
  definitions,
  definitionWith,
  instance,
  postgresql,
  twoTeams,
} from '../__testUtils__/scene';
import { contentProcedures } from './procedures';
import { removeContents } from './removing';
import { contentsView } from './view';
import { contentRemoval, contentWriting } from './writing';

const words = { en: 'x', zh: 'x' };
const label = 'x.io/cluster';
const contents: MiddlewareContents = {
  kind: {
    ...{ group: 'x.io', plural: 'topics', kind: 'Topic' },
    versions: ['v1'],
  },
  ...{ title: words, one: words },
  fields: [
    {
      ...{ path: ['partitions'], title: { en: 'Partitions', zh: '分区数' } },
      ...{ type: 'integer', minimum: 1, later: 'grows' },
    },
    {
      ...{ path: ['replicas'], title: { en: 'Copies', zh: '副本数' } },
      ...{ type: 'integer', later: 'stays' },
    },
    { path: ['config', 'retention.ms'], title: words, type: 'integer' },
  ],
  instanceOf: ({ metadata }) => metadata?.labels?.[label],
  labelsOf: name => ({ [label]: name }),
  stateOf: () => ({ status: 'healthy', saying: { kind: 'ready' } }),
};
const item = { ...postgresql, contents };
const kind = customKindName(contents.kind);
const topic = (name: string, of: string, spec: object = {}): CustomObject => ({
  metadata: {
    ...{ namespace: 'shop-dev', name, uid: `uid-${name}` },
    labels: { [label]: of },
  },
  spec,
});

const pending: KindState = { kind: 'pending' };
const forbidden: KindState = { kind: 'forbidden', because: 'rbac' };

function scene({
  announced = false,
  served = true,
  definitionsAre = 'live' as 'live' | 'pending',
  topicsAre = { kind: 'live' } as KindState,
} = {}) {
  const { custom, kube } = twoTeams();
  const annotations: Record<string, string> = announced
    ? {
        'pilothouse.dev/delete-at': '2031-04-01T08:00:00.000Z',
        'pilothouse.dev/delete-asked-by': 'user:default/lin.wei',
        'pilothouse.dev/delete-order': 'o1',
      }
    : {};
  const orders = instance('shop-dev', 'orders');
  custom
    .put(
      definitions,
      [
        definitionWith('v1'),
        ...(served
          ? [
              {
                metadata: { name: kind },
                spec: { versions: [{ name: 'v1', served: true }] },
              },
            ]
          : []),
      ],
      { kind: definitionsAre },
    )
    .put(clusters, [
      { ...orders, metadata: { ...orders.metadata, annotations } },
    ])
    .put(
      kind,
      topicsAre.kind !== 'live'
        ? []
        : [
            topic('tea-10', 'orders', { partitions: 3, replicas: 1 }),
            topic('tea-9', 'orders', { config: { 'retention.ms': 1000 } }),
            topic('theirs', 'other'),
          ],
      topicsAre,
    );
  return { kube, custom: () => custom, items: [item], kinds: [] };
}

const ref = {
  ...{ item: 'postgresql', cluster: 'east', namespace: 'shop-dev' },
  name: 'orders',
};
const seen = (how?: Parameters<typeof scene>[0]) => {
  const context = scene(how);
  return contentsView(item, instance('shop-dev', 'orders'), {
    custom: context.custom(),
  });
};

it('lists what an instance holds with its fields, and nothing of others', () => {
  expect(seen()?.list).toMatchObject([
    { name: 'tea-9', values: [null, null, 1000] },
    { name: 'tea-10', values: [3, 1, null], status: 'healthy' },
  ]);
  expect(seen({ served: false })).toBeUndefined();
});

it.each<[string, Parameters<typeof scene>[0], string]>([
  [
    'kinds that are not read yet',
    { served: false, definitionsAre: 'pending', topicsAre: pending },
    'pending',
  ],
  ['objects that are not read yet', { topicsAre: pending }, 'pending'],
  ['objects that nobody may read', { topicsAre: forbidden }, 'forbidden'],
])('does not take %s for none', (_, how, unread) => {
  expect(seen(how)).toMatchObject({ kind: 'Topic', unread });
  expect(seen(how)?.list).toBeUndefined();
});

it('says that kinds are not read yet to who is too early', () => {
  const early = scene({ served: false, definitionsAre: 'pending' });
  expect(() => contentWriting({ ref, name: 'new', values: {} }, early)).toThrow(
    /has not read yet which kinds the cluster east has/,
  );
});

it('writes something new with the labels of its instance', () => {
  const values = { partitions: 2, config: { 'retention.ms': -1 } };
  expect(contentWriting({ ref, name: 'new', values }, scene())).toMatchObject({
    request: { namespace: 'shop-dev', name: 'new', values },
    writing: { version: 'v1', labels: { [label]: 'orders' } },
  });
});

it.each<[string, object, object, RegExp]>([
  ['another field', { topicName: 'x' }, {}, /spec\.topicName is no field/],
  ['another field below', { config: { x: 1 } }, {}, /spec\.config\.x is no/],
  ['a wrong value', { partitions: 0 }, {}, /Partitions must be 1 at least/],
  [
    'fewer than there are',
    { partitions: 2 },
    { name: 'tea-10', changes: true },
    /Partitions can only become more: it is 3/,
  ],
  [
    'to leave open how many there are',
    { partitions: null },
    { name: 'tea-10', changes: true },
    /can only become more/,
  ],
  [
    'to change what stays',
    { replicas: 2 },
    { name: 'tea-10', changes: true },
    /Copies cannot be changed once it is there: it is 1/,
  ],
  [
    'what is not its own',
    {},
    { name: 'theirs', changes: true },
    /has no Topic/,
  ],
])('refuses %s', (_, values, more, message) => {
  const wanted = { ref, name: 'new', values: { ...values }, ...more };
  expect(() => contentWriting(wanted, scene())).toThrow(message);
});

it('lets grow what may, and empties what may be empty', () => {
  const change = (name: string, values: object) =>
    contentWriting({ ref, name, values: { ...values }, changes: true }, scene())
      .request.values;
  expect(change('tea-10', { partitions: 4 })).toEqual({ partitions: 4 });
  const emptied = { config: { 'retention.ms': null } };
  expect(change('tea-9', emptied)).toEqual(emptied);
});

it('makes nothing in what is to be deleted', () => {
  const wanted = { ref, name: 'new', values: {} };
  expect(() => contentWriting(wanted, scene({ announced: true }))).toThrow(
    /to be deleted at/,
  );
});

it('removes its own alone, with the right to delete', () => {
  expect(contentRemoval({ ref, name: 'tea-9' }, scene())).toMatchObject({
    ref: { name: 'tea-9' },
  });
  expect(() => contentRemoval({ ref, name: 'theirs' }, scene())).toThrow(
    /has no Topic theirs any more/,
  );
  expect(rightTo('remove-content', contents, 'tea-9')).toMatchObject({
    restricted: 'delete-middleware',
    needs: [{ verb: 'delete', resource: 'topics', name: 'tea-9' }],
  });
});

it.each([
  ['add-content', undefined, ['get', 'create', 'patch']],
  ['change-content', 'tea-9', ['get', 'patch']],
] as const)(
  'takes for %s the right to change middleware',
  (action, name, verbs) => {
    const { restricted, needs } = rightTo(action, contents, name);
    expect(restricted).toBe('change-middleware');
    expect(needs.map(need => need.verb)).toEqual(verbs);
  },
);

it.each([
  [{}, 'add-content'],
  [{ changes: true }, 'change-content'],
])(
  'records an order with %j as %s, before it is done',
  async (more, action) => {
    const createEvent = jest.fn().mockRejectedValue(new Error('no room'));
    const { makeContent } = contentProcedures({
      auditor: mockServices.auditor.mock({ createEvent }),
      logger: mockServices.logger.mock(),
    } as Partial<MarketplaceDependencies> as MarketplaceDependencies);
    const wanted = { ref, name: 'tea-9', values: {}, ...more };
    const context = {} as RequestContext;
    await expect(call(makeContent, wanted, { context })).rejects.toThrow(
      'no room',
    );
    expect(createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        meta: expect.objectContaining({ queryType: action, name: 'tea-9' }),
      }),
    );
  },
);

it('stays when its instance is deleted, and the plan says so', () => {
  expect(deletionPlan(ref, scene()).stays).toMatchObject([
    { kind: 'Topic', name: 'tea-10' },
    { kind: 'Topic', name: 'tea-9' },
  ]);
  const topics = { kind: 'Topic', group: 'x.io', data: false };
  expect(deletionPlan(ref, scene()).contents).toEqual([
    { ...topics, name: 'tea-10', uid: 'uid-tea-10' },
    { ...topics, name: 'tea-9', uid: 'uid-tea-9' },
  ]);
});

describe('deleting what an instance holds before it', () => {
  /** @param goneAfter - how often each is looked for until it is gone */
  const deleting = async (
    names: readonly string[],
    {
      may = () => true,
      goneAfter = 1,
    }: { may?: (resource?: string) => boolean; goneAfter?: number } = {},
  ) => {
    const removed: string[] = [];
    const looked = new Map<string, number>();
    const dependencies = {
      rights: {
        assertCan: async (_: unknown, { needs }: Right) => {
          if (!may(needs[0]?.resource)) throw new NotAllowedError('no');
        },
      },
      writer: {
        remove: async (_: unknown, what: { ref: { name: string } }) => {
          removed.push(what.ref.name);
        },
        look: async (_: unknown, { name }: { name: string }) => {
          const times = (looked.get(name) ?? 0) + 1;
          looked.set(name, times);
          return times > goneAfter
            ? undefined
            : { metadata: { uid: `uid-${name}` } };
        },
      },
    } as unknown as Parameters<typeof removeContents>[0];
    const acting = { context: scene(), writing: { item, version: 'v1' } };
    const failed = await removeContents(
      dependencies,
      acting as unknown as Parameters<typeof removeContents>[1],
      { ref, contents: names.map(name => ({ name, uid: `uid-${name}` })) },
      { tries: 3, pauseMs: 0 },
    ).then(
      () => undefined,
      error => error.name,
    );
    return { removed, failed };
  };

  it.each<[string, Parameters<typeof deleting>, object]>([
    [
      'deletes those that are named, and waits until they are gone',
      [['tea-9', 'tea-10'], { goneAfter: 1 }],
      { removed: ['tea-9', 'tea-10'] },
    ],
    ['deletes no other', [['tea-9']], { removed: ['tea-9'] }],
    ['deletes nothing unless asked to', [[]], { removed: [] }],
    [
      'deletes nothing that is not its own',
      [['tea-9', 'theirs']],
      { removed: [], failed: 'NotFoundError' },
    ],
    [
      'deletes nothing where one may not',
      [['tea-9'], { may: resource => resource !== 'topics' }],
      { removed: [], failed: 'NotAllowedError' },
    ],
    [
      'deletes nothing where one may not delete the instance',
      [['tea-9'], { may: resource => resource === 'topics' }],
      { removed: [], failed: 'NotAllowedError' },
    ],
    [
      'says when they do not go',
      [['tea-9'], { goneAfter: 99 }],
      { removed: ['tea-9'], failed: 'ConflictError' },
    ],
  ])('%s', async (_, wanted, result) => {
    expect(await deleting(...wanted)).toEqual({ failed: undefined, ...result });
  });
});
