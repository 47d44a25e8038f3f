import type {
  KubeObject,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { deletionPlan } from './deletion';
import { previewOf } from './effect';
import { rightTo } from './rights';
import { postgresql, twoTeams } from './__testUtils__/scene';

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

it('says that nothing changes where nothing does', () => {
  const same = [config('same', 'a')];
  expect(preview(same, same)).toMatchObject({ diffs: [], unchanged: true });
});

it('names what goes with an instance though it is not owned by it, down to its pods', () => {
  const { custom, east, kube } = twoTeams();
  const put = (uid: string, owner?: string) => ({
    metadata: {
      namespace: 'shop-dev',
      name: uid,
      uid,
      labels: postgresql.labelsOf('orders'),
      ...(owner && {
        ownerReferences: [
          { apiVersion: 'v1', kind: 'X', name: owner, uid: owner },
        ],
      }),
    },
  });
  east.put('deployments', put('web'));
  east.put('replicasets', put('web-1', 'web'));
  east.put('pods', put('web-1-x', 'web-1'));
  east.put('configmaps', put('kept'));
  const item: MiddlewareItem = {
    ...postgresql,
    takesAlong: (_, { metadata }) => metadata?.name === 'web',
  };
  const { goes, stays } = deletionPlan(
    { ...request, item: 'postgresql', name: 'orders' },
    { kube, custom: () => custom, items: [item], kinds: [] },
  );
  expect(goes.map(({ name }) => name)).toEqual(['web', 'web-1', 'web-1-x']);
  expect(stays.map(({ name }) => name)).toEqual(['kept']);
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

it('says that more may go than is listed with a kind that no API serves', () => {
  const { custom, kube } = twoTeams();
  const anchor = {
    plural: 'configmaps',
    prefix: 'release.',
    decidedBy: [],
  } as const;
  const plan = (kind: MiddlewareItem['kind']) =>
    deletionPlan(
      { ...request, item: 'postgresql', name: 'orders' },
      {
        kube,
        custom: () => custom,
        items: [{ ...postgresql, kind }],
        kinds: [],
      },
    );
  expect(plan(postgresql.kind).more).toBeUndefined();
  expect(plan({ ...postgresql.kind, anchor }).more).toBe(true);
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
