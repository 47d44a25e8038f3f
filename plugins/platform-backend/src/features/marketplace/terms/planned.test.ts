import {
  noPlan,
  planAnnotation,
  type OrderRequest,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomObject,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import {
  clusters,
  definitions,
  definitionWith,
  instance,
  postgresql,
  twoTeams,
} from '../__testUtils__/scene';
import { planned } from './planned';

const kind = {
  group: 'postgresql.cnpg.io',
  plural: 'backups',
  kind: 'Backup',
  versions: ['v1'],
} as const;
const item: MiddlewareItem = {
  ...postgresql,
  plans: ['small', 'large'].flatMap(name =>
    postgresql.plans.map(plan => ({ ...plan, name })),
  ),
  backups: {
    kind,
    instanceOf: () => 'orders',
    backupOf: ({ metadata }) => ({
      name: metadata?.name ?? '',
      state: 'good',
    }),
    lackOf: () => undefined,
    specOf: () => ({}),
    restore: {
      omits: [],
      specOf: (_, like) => like,
      originOf: () => undefined,
    },
  },
};
const order: OrderRequest = {
  item: item.name,
  cluster: 'east',
  namespace: 'shop-dev',
  name: 'again',
  values: {},
};
const by = (plan: string) =>
  instance('shop-dev', 'orders', {
    metadata: {
      namespace: 'shop-dev',
      name: 'orders',
      annotations: { [planAnnotation]: plan },
    },
  });

function planOf(more: Partial<OrderRequest>, originals: CustomObject[]) {
  const { kube, custom } = twoTeams();
  custom
    .put(definitions, [definitionWith('v1')])
    .put(clusters, originals)
    .put(customKindName(kind), [
      { metadata: { namespace: 'shop-dev', name: 'b1' } },
    ]);
  const context = { kube, custom: () => custom, items: [item], kinds: [] };
  const { own, namesPlan } = planned(item, { ...order, ...more }, context);
  return { plan: own.plan, namesPlan };
}

it.each<
  [
    string,
    Partial<OrderRequest>,
    CustomObject[],
    { plan?: string; namesPlan: boolean },
  ]
>([
  ['names none', {}, [], { namesPlan: true }],
  ['names one', { plan: 'large' }, [], { plan: 'large', namesPlan: true }],
  [
    'restores what has a plan',
    { restores: 'b1' },
    [by('large')],
    { plan: 'large', namesPlan: true },
  ],
  [
    'restores what has a plan as another one',
    { restores: 'b1', plan: 'small' },
    [by('large')],
    { plan: 'small', namesPlan: true },
  ],
  [
    'restores what has none',
    { restores: 'b1' },
    [instance('shop-dev', 'orders')],
    { namesPlan: false },
  ],
  [
    'restores what has one that there is not any more',
    { restores: 'b1' },
    [by('huge')],
    { namesPlan: false },
  ],
  ['restores what is gone', { restores: 'b1' }, [], { namesPlan: true }],
])('knows the plan of an order that %s', (_, more, originals, expected) => {
  expect(planOf(more, originals)).toEqual({ plan: undefined, ...expected });
});

it.each<[string, Partial<OrderRequest>, string]>([
  ['a backup that there is not', { restores: 'b2' }, 'NotFoundError'],
  ['a plan that there is not', { plan: noPlan }, 'InputError'],
])('refuses %s', (_, more, name) => {
  expect(() => planOf(more, [])).toThrow(expect.objectContaining({ name }));
});
