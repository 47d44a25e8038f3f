import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secrets, services } from './desired.ts';
import { bootstrapJob, claim, pod } from './instance.ts';
import { names, type Cluster, type ClusterSpec } from '../model.ts';
import type { Observed } from './observed.ts';
import { decideCluster } from './reconcile.ts';

const IMAGES = [
  'registry.example/postgresql:18.4',
  'registry.example/postgresql:18',
] as const;
const STORE = 'http://127.1.0.2:9000/';
const NOW = '2026-01-02T03:04:05Z';

function clusterOf(spec: Partial<ClusterSpec> = {}): Cluster {
  return {
    metadata: { name: 'orders', namespace: 'shop', uid: 'u-1' },
    spec: {
      instances: 1,
      imageName: IMAGES[0],
      storage: { size: '1Gi' },
      enableSuperuserAccess: false,
      stopDelay: 30,
      ...spec,
    },
  };
}

const source = { image: IMAGES[0], store: STORE };
const nameOf = ({ metadata }: { metadata?: { name?: string } }) =>
  metadata?.name ?? '';

/** A cluster that is all there; what differs is given. */
function observed(
  spec: Partial<ClusterSpec> = {},
  differing: Partial<Observed> = {},
): Observed {
  const cluster = clusterOf(spec);
  return {
    cluster,
    image: { kind: 'ready' },
    images: IMAGES,
    store: STORE,
    pods: [ready(cluster)],
    jobs: [],
    claims: [filled(cluster)],
    services: services(cluster).map(nameOf),
    secrets: secrets(cluster, 'p').map(nameOf),
    backups: [],
    password: 'secret',
    now: NOW,
    ...differing,
  };
}

function filled(cluster: Cluster) {
  const made = claim(cluster, 1);
  const annotations = { [names.pvcStatus]: 'ready' };
  return { ...made, metadata: { ...made.metadata, annotations } };
}

function ready(cluster: Cluster, status = 'True') {
  return {
    ...pod(cluster, 1, source),
    status: { phase: 'Running', conditions: [{ type: 'Ready', status }] },
  };
}

const job = (status: object) => ({
  ...bootstrapJob(clusterOf(), 1, source),
  status,
});
const failedJob = {
  conditions: [{ type: 'Failed', status: 'True', message: 'thrice' }],
};
const empty = { pods: [], claims: [], jobs: [], services: [], secrets: [] };
const filling = { pods: [], claims: [claim(clusterOf(), 1)] };
const recovery = { bootstrap: { recovery: { backup: { name: 'monday' } } } };
const origin = (phase: 'running' | 'completed') => ({
  backup: {
    metadata: { name: 'monday' },
    spec: { cluster: { name: 'orders' }, method: 'barmanObjectStore' },
    status: { phase },
  },
  files: { data: `${STORE}data`, wal: `${STORE}wal` },
});

const cases: {
  name: string;
  given: Observed;
  actions: readonly string[];
  phase: string;
  reason?: RegExp;
}[] = [
  {
    name: 'is all there',
    given: observed(),
    actions: [],
    phase: 'Cluster in healthy state',
  },
  {
    name: 'is new and has no programs yet',
    given: observed({}, { ...empty, image: { kind: 'absent' } }),
    actions: [
      'create Service orders-rw',
      'create Service orders-ro',
      'create Service orders-r',
      'create Secret orders-app',
      'fetch-image',
    ],
    phase: 'Setting up primary',
  },
  {
    name: 'waits for its programs',
    given: observed(
      {},
      {
        pods: [],
        claims: [],
        image: { kind: 'fetching', step: 'Fetching 24 MB' },
      },
    ),
    actions: [],
    phase: 'Setting up primary',
    reason: /24 MB/,
  },
  {
    name: 'cannot have its programs',
    given: observed(
      {},
      { pods: [], image: { kind: 'failed', because: 'no registry' } },
    ),
    actions: ['fetch-image'],
    phase: 'Unable to create required cluster objects',
    reason: /no registry/,
  },
  {
    name: 'runs while its image is made anew',
    given: observed({}, { image: { kind: 'absent' } }),
    actions: [],
    phase: 'Cluster in healthy state',
  },
  {
    name: 'has no claim',
    given: observed({}, { pods: [], claims: [] }),
    actions: ['create PersistentVolumeClaim orders-1'],
    phase: 'Setting up primary',
  },
  {
    name: 'has an empty claim',
    given: observed({}, filling),
    actions: ['create Job orders-1-initdb'],
    phase: 'Setting up primary',
  },
  {
    name: 'is being filled',
    given: observed({}, { ...filling, jobs: [job({ active: 1 })] }),
    actions: [],
    phase: 'Setting up primary',
    reason: /orders-1-initdb/,
  },
  {
    name: 'could not be filled',
    given: observed({}, { ...filling, jobs: [job(failedJob)] }),
    actions: [],
    phase: 'Unable to create required cluster objects',
    reason: /orders-1-initdb failed.*thrice/,
  },
  {
    name: 'was filled',
    given: observed({}, { ...filling, jobs: [job({ succeeded: 1 })] }),
    actions: [
      'patch orders-1',
      'delete orders-1-initdb',
      'create Pod orders-1',
    ],
    phase: 'Waiting for the instances to become active',
  },
  {
    name: 'names a backup that is not there',
    given: observed(recovery, filling),
    actions: [],
    phase: 'Setting up primary',
    reason: /monday is not there/,
  },
  {
    name: 'names a backup that is not complete',
    given: observed(recovery, { ...filling, origin: origin('running') }),
    actions: [],
    phase: 'Setting up primary',
    reason: /monday is running/,
  },
  {
    name: 'names a complete backup',
    given: observed(recovery, { ...filling, origin: origin('completed') }),
    actions: ['create Job orders-1-full-recovery'],
    phase: 'Setting up primary',
  },
  {
    name: 'lost the backup that it began from long ago',
    given: observed(recovery),
    actions: [],
    phase: 'Cluster in healthy state',
  },
  {
    name: 'has a pod that is not ready',
    given: observed({}, { pods: [ready(clusterOf(), 'False')] }),
    actions: [],
    phase: 'Waiting for the instances to become active',
  },
  {
    name: 'has a pod of another specification',
    given: observed(
      { resources: { limits: { memory: '1Gi' } } },
      { pods: [ready(clusterOf())] },
    ),
    actions: ['delete orders-1'],
    phase: 'Primary instance is being restarted in-place',
    reason: /has changed/,
  },
  {
    name: 'is to have a larger disk',
    given: observed(
      { storage: { size: '2Gi' } },
      { claims: [filled(clusterOf())] },
    ),
    actions: ['patch orders-1'],
    phase: 'Cluster in healthy state',
  },
  {
    name: 'is to have replicas',
    given: observed({ instances: 3 }),
    actions: [],
    phase: 'Unable to create required cluster objects',
    reason: /spec\.instances to 1/,
  },
  {
    name: 'is to have replicas, and lost its pod',
    given: observed({ instances: 3 }, { pods: [] }),
    actions: ['create Pod orders-1'],
    phase: 'Waiting for the instances to become active',
  },
  {
    name: 'was refused something',
    given: observed({}, { refusal: 'exceeded quota' }),
    actions: [],
    phase: 'Unable to create required cluster objects',
    reason: /exceeded quota/,
  },
  {
    name: 'lets the superuser in',
    given: observed(
      { enableSuperuserAccess: true },
      { secrets: ['orders-app'] },
    ),
    actions: ['create Secret orders-superuser'],
    phase: 'Cluster in healthy state',
  },
];
for (const [name, spec, reason] of [
  [
    'another version',
    { imageName: 'registry.example/postgresql:12' },
    /spec\.imageName/,
  ],
  [
    'a recovery from elsewhere',
    { bootstrap: { recovery: { source: 'old' } } },
    /bootstrap\.recovery\.backup/,
  ],
  [
    'a point in time',
    { bootstrap: { recovery: { backup: { name: 'b' }, recoveryTarget: {} } } },
    /recoveryTarget/,
  ],
  ['a disk for the log', { walStorage: { size: '1Gi' } }, /walStorage/],
] as const) {
  cases.push({
    name: `asks for ${name}`,
    given: observed(spec, empty),
    actions: [],
    phase: 'Unable to create required cluster objects',
    reason,
  });
}

for (const { name, given, actions, phase, reason } of cases) {
  test(`a cluster that ${name}`, () => {
    const decided = decideCluster(given);
    const said = decided.actions.map(action => {
      const { kind, path, object } = { path: '', object: {}, ...action };
      const made = object as { kind?: string; metadata?: { name: string } };
      const what = made.kind
        ? `${made.kind} ${made.metadata?.name}`
        : path.split('/').at(-1);
      return `${kind} ${what}`.trim();
    });
    assert.deepEqual(said, actions);
    assert.equal(decided.status.phase, phase);
    if (reason) assert.match(decided.status.phaseReason ?? '', reason);
    const [condition] = decided.status.conditions;
    const isReady = phase === 'Cluster in healthy state' ? 'True' : 'False';
    assert.deepEqual([condition?.type, condition?.status], ['Ready', isReady]);
  });
}

test('a condition keeps its time as long as it holds', () => {
  const first = decideCluster(observed()).status;
  const cluster = { ...clusterOf(), status: first };
  const later = '2026-01-03T00:00:00Z';
  const same = decideCluster(observed({}, { cluster, now: later })).status;
  assert.deepEqual(same, first);
  const gone = decideCluster(
    observed({}, { cluster, pods: [], now: later }),
  ).status;
  assert.equal(gone.conditions[0]?.lastTransitionTime, later);
  assert.equal(gone.currentPrimary, 'orders-1');
});

test('the last backup says whether backups are good', () => {
  const backup = (phase: 'completed' | 'failed', stoppedAt: string) => ({
    spec: { cluster: { name: 'orders' }, method: 'barmanObjectStore' },
    status: { phase, stoppedAt, error: 'disk full' },
  });
  const good = backup('completed', '2026-01-01T00:00:00Z');
  const bad = backup('failed', '2026-01-02T00:00:00Z');
  const of = (...backups: object[]) =>
    decideCluster(observed({}, { backups: backups as Observed['backups'] }))
      .status;
  assert.equal(of().conditions.length, 1);
  assert.equal(of(good).conditions[1]?.status, 'True');
  const worse = of(good, bad);
  assert.deepEqual(
    [worse.conditions[1]?.status, worse.conditions[1]?.message],
    ['False', 'disk full'],
  );
  assert.equal(worse.lastSuccessfulBackup, '2026-01-01T00:00:00Z');
});

test('the Secret of the application leads to the service, and nothing else holds the password', () => {
  const [secret] = secrets(clusterOf(), 'p-w');
  assert.equal(nameOf(secret ?? {}), 'orders-app');
  assert.equal(
    secret?.stringData?.uri,
    'postgresql://app:p-w@orders-rw.shop:5432/app',
  );
  assert.equal(secret?.stringData?.pgpass, 'orders-rw:5432:app:app:p-w\n');
  const given = observed({}, { ...empty, password: 'p-w' });
  const others = decideCluster(given).actions.filter(
    action => !JSON.stringify(action).includes('"Secret"'),
  );
  assert.ok(
    !JSON.stringify([others, decideCluster(given).status]).includes('p-w'),
  );
});
