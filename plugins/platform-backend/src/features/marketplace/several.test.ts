import type {
  KubeObject,
  MiddlewareParts,
} from '@pilothouse/plugin-platform-node';
import { deletionPlan, seenOf } from './deletion';
import { previewOf } from './effect';
import { rightTo } from './rights';
import {
  clusters,
  instance,
  postgresql,
  twoTeams,
} from './__testUtils__/scene';

const request = {
  item: 'valkey',
  cluster: 'east',
  namespace: 'shop-dev',
  name: 'cache',
  values: {},
};
const config = (name: string, greeting: string): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { greeting },
  } as KubeObject);

function preview(before: KubeObject[], after: KubeObject[]) {
  const { kube, east } = twoTeams();
  east.put('resourcequotas', {
    metadata: { namespace: 'shop-dev', name: 'team' },
    spec: { hard: { pods: '4' } },
    status: { hard: { pods: '4' }, used: { pods: '3' } },
  });
  const pods = (times: number) => [{ resource: 'pods', each: '1', times }];
  return previewOf(
    request,
    {
      after: { spec: {} },
      spec: {},
      conflicts: [],
      several: {
        objects: { before, after },
        demand: { before: pods(1), after: pods(3) },
      },
    },
    {
      context: { kube, custom: () => undefined, items: [], kinds: [] },
      writing: { item: postgresql },
    },
  );
}

it('tells of each object whether it is made, changed or goes', () => {
  const { diffs, unchanged, quota } = preview(
    [config('same', 'a'), config('changed', 'a'), config('goes', 'a')],
    [config('same', 'a'), config('changed', 'b'), config('new', 'a')],
  );
  expect(
    diffs.map(({ ref: { name }, before, after }) => [
      name,
      before !== '',
      after !== '',
    ]),
  ).toEqual([
    ['changed', true, true],
    ['new', false, true],
    ['goes', true, false],
  ]);
  expect(unchanged).toBe(false);
  expect(quota).toMatchObject([{ resource: 'pods', adds: '2', fits: false }]);
});

it('keeps objects of two APIs apart that are called the same', () => {
  const web = (apiVersion: string, greeting: string) => ({
    ...config('web', greeting),
    ...{ apiVersion, kind: 'Service' },
  });
  const { diffs } = preview(
    [web('v1', 'a'), web('serving.knative.dev/v1', 'a')],
    [web('v1', 'b'), web('serving.knative.dev/v1', 'b')],
  );
  expect(diffs.map(({ after }) => after.split('\n')[0])).toEqual([
    'apiVersion: v1',
    'apiVersion: serving.knative.dev/v1',
  ]);
});

it('says that nothing changes where nothing does', () => {
  const same = [config('same', 'a')];
  expect(preview(same, same)).toMatchObject({ diffs: [], unchanged: true });
});

describe('deleting what somebody else removes', () => {
  const { custom, east, kube } = twoTeams();
  const labels = postgresql.labelsOf('orders');
  const put = (name: string, owner?: string) => ({
    metadata: {
      namespace: 'shop-dev',
      name,
      uid: name,
      labels,
      ...(owner && {
        ownerReferences: [
          { apiVersion: 'v1', kind: 'X', name: owner, uid: owner },
        ],
      }),
    },
  });
  const made = (kind: string, name: string, more: object = {}) =>
    ({ kind, metadata: { name, ...more } } as KubeObject);
  const claims = (whenDeleted: string) => ({
    selector: {},
    serviceName: 'db',
    template: {},
    volumeClaimTemplates: [{ metadata: { name: 'data' } }],
    persistentVolumeClaimRetentionPolicy: { whenDeleted },
  });
  east.put('deployments', put('web'));
  east.put('replicasets', put('web-1', 'web'));
  east.put('pods', put('web-1-x', 'web-1'));
  east.put('configmaps', put('kept'));
  east.put('jobs', put('seed'));
  east.put('statefulsets', { ...put('db'), spec: claims('Retain') });
  east.put('statefulsets', { ...put('scratch'), spec: claims('Delete') });
  for (const name of [
    'data-db-0',
    'data-db-x',
    'data-scratch-0',
    'annotated',
  ]) {
    east.put('persistentvolumeclaims', {
      metadata: { namespace: 'shop-dev', name, uid: name },
      spec: { volumeName: `volume-of-${name}` },
    });
  }
  const parts: MiddlewareParts = {
    goes: [
      made('Deployment', 'web'),
      made('StatefulSet', 'db'),
      made('StatefulSet', 'scratch'),
      made('PersistentVolumeClaim', 'annotated'),
      made('Role', 'reader'),
      made('Role', 'reader', { namespace: 'other' }),
    ],
    stays: [made('Secret', 'secret')],
    passing: [made('Job', 'seed'), made('Job', 'over'), made('Widget', 'x')],
    runs: [made('Job', 'clean')],
  };
  const plan = (told?: MiddlewareParts) =>
    deletionPlan(
      { ...request, item: 'postgresql', name: 'orders' },
      { kube, custom: () => custom, items: [postgresql], kinds: [] },
      told,
    );
  const named = (list: ReturnType<typeof plan>['goes']) =>
    list.map(({ kind, name, namespace, data }) =>
      [kind, name, namespace, data && 'data'].filter(Boolean).join(' '),
    );

  it('names all that was told, down to the pods, and what StatefulSets leave', () => {
    const { goes, stays, runs, unknown, volumes } = plan(parts);
    expect(named(goes)).toEqual([
      'Deployment web',
      'StatefulSet db',
      'StatefulSet scratch',
      'PersistentVolumeClaim annotated data',
      'Role reader',
      'Role reader other',
      'PersistentVolumeClaim data-scratch-0 data',
      'ReplicaSet web-1',
      'Pod web-1-x',
    ]);
    expect(named(stays)).toEqual([
      'Secret secret',
      'PersistentVolumeClaim data-db-0 data',
      'Job seed',
      'ConfigMap kept',
    ]);
    expect(runs).toEqual([{ kind: 'Job', name: 'clean' }]);
    expect(unknown).toEqual(['Widget']);
    expect([...volumes.keys()]).toEqual(['annotated', 'data-scratch-0']);
  });

  it.each([
    ['a kind that is not followed', { apiVersion: 'x.example.com/v1' }, 'Box'],
    ['a namespace', { apiVersion: 'v1' }, 'Namespace'],
    ['a namesake of another API', { apiVersion: 'x.dev/v1' }, 'Deployment'],
  ])('says that there may be more behind %s', (_, api, kind) => {
    const told = { ...made(kind, 'web'), ...api };
    const { goes, unknown } = plan({ ...parts, goes: [told], passing: [] });
    expect(named(goes)).toEqual([`${kind} web`]);
    expect(unknown).toEqual([kind]);
  });

  it('names what operators have made for what is not followed, down to the volumes', () => {
    const scene = twoTeams();
    const box = { apiVersion: 'x.example.com/v1', kind: 'Box', name: 'web' };
    const owned = (name: string, ...owners: object[]) => ({
      metadata: {
        ...{ namespace: 'shop-dev', name, uid: `uid-${name}` },
        ownerReferences: owners.map(owner => ({
          ...{ apiVersion: 'v1', kind: 'Pod', name: 'x', uid: 'uid-x' },
          ...owner,
        })),
      },
    });
    const boxed = { ...box, uid: 'uid-box' };
    scene.east.put('statefulsets', {
      ...owned('made', boxed),
      spec: claims('Retain'),
    });
    for (const claim of [
      owned('direct', boxed),
      owned('through', { uid: 'uid-made' }),
      owned('beside', { ...boxed, name: 'other', uid: 'uid-other' }),
      owned('namesake', { ...boxed, apiVersion: 'y/v1', uid: 'uid-y' }),
      owned('of-database', { uid: 'uid-deep' }),
      owned('data-made-0'),
    ]) {
      scene.east.put('persistentvolumeclaims', claim);
    }
    const owner = { ...box, kind: 'Cluster', uid: 'uid-deep' };
    scene.custom.put(clusters, [
      instance('shop-dev', 'orders'),
      { ...instance('shop-dev', 'deep'), ...owned('deep', boxed) },
      { ...instance('shop-dev', 'deeper'), ...owned('deeper', owner) },
    ]);
    const { name, ...api } = box;
    const { goes, stays, unknown } = deletionPlan(
      { ...request, item: 'postgresql', name: 'orders' },
      {
        ...{ kube: scene.kube, custom: () => scene.custom },
        ...{ items: [postgresql], kinds: [] },
      },
      { ...parts, ...{ goes: [{ ...api, metadata: { name } }], passing: [] } },
    );
    expect(named(goes).sort()).toEqual([
      'Box web',
      'Cluster deep',
      'Cluster deeper',
      'PersistentVolumeClaim direct data',
      'PersistentVolumeClaim of-database data',
      'PersistentVolumeClaim through data',
      'StatefulSet made',
    ]);
    expect(named(stays)).toContain('PersistentVolumeClaim data-made-0 data');
    // Its operator may have made things that say nothing of whose they are.
    expect(unknown).toEqual(['Box']);
  });

  it('names what is behind what operators have made of kinds that nobody follows', () => {
    const scene = twoTeams();
    const api = { apiVersion: 'x.example.com/v1', kind: 'Box' };
    const set = { apiVersion: 'x.example.com/v1', kind: 'PodSet' };
    scene.custom.put(clusters, [instance('shop-dev', 'orders')]);
    scene.east.put('persistentvolumeclaims', {
      metadata: {
        ...{ namespace: 'shop-dev', name: 'data-web-0', uid: 'uid-claim' },
        ownerReferences: [{ ...set, name: 'web', uid: 'uid-set' }],
      },
    });
    const owner = { ...api, name: 'web', uid: 'uid-box' };
    const podSet = {
      ...{ kind: 'PodSet', group: 'x.example.com' },
      object: {
        metadata: { name: 'web', uid: 'uid-set', ownerReferences: [owner] },
      },
    };
    const { goes, unknown } = deletionPlan(
      { ...request, item: 'postgresql', name: 'orders' },
      {
        ...{ kube: scene.kube, custom: () => scene.custom },
        ...{ items: [postgresql], kinds: [] },
      },
      {
        ...{ stays: [], passing: [], runs: [] },
        goes: [{ ...api, metadata: { name: 'web' } }],
      },
      { parts: [podSet], unknown: ['Crate'] },
    );
    expect(named(goes)).toEqual([
      'Box web',
      'PodSet web',
      'PersistentVolumeClaim data-web-0 data',
    ]);
    expect(unknown).toEqual(['Box', 'Crate']);
  });

  it('lists two of one name where they are of two APIs', () => {
    const goes = [
      { ...made('Service', 'web'), apiVersion: 'v1' },
      { ...made('Service', 'web'), apiVersion: 'serving.knative.dev/v1' },
    ];
    const both = plan({ ...parts, goes });
    expect(both.goes).toEqual([
      { kind: 'Service', name: 'web', data: false },
      {
        ...{ kind: 'Service', group: 'serving.knative.dev', name: 'web' },
        data: false,
      },
    ]);
    const one = plan({ ...parts, goes: goes.slice(1) });
    expect(new Set(both.told).size).toBe(2);
    expect(one.told).toEqual(both.told.slice(1));
  });

  it('is another loss once anything else is told to go', () => {
    const seen = (goes: readonly KubeObject[]) =>
      seenOf({ ...plan({ ...parts, goes }), bound: [] });
    expect(seen(parts.goes)).toBe(seen([...parts.goes].reverse()));
    expect(seen(parts.goes)).not.toBe(seen(parts.goes.slice(1)));
  });

  it('takes nothing along that merely carries the labels where nothing is told', () => {
    expect(named(plan().goes)).toEqual([]);
  });
});

it('asks for all rights to the Secret that gets new credentials', () => {
  const secrets = {
    group: '',
    plural: 'secrets',
    kind: 'Secret',
    versions: ['v1'],
  } as const;
  const right = rightTo('rotate', { kind: secrets }, 'db-app');
  expect(right.restricted).toBe('change-middleware');
  expect(right.needs).toEqual(
    ['get', 'patch', 'delete'].map(verb => ({
      ...{ verb, group: '', resource: 'secrets', name: 'db-app' },
    })),
  );
});

it('asks for rights to what stands for a kind that no API serves', () => {
  const anchor = {
    plural: 'configmaps',
    prefix: 'release.',
    decidedBy: [{ group: '', plural: 'secrets' }],
  } as const;
  const kind = { ...postgresql.kind, anchor };
  expect(rightTo('delete', { kind }, 'cache').needs).toEqual([
    { verb: 'delete', group: '', resource: 'secrets' },
  ]);
});
