import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideEtcd, type EtcdObserved, type MemberAction } from './decide.ts';
import { service, state, statefulSet } from './desired.ts';
import type { Member, MemberAnswer } from './etcd-client.ts';
import type { EtcdCluster, EtcdClusterStatus } from './model.ts';

const NOW = '2026-01-02T03:04:05Z';

function clusterOf(size: number): EtcdCluster {
  return {
    metadata: { name: 'keys', namespace: 'shop', uid: 'u-1', generation: 3 },
    spec: {
      size,
      version: 'v3.6.11',
      imageRegistry: 'gcr.io/etcd-development/etcd',
      storageSpec: { volumeSizeRequest: '1Gi' },
    },
  };
}

const peer = (number: number) =>
  `http://keys-${number}.keys.shop.svc.cluster.local:2380`;

function member(number: number, differing: Partial<Member> = {}): Member {
  return {
    ID: String(100 + number),
    name: `keys-${number}`,
    peerURLs: [peer(number)],
    isLearner: false,
    ...differing,
  };
}

const learner = (number: number) => member(number, { isLearner: true });

function answer(number: number, isHealthy = true): MemberAnswer {
  const id = String(100 + number);
  return { id, version: '3.6.11', leader: '100', isHealthy };
}

interface Situation {
  readonly size: number;
  /** Servers that the StatefulSet asks for; 0 where there is none. */
  readonly running: number;
  /** The cluster's own list; left out where no member answers. */
  readonly members?: readonly Member[];
  /** Numbers of the members that answer, and of those that do not agree with the others. */
  readonly answering?: readonly number[];
  readonly unhealthy?: readonly number[];
}

function observed(situation: Situation): EtcdObserved {
  const { size, running, members, unhealthy = [] } = situation;
  const { answering = [...Array(running).keys()] } = situation;
  const resource = clusterOf(size);
  const set = statefulSet(resource, running);
  const status = {
    replicas: running,
    readyReplicas: running,
    updatedReplicas: running,
  };
  const answers = answering.map(
    number =>
      [`keys-${number}`, answer(number, !unhealthy.includes(number))] as const,
  );
  return {
    resource,
    image: { kind: 'ready' },
    parts: {
      statefulSets: running === 0 ? [] : [{ ...set, status }],
      services: [service(resource)],
      configMaps: [state(resource, running)],
      pods: [],
      claims: [],
      secrets: [],
    },
    seen: { answers: Object.fromEntries(answers), ...(members && { members }) },
    now: NOW,
  };
}

/** What is decided: how many servers there are to be, and what is changed of the list. */
function decided(of: EtcdObserved) {
  const { actions } = decideEtcd(of);
  const [change] = actions.filter((action): action is MemberAction =>
    action.kind.startsWith('own-'),
  );
  const [applied] = actions.flatMap(action =>
    action.kind === 'apply' && action.path.includes('statefulsets')
      ? [action.object as { spec: { replicas: number } }]
      : [],
  );
  const [claim] = actions.flatMap(action =>
    action.kind === 'delete' ? [action.path.split('/').at(-1)] : [],
  );
  return { servers: applied?.spec.replicas, change, claim };
}

const [one, three] = [[member(0)], [member(0), member(1), member(2)]];

const steps: readonly (Situation & {
  readonly when: string;
  readonly servers?: number;
  readonly change?: MemberAction;
  /** The disk that goes. */
  readonly claim?: string;
})[] = [
  { when: 'it is new', size: 3, running: 0, servers: 1 },
  { when: 'the first has not begun', size: 3, running: 1, answering: [] },
  { when: 'it is as it is wanted', size: 1, running: 1, members: one },
  {
    when: 'there are too few members',
    size: 3,
    running: 1,
    members: one,
    change: { kind: 'own-add', peerUrl: peer(1) },
  },
  {
    when: 'a member was added: its server is begun',
    size: 3,
    running: 1,
    members: [member(0), { ...learner(1), name: '' }],
    servers: 2,
  },
  {
    when: 'the new server does not answer yet',
    size: 3,
    running: 2,
    members: [member(0), { ...learner(1), name: '' }],
    answering: [0],
  },
  {
    when: 'the new server answers',
    size: 3,
    running: 2,
    members: [member(0), learner(1)],
    unhealthy: [1],
    change: { kind: 'own-promote', id: '101' },
  },
  {
    when: 'a member does not answer: none is added',
    size: 5,
    running: 3,
    members: three,
    answering: [0, 1],
  },
  {
    when: 'a member does not agree: none is removed',
    size: 1,
    running: 3,
    members: three,
    unhealthy: [2],
  },
  {
    when: 'there are too many members: the last goes',
    size: 1,
    running: 3,
    members: three,
    change: { kind: 'own-remove', id: '102' },
  },
  {
    when: 'a member was removed: its server ends, and its disk goes',
    size: 1,
    running: 3,
    members: three.slice(0, 2),
    servers: 2,
    claim: 'etcd-data-keys-2',
  },
  {
    when: 'somebody removed two: the last server ends first',
    size: 3,
    running: 3,
    members: one,
    servers: 2,
    claim: 'etcd-data-keys-2',
  },
  {
    when: 'somebody removed another than the last: no healthy server ends',
    size: 3,
    running: 3,
    members: [member(0), member(2)],
    answering: [0, 2],
  },
  {
    when: 'somebody added a member that is none of its servers',
    size: 1,
    running: 1,
    members: [member(0), member(7)],
  },
  {
    when: 'no member answers: nothing is touched',
    size: 5,
    running: 3,
    answering: [],
  },
];

for (const { when, servers, change, claim, ...situation } of steps) {
  test(`what is done when ${when}`, () => {
    assert.deepEqual(decided(observed(situation)), { servers, change, claim });
  });
}

test('a new member is told of all, before its server is asked for', () => {
  const of = observed({
    size: 3,
    running: 1,
    members: [member(0), learner(1)],
  });
  const paths = decideEtcd(of).actions.map(action =>
    'path' in action ? action.path : action.kind,
  );
  assert.deepEqual(paths, [
    '/api/v1/namespaces/shop/configmaps/keys-state',
    '/apis/apps/v1/namespaces/shop/statefulsets/keys',
  ]);
  assert.deepEqual(state(of.resource, 2).data, {
    ETCD_INITIAL_CLUSTER_STATE: 'existing',
    ETCD_INITIAL_CLUSTER: `keys-0=${peer(0)},keys-1=${peer(1)}`,
    ETCD_DATA_DIR: '/var/lib/etcd',
  });
});

test('members begin together, but a set that is there keeps its policy', () => {
  const cluster = clusterOf(3);
  const made = statefulSet(cluster, 3);
  const policyOf = (set: typeof made) => set.spec?.podManagementPolicy;
  assert.equal(policyOf(made), 'Parallel');
  const ordered = {
    ...made,
    spec: { ...made.spec, podManagementPolicy: 'OrderedReady' },
  } as typeof made;
  assert.equal(policyOf(statefulSet(cluster, 3, ordered)), 'OrderedReady');
});

const statusFrom = (of: EtcdObserved) =>
  decideEtcd(of).status as EtcdClusterStatus;
const conditions = (of: EtcdObserved) =>
  Object.fromEntries(
    statusFrom(of).conditions.map(({ type, status }) => [type, status]),
  );

test('a removed member that is not the last is told of', () => {
  const of = observed({
    size: 3,
    running: 3,
    members: [member(0), member(2)],
    answering: [0, 2],
  });
  const told = statusFrom(of).conditions.map(({ message }) => message);
  assert.match(told.join(' '), /keys-1 is no longer a member/);
});

const tellings: readonly (Situation & {
  readonly when: string;
  readonly says: Readonly<Record<string, string>>;
})[] = [
  {
    when: 'all answer',
    size: 3,
    running: 3,
    members: three,
    says: { Available: 'True', Progressing: 'False', Degraded: 'False' },
  },
  {
    when: 'one of three does not',
    size: 3,
    running: 3,
    members: three,
    answering: [0, 1],
    says: { Available: 'True', Progressing: 'True', Degraded: 'True' },
  },
  {
    when: 'one learns',
    size: 3,
    running: 2,
    members: [member(0), learner(1)],
    unhealthy: [1],
    says: { Available: 'True', Progressing: 'True', Degraded: 'False' },
  },
  {
    when: 'two of three do not',
    size: 3,
    running: 3,
    members: three,
    answering: [0],
    says: { Available: 'False', Progressing: 'True', Degraded: 'True' },
  },
];

for (const { when, says, ...situation } of tellings) {
  test(`what the conditions say when ${when}`, () => {
    assert.deepEqual(conditions(observed(situation)), says);
  });
}

test('the status names members and leader as etcd does', () => {
  const { leaderID, members, memberCount, currentVersion } = statusFrom(
    observed({ size: 1, running: 1, members: one }),
  );
  assert.deepEqual(
    { leaderID, members, memberCount, currentVersion },
    {
      leaderID: '64',
      memberCount: 1,
      currentVersion: '3.6.11',
      members: [
        {
          id: '64',
          name: 'keys-0',
          version: '3.6.11',
          isHealthy: true,
          isLeader: true,
        },
      ],
    },
  );
});

test('members that no longer answer are not forgotten', () => {
  const before = statusFrom(observed({ size: 1, running: 1, members: one }));
  const silent = observed({ size: 1, running: 1, answering: [] });
  const of = { ...silent, resource: { ...silent.resource, status: before } };
  const { memberCount, members } = statusFrom(of);
  assert.equal(memberCount, 1);
  assert.deepEqual(
    members.map(({ name, isHealthy }) => [name, isHealthy]),
    [['keys-0', false]],
  );
  assert.deepEqual(conditions(of), {
    Available: 'False',
    Progressing: 'True',
    Degraded: 'True',
  });
});
