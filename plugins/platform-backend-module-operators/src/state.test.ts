import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomObject } from '@pilothouse/plugin-platform-node';
import { itemOf } from './item';
import { parseDefinition } from './read';

const itemIn = (name: string) => {
  const file = join(__dirname, '../definitions', `${name}.yaml`);
  return itemOf(parseDefinition(file, readFileSync(file, 'utf8')));
};
const postgresql = itemIn('postgresql');
const at = '2031-04-01T08:00:00.000Z';
const later = '2031-04-01T08:05:00.000Z';

const cluster = (
  status?: unknown,
  metadata: CustomObject['metadata'] = {},
): CustomObject => ({
  metadata: {
    name: 'orders',
    creationTimestamp: at,
    generation: 2,
    ...metadata,
  },
  spec: { instances: 3 },
  status,
});
const ready = (status: string, more = {}) => ({
  conditions: [
    {
      type: 'Ready',
      status,
      lastTransitionTime: later,
      reason: 'R',
      message: 'm',
      ...more,
    },
  ],
});

it.each<[string, CustomObject, object]>([
  [
    'nothing was said yet',
    cluster(),
    { status: 'progressing', since: at, saying: { kind: 'not-begun' } },
  ],
  ['an empty status', cluster({}), { saying: { kind: 'not-begun' } }],
  [
    'it is being deleted',
    cluster(ready('True'), { deletionTimestamp: later, finalizers: ['f'] }),
    { status: 'progressing', saying: { kind: 'deleting', finalizers: ['f'] } },
  ],
  [
    'it is ready with all members',
    cluster({
      ...ready('True'),
      readyInstances: 3,
      phase: 'Cluster in healthy state',
    }),
    {
      status: 'healthy',
      since: later,
      saying: { kind: 'ready' },
      members: { ready: 3, wanted: 3 },
    },
  ],
  [
    'a member is missing',
    cluster({ ...ready('True'), readyInstances: 2 }),
    { status: 'degraded', saying: { kind: 'members' } },
  ],
  [
    'it is being made',
    cluster({
      ...ready('False'),
      readyInstances: 0,
      phase: 'Setting up primary',
      phaseReason: 'initdb',
    }),
    {
      status: 'progressing',
      saying: {
        kind: 'phase',
        phase: 'Setting up primary',
        words: { en: 'Setting up the primary', zh: '正在创建主库' },
        message: 'initdb',
      },
    },
  ],
  [
    'a phase that is not known',
    cluster({ ...ready('False'), phase: 'Dancing' }),
    { status: 'progressing', saying: { kind: 'phase', phase: 'Dancing' } },
  ],
  [
    'it fails over',
    cluster({ ...ready('False'), phase: 'Failing over' }),
    { status: 'degraded', saying: { phase: 'Failing over' } },
  ],
  [
    'it has failed, whatever the condition says',
    cluster({
      ...ready('True'),
      phase: 'Cluster is unrecoverable and needs manual intervention',
    }),
    { status: 'failed', saying: { kind: 'phase' } },
  ],
  [
    'a condition without a phase',
    cluster(ready('False')),
    {
      status: 'progressing',
      since: later,
      saying: { kind: 'condition', type: 'Ready', reason: 'R', message: 'm' },
    },
  ],
  [
    'what is wanted was not looked at yet',
    cluster({ ...ready('True'), observedGeneration: 1 }),
    { status: 'progressing', saying: { kind: 'outdated' } },
  ],
  [
    'a status of another shape',
    cluster({ conditions: 'yes', ok: true }),
    { status: 'unknown', saying: { kind: 'unreadable' } },
  ],
  [
    'a status that is no object',
    cluster('fine'),
    { status: 'unknown', saying: { kind: 'unreadable' } },
  ],
  [
    'conditions of another shape beside one that is right',
    cluster({
      conditions: [null, 7, { type: 1 }, ...ready('True').conditions],
      readyInstances: 3,
    }),
    { status: 'healthy' },
  ],
])('tells the state when %s', (_, object, expected) => {
  expect(postgresql.stateOf(object)).toMatchObject(expected);
});

it('tells where to connect and which Secret has the credentials', () => {
  const object = cluster();
  expect(postgresql.endpointsOf(object).map(({ to }) => to)).toEqual([
    { service: 'orders-rw', port: 5432 },
    { service: 'orders-ro', port: 5432 },
    { service: 'orders-r', port: 5432 },
  ]);
  expect(postgresql.credentialsOf(object)).toMatchObject([
    { secret: 'orders-app' },
  ]);
  expect(postgresql.labelsOf('orders')).toEqual({
    'cnpg.io/cluster': 'orders',
  });
});

it.each<[string, Record<string, unknown>, [string, string, number][]]>([
  ['nothing', {}, [['pods', '1', 1]]],
  [
    'instances with resources and volumes',
    {
      instances: 3,
      storage: { size: '10Gi' },
      resources: { requests: { cpu: '500m' }, limits: { memory: '1Gi' } },
    },
    [
      ['pods', '1', 3],
      ['requests.cpu', '500m', 3],
      ['requests.memory', '1Gi', 3],
      ['limits.memory', '1Gi', 3],
      ['requests.storage', '10Gi', 3],
      ['persistentvolumeclaims', '1', 3],
    ],
  ],
  [
    'fields of another shape',
    { instances: 'many', storage: [] },
    [['pods', '1', 1]],
  ],
])('counts for quotas %s', (_, spec, expected) => {
  expect(
    postgresql
      .demandOf(spec)
      .map(({ resource, each, times }) => [resource, each, times]),
  ).toEqual(expected);
});

it.each<[string, unknown, object, object]>([
  ['redis', {}, { masterNode: 'orders-0' }, { status: 'healthy' }],
  ['redis', {}, { masterNode: '' }, { status: 'unknown' }],
  [
    'mysql',
    { instances: 3 },
    { cluster: { status: 'ONLINE', onlineInstances: 3 } },
    { status: 'healthy', members: { ready: 3, wanted: 3 } },
  ],
  [
    'mysql',
    { instances: 3 },
    { cluster: { status: 'NO_QUORUM', onlineInstances: 1 } },
    { status: 'failed' },
  ],
  [
    'rabbitmq',
    {},
    {
      conditions: [
        {
          type: 'AllReplicasReady',
          status: 'False',
          reason: 'NotAllPodsReady',
        },
        { type: 'ClusterAvailable', status: 'True' },
      ],
    },
    { status: 'progressing', saying: { reason: 'NotAllPodsReady' } },
  ],
  [
    'etcd',
    { size: 3 },
    { conditions: [{ type: 'Available', status: 'True' }], readyReplicas: 2 },
    { status: 'degraded', saying: { kind: 'members' } },
  ],
  [
    'elasticsearch',
    {},
    { health: 'green', phase: 'Ready' },
    { status: 'healthy' },
  ],
  [
    'elasticsearch',
    {},
    { health: 'yellow', phase: 'Ready' },
    { status: 'degraded' },
  ],
  [
    'elasticsearch',
    {},
    { health: 'red', phase: 'Ready' },
    { status: 'failed' },
  ],
  ['elasticsearch', {}, { phase: 'Invalid' }, { status: 'failed' }],
  [
    'minio',
    {},
    { currentState: 'Initialized', healthStatus: 'green' },
    { status: 'healthy' },
  ],
  [
    'minio',
    {},
    { currentState: 'Provisioning MinIO Statefulset' },
    {
      status: 'progressing',
      saying: { phase: 'Provisioning MinIO Statefulset' },
    },
  ],
])('reads the status of %s %j %j', (name, spec, status, expected) => {
  const object = { metadata: { name: 'orders' }, spec, status };
  expect(itemIn(name).stateOf(object)).toMatchObject(expected);
});

it.each([
  ['minio', 'safe', { pods: 4, persistentvolumeclaims: 4 }],
  ['elasticsearch', 'safe', { pods: 3, persistentvolumeclaims: 3 }],
  ['mysql', 'safe', { pods: 5, persistentvolumeclaims: 3 }],
])('counts what the plan of %s %s asks for', (name, plan, expected) => {
  const item = itemIn(name);
  const values = item.plans.find(each => each.name === plan)?.values ?? {};
  const sums: Record<string, number> = {};
  for (const { resource, times } of item.demandOf(values)) {
    sums[resource] = (sums[resource] ?? 0) + times;
  }
  expect(sums).toMatchObject(expected);
});

it.each([
  [
    'postgresql',
    [
      'storage.size',
      'resources.requests.cpu',
      'resources.requests.memory',
      'resources.limits.memory',
    ],
  ],
  ['etcd', ['storageSpec.volumeSizeRequest']],
  ['elasticsearch', []],
])('tells which fields of %s are amounts', (name, expected) => {
  const amounts = itemIn(name).fields.filter(({ quantity }) => quantity);
  expect(amounts.map(({ path }) => path.join('.'))).toEqual(expected);
});
