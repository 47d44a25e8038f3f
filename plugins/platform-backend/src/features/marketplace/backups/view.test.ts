import {
  customKindName,
  kubeKinds,
  type CustomObject,
  type KindState,
  type MiddlewareBackups,
} from '@pilothouse/plugin-platform-node';
import {
  clusters,
  definitions,
  definitionWith,
  instance,
  postgresql,
  twoTeams,
} from '../__testUtils__/scene';
import { workloadKinds } from '../../deployments/workload';
import { deletionPlan } from '../deletion';
import { marketplaceInstance } from '../instance';
import { restoringForm } from './restoring';
import { backupWriting, scheduleWriting } from './writing';

const group = 'postgresql.cnpg.io';
const kinds = {
  backups: { group, plural: 'backups', kind: 'Backup', versions: ['v1'] },
  schedules: { group, plural: 'schedules', kind: 'Schedule', versions: ['v1'] },
} as const;
const of = ({ spec }: CustomObject): string => Reflect.get(Object(spec), 'of');
const backups: MiddlewareBackups = {
  kind: kinds.backups,
  instanceOf: of,
  backupOf: ({ metadata, status }) => ({
    name: metadata?.name ?? '',
    state: 'good',
    ...Object(status),
  }),
  lackOf: ({ spec }) =>
    Reflect.has(Object(spec), 'full')
      ? { en: 'no room', zh: '无空间' }
      : undefined,
  specOf: ({ metadata }) => ({ of: metadata?.name }),
  schedules: {
    kind: kinds.schedules,
    cronFields: 5,
    instanceOf: of,
    scheduleOf: ({ metadata }) => ({
      name: metadata?.name ?? '',
      uid: 'u',
      cron: '0 2 * * *',
      suspended: false,
    }),
    specOf: ({ metadata }, wanted) => ({ of: metadata?.name, ...wanted }),
  },
  restore: {
    omits: [['storage']],
    specOf: ({ metadata }, { storage: _, ...like }) => ({
      ...like,
      from: metadata?.name,
    }),
    originOf: ({ spec }) => Reflect.get(Object(spec), 'from'),
  },
};
const item = { ...postgresql, backups };
const at = (day: number) => `2031-04-0${day}T02:00:00.000Z`;
const owned = (namespace: string, name: string, more: CustomObject = {}) => ({
  metadata: {
    namespace,
    name,
    uid: `uid-${namespace}-${name}`,
    ...more.metadata,
  },
  spec: { of: 'orders' },
  status: more.status,
});

function scene() {
  const { kube, east, custom } = twoTeams();
  const defined = ({
    plural,
    kind,
  }: (typeof kinds)['backups' | 'schedules']) => ({
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
      defined(kinds.backups),
      defined(kinds.schedules),
    ])
    .put(clusters, [
      instance('shop-dev', 'orders', { status: { phase: 'ok' } }),
      instance('shop-dev', 'orders-restored', {
        status: { phase: 'ok' },
        spec: { from: 'b1' },
      }),
      instance('shop-dev', 'stray', { spec: { from: 'gone' } }),
      instance('shop-dev', 'full', { spec: { full: true } }),
    ])
    .put(customKindName(kinds.backups), [
      owned('shop-dev', 'b1', {
        status: { startedAt: at(1), finishedAt: at(1) },
      }),
      owned('shop-dev', 'b2', {
        status: { startedAt: at(2), state: 'failed' },
      }),
      owned('payments-dev', 'theirs'),
      { ...owned('shop-dev', 'other'), spec: { of: 'stray' } },
    ])
    .put(customKindName(kinds.schedules), [
      owned('shop-dev', 'nightly', {
        metadata: {
          creationTimestamp: at(1),
          ownerReferences: [
            {
              apiVersion: 'x',
              kind: 'Cluster',
              name: 'orders',
              uid: 'uid-shop-dev-orders',
            },
          ],
        },
      }),
    ]);
  const context = { kube, items: [item], kinds: [], custom: () => custom };
  return { context, custom, east };
}

const ref = (name: string) => ({
  item: 'postgresql',
  cluster: 'east',
  namespace: 'shop-dev',
  name,
});
const site = ({ east, custom }: ReturnType<typeof scene>) => ({
  cluster: east,
  custom,
});

it('tells the backups of an instance, newest first, and when they are late', () => {
  const { backups: told } = marketplaceInstance(ref('orders'), scene().context);
  expect(told?.list?.map(({ name, state }) => [name, state])).toEqual([
    ['b2', 'failed'],
    ['b1', 'good'],
  ]);
  expect(told).toMatchObject({
    more: 0,
    cronFields: 5,
    restorable: true,
    schedules: [{ name: 'nightly', lateAt: at(3) }],
  });
});

it.each<[string, boolean | undefined, string | undefined, number]>([
  ['by all where nothing tells them apart', undefined, undefined, 5],
  ['by its own', true, 'nightly', 5],
  ['not by those of another', true, 'weekly', 3],
  ['not by those that were made by hand', true, undefined, 3],
])(
  'judges whether a schedule is late %s',
  (_, tellsSchedules, schedule, day) => {
    const all = scene();
    all.custom.put(customKindName(kinds.backups), [
      owned('shop-dev', 'b3', { status: { startedAt: at(3), schedule } }),
    ]);
    const telling = { ...item, backups: { ...backups, tellsSchedules } };
    const context = { ...all.context, items: [telling] };
    const { backups: told } = marketplaceInstance(ref('orders'), context);
    expect(told?.schedules).toMatchObject([
      { name: 'nightly', lateAt: at(day) },
    ]);
  },
);

it('does not take what cannot be read for none', () => {
  const all = scene();
  all.custom.put(customKindName(kinds.backups), [], {
    kind: 'forbidden',
    because: 'rbac',
  });
  const { backups: told, cluster } = marketplaceInstance(
    ref('orders'),
    all.context,
  );
  expect(told?.list).toBeUndefined();
  expect(told?.schedules?.[0]?.lateAt).toBeUndefined();
  expect(cluster.unreadable).toContainEqual({
    kind: 'Backup',
    because: 'forbidden',
  });
});

it('does not take kinds that are not read yet for none', () => {
  const all = scene();
  all.custom
    .put(definitions, [definitionWith('v1')], { kind: 'pending' })
    .put(customKindName(kinds.backups), [], { kind: 'pending' });
  const { backups: told } = marketplaceInstance(ref('orders'), all.context);
  expect(told).toMatchObject({ more: 0, cronFields: 5 });
  expect(told?.list).toBeUndefined();
});

it('tells of none where the cluster has no such kind', () => {
  const all = scene();
  all.custom.put(definitions, [definitionWith('v1')]);
  expect(
    marketplaceInstance(ref('orders'), all.context).backups,
  ).toBeUndefined();
});

it.each([
  ['orders', undefined],
  [
    'orders-restored',
    {
      backup: 'b1',
      finishedAt: at(1),
      of: ref('orders'),
      exists: true,
      secrets: [{ from: 'orders-app', to: 'orders-restored-app' }],
      endpoints: [
        {
          from: 'orders-rw.shop-dev.svc:5432',
          to: 'orders-restored-rw.shop-dev.svc:5432',
        },
      ],
    },
  ],
  ['stray', { backup: 'gone', exists: false, secrets: [], endpoints: [] }],
])('tells what %s was restored from', (name, restoration) => {
  const told = marketplaceInstance(ref(name), scene().context);
  expect({ restoration: told.restoration }).toMatchObject({ restoration });
});

it('restores as the instance was, under a name that is free', () => {
  const form = restoringForm(item, site(scene()), {
    namespace: 'shop-dev',
    backup: 'b1',
  });
  expect(form.fields.map(({ path }) => path)).toEqual([['instances']]);
  expect(form.plans.map(({ values }) => values)).toEqual([
    { instances: 1, from: 'b1' },
  ]);
  expect(form.restores).toEqual({
    backup: 'b1',
    finishedAt: at(1),
    of: 'orders',
    name: 'orders-restored-2',
  });
});

it.each([
  ['a.b', 'postgresql-restored'],
  ['1db', 'postgresql-restored'],
  ['o'.repeat(50), 'postgresql-restored'],
  ['ledger', 'ledger-restored'],
])(
  'offers what is restored of %s a name that can be ordered',
  (original, name) => {
    const all = scene();
    all.custom.put(customKindName(kinds.backups), [
      {
        ...owned('shop-dev', 'b1', {
          status: { startedAt: at(1), finishedAt: at(1) },
        }),
        spec: { of: original },
      },
    ]);
    const { restores } = restoringForm(item, site(all), {
      namespace: 'shop-dev',
      backup: 'b1',
    });
    expect(restores).toMatchObject({ of: original, name });
  },
);

it.each<[KindState, RegExp]>([
  [{ kind: 'pending' }, /try again in a moment/],
  [
    { kind: 'stale', since: at(3), because: 'no answer' },
    /east does not answer/,
  ],
  [{ kind: 'forbidden', because: 'no' }, /may not read clusters\.postgresql/],
])('does not take an original for gone that is %j', (state, message) => {
  const all = scene();
  all.custom.put(clusters, [], state);
  const restore = () =>
    restoringForm(item, site(all), { namespace: 'shop-dev', backup: 'b1' });
  expect(restore).toThrow(
    expect.objectContaining({ name: 'ServiceUnavailableError' }),
  );
  expect(restore).toThrow(message);
});

it.each(workloadKinds)(
  'says of a deletion that %s that it cannot look at are not known',
  kind => {
    const { context, east } = scene();
    east.setKindState(kind, { kind: 'forbidden', because: 'no' });
    const { unknown } = deletionPlan(ref('orders'), context);
    expect(unknown).toEqual([kubeKinds[kind].kind]);
  },
);

it('restores by a plan what is gone', () => {
  const all = scene();
  all.custom.put(clusters, []);
  const form = restoringForm(item, site(all), {
    namespace: 'shop-dev',
    backup: 'b1',
  });
  expect(form.plans[0]?.values).toEqual({ instances: 1, from: 'b1' });
});

it.each([
  ['b2', 'ConflictError', /not good/],
  ['theirs', 'NotFoundError', /no backup theirs/],
])('does not restore %s', (backup, name, message) => {
  const restore = () =>
    restoringForm(item, site(scene()), { namespace: 'shop-dev', backup });
  expect(restore).toThrow(expect.objectContaining({ name }));
  expect(restore).toThrow(message);
});

it('writes a backup that outlives its instance, and a schedule that does not', () => {
  const { context } = scene();
  const now = backupWriting({ ref: ref('orders'), name: 'b3' }, context);
  expect(now).toMatchObject({
    request: { name: 'b3', namespace: 'shop-dev', values: { of: 'orders' } },
    writing: { version: 'v1', item: { kind: kinds.backups } },
  });
  expect(now.writing.owner).toBeUndefined();
  const schedule = { cron: '0 3 * * *', suspended: false, changes: true };
  expect(
    backupWriting({ ref: ref('orders'), name: 'nightly', schedule }, context),
  ).toMatchObject({
    request: { values: { of: 'orders', cron: '0 3 * * *' }, changes: true },
    writing: {
      item: { kind: kinds.schedules },
      owner: { kind: 'Cluster', name: 'orders', uid: 'uid-shop-dev-orders' },
    },
  });
});

it.each<[string, () => unknown, string, RegExp]>([
  [
    'an instance that lacks something',
    () => backupWriting({ ref: ref('full'), name: 'b' }, scene().context),
    'InputError',
    /full cannot be backed up: no room/,
  ],
  [
    'an instance that there is not',
    () => backupWriting({ ref: ref('none'), name: 'b' }, scene().context),
    'NotFoundError',
    /no postgresql none/,
  ],
  [
    'a change of the schedule of another instance',
    () =>
      backupWriting(
        {
          ref: ref('stray'),
          name: 'nightly',
          schedule: { cron: '0 3 * * *', suspended: false, changes: true },
        },
        scene().context,
      ),
    'NotFoundError',
    /stray has no schedule of backups nightly/,
  ],
  [
    'the schedule of another instance',
    () => scheduleWriting(ref('stray'), 'nightly', scene().context),
    'NotFoundError',
    /stray has no schedule of backups nightly/,
  ],
])('refuses %s', (_, act, name, message) => {
  expect(act).toThrow(expect.objectContaining({ name }));
  expect(act).toThrow(message);
});

it('tells in the plan of a deletion which backups stay', () => {
  const { goes, stays } = deletionPlan(ref('orders'), scene().context);
  expect(goes).toContainEqual({
    ...{ kind: 'Schedule', group },
    name: 'nightly',
    data: false,
  });
  expect(stays).toEqual([
    { kind: 'Backup', group, name: 'b1', data: true },
    { kind: 'Backup', group, name: 'b2', data: false },
  ]);
});
