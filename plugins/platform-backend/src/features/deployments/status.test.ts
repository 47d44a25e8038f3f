import type { Cause } from '@pilothouse/plugin-platform-common';
import type { Surroundings } from './around';
import type { Condition } from './conditions';
import type { Finding } from './causes';
import { replicasThatServe, sinceOf, statusOf } from './status';

const at = (minute: number) => `2031-04-01T08:0${minute}:00Z`;
const available = (minute: number, status = 'True'): Condition => ({
  type: 'Available',
  status,
  lastTransitionTime: at(minute),
});
const progressing = (minute: number, reason: string): Condition => ({
  type: 'Progressing',
  status: 'True',
  reason,
  lastTransitionTime: at(0),
  lastUpdateTime: at(minute),
});
const complete = 'NewReplicaSetAvailable';

/** A workload with a pod that is ready since minute 1, or others. */
function around(
  kind: string,
  conditions: Condition[],
  readyAt: readonly number[] = [1],
): Surroundings {
  const pods = readyAt.map(minute => ({
    pod: {
      metadata: {},
      status: {
        conditions: [
          { type: 'Ready', status: 'True', lastTransitionTime: at(minute) },
        ],
      },
    },
  }));
  return {
    workload: { kind, object: { status: { conditions } } },
    pods,
  } as unknown as Surroundings;
}

describe('a healthy workload is ready', () => {
  it.each<[string, Surroundings, string]>([
    [
      'since it became available',
      around('Deployment', [available(5), progressing(2, complete)]),
      at(5),
    ],
    [
      'since its last rollout was complete, though it was available before',
      around('Deployment', [available(2), progressing(5, complete)]),
      at(5),
    ],
    [
      'since its last pod is, though enough were available before',
      around('Deployment', [available(2), progressing(3, complete)], [2, 7]),
      at(7),
    ],
    [
      'whatever a rollout says that is not complete',
      around('Deployment', [available(2), progressing(5, 'ReplicaSetUpdated')]),
      at(2),
    ],
    [
      'since its last pod is where it is not told to be available',
      around('Deployment', [available(2, 'False')], [4, 9]),
      at(9),
    ],
    [
      'since its last pod is where there is no such condition',
      around('StatefulSet', [], [9, 4]),
      at(9),
    ],
  ])('%s', (_, surroundings, moment) => {
    expect(sinceOf('healthy', surroundings, [])).toBe(moment);
  });
});

/** A Deployment of three of which a revision was made at minute 4, after pods of another. */
function underWay(told: {
  readonly observed?: number;
  readonly reason?: string;
  readonly deadline?: boolean;
  readonly updated?: number;
  readonly earlierAt?: number;
  readonly unreadyAt?: readonly number[];
}): Surroundings {
  const { observed = 2, reason = 'ReplicaSetUpdated' } = told;
  const { deadline = true, updated = 1, earlierAt = 1, unreadyAt = [] } = told;
  const replicaSet = (number: number, minute: number) => ({
    metadata: {
      creationTimestamp: at(minute),
      annotations: { 'deployment.kubernetes.io/revision': `${number}` },
    },
  });
  const newest = replicaSet(2, 4);
  return {
    pods: [...around('Deployment', []).pods, ...unwell({}, ...unreadyAt).pods],
    replicaSets: [newest, replicaSet(1, earlierAt)],
    workload: {
      kind: 'Deployment',
      metadata: { generation: 2, annotations: newest.metadata.annotations },
      object: {
        spec: { replicas: 3 },
        status: {
          observedGeneration: observed,
          replicas: 3,
          updatedReplicas: updated,
          availableReplicas: 2,
          conditions: deadline ? [progressing(5, reason)] : [],
        },
      },
    },
  } as unknown as Surroundings;
}

/** A DaemonSet for three nodes, of a revision of minute 4, with a pod not ready since minute 7. */
function daemonSet(current: number): Surroundings {
  return {
    ...unwell({}, 7),
    controllerRevisions: [
      { revision: 2, metadata: { creationTimestamp: at(4) } },
      { revision: 1, metadata: { creationTimestamp: at(1) } },
    ],
    workload: {
      kind: 'DaemonSet',
      metadata: { generation: 2 },
      object: {
        status: {
          observedGeneration: 2,
          desiredNumberScheduled: 3,
          currentNumberScheduled: current,
          updatedNumberScheduled: 2,
        },
      },
    },
  } as unknown as Surroundings;
}

describe('a workload is on its way', () => {
  it.each<[string, Surroundings, string | undefined]>([
    [
      'since its rollout began, whenever the newest of its pods was made',
      underWay({ unreadyAt: [7] }),
      at(4),
    ],
    [
      'since the first of its pods is not ready where it went back to a revision',
      underWay({ earlierAt: 6, unreadyAt: [7, 8] }),
      at(7),
    ],
    [
      'since the first of its pods is not ready where no rollout is under way',
      underWay({ updated: 3, reason: complete, unreadyAt: [8] }),
      at(8),
    ],
    [
      'since a pod is not ready where a Deployment without a deadline lacks it',
      underWay({ deadline: false, updated: 3, unreadyAt: [8] }),
      at(8),
    ],
    [
      'since the revision was made where a DaemonSet has pods of another',
      daemonSet(3),
      at(4),
    ],
    [
      'since a pod is not ready where a DaemonSet lacks one and has none of another',
      daemonSet(2),
      at(7),
    ],
    [
      'since nobody knows when while its controller has not seen it',
      underWay({ observed: 1 }),
      undefined,
    ],
  ])('%s', (_, surroundings, moment) => {
    expect(sinceOf('progressing', surroundings, [])).toBe(moment);
  });
});

/** A Deployment of two whose pods have not been ready since these minutes. */
function unwell(
  told: { readonly stuckAt?: number; readonly unavailableAt?: number },
  ...unreadyAt: number[]
): Surroundings {
  const { stuckAt, unavailableAt } = told;
  const stuck = (minute: number) => ({
    ...progressing(minute, 'ProgressDeadlineExceeded'),
    lastTransitionTime: at(minute),
  });
  const conditions = [
    stuckAt === undefined ? progressing(0, complete) : stuck(stuckAt),
    unavailableAt === undefined
      ? available(0)
      : available(unavailableAt, 'False'),
  ];
  const pods = unreadyAt.map(minute => ({
    pod: {
      metadata: {},
      status: {
        conditions: [
          { type: 'Ready', status: 'False', lastTransitionTime: at(minute) },
        ],
      },
    },
  }));
  const object = { spec: { replicas: 2 }, status: { conditions } };
  const workload = { kind: 'Deployment', metadata: {}, object };
  return { workload, pods } as unknown as Surroundings;
}

describe('what is not well is so', () => {
  const cause = (severity: Cause['severity'], minute?: number): Cause => ({
    severity,
    since: minute === undefined ? undefined : at(minute),
    pods: 1,
    facts: { kind: 'not-ready' },
  });
  it.each<[string, Surroundings, number[], number]>([
    [
      'since its first trouble, whenever its rollout missed the deadline',
      unwell({ stuckAt: 8 }, 3),
      [8, 3],
      3,
    ],
    [
      'since the first of its pods ceased to be ready',
      unwell({}, 3, 6),
      [3, 6],
      3,
    ],
    [
      'since its trouble began, though a pod was ready between two crashes',
      unwell({}, 6),
      [2],
      2,
    ],
    [
      'since too few were available, whenever the pods of now came to be',
      unwell({ unavailableAt: 1 }, 7),
      [7],
      1,
    ],
    ['since a pod is not ready where no cause tells it', unwell({}, 5), [], 5],
  ])('%s', (_, surroundings, minutes, since) => {
    const found = (severity: Cause['severity']) =>
      minutes.map(minute => cause(severity, minute));
    expect(sinceOf('degraded', surroundings, found('degraded'))).toBe(
      at(since),
    );
    expect(sinceOf('failed', surroundings, found('failed'))).toBe(at(since));
  });

  it.each<[string, Cause[], number | undefined]>([
    [
      'since nobody knows when, where a cause has no date',
      [cause('degraded', 2), cause('degraded')],
      undefined,
    ],
    [
      'since what keeps it from its work, whatever is beside that',
      [cause('failed', 5), cause('degraded')],
      3,
    ],
  ])('%s', (_, causes, since) => {
    const [{ severity }] = causes;
    expect(sinceOf(severity, unwell({}, 3), causes)).toBe(
      since === undefined ? undefined : at(since),
    );
  });

  it('since the same moment when something worse comes to what there was', () => {
    const before = [cause('degraded', 2)];
    const then = [cause('failed', 7), ...before];
    const surroundings = unwell({}, 4);
    expect(sinceOf('degraded', surroundings, before)).toBe(at(2));
    expect(sinceOf('failed', surroundings, then)).toBe(at(2));
  });
});

/** A Deployment of three, of which one pod is ready until its next crash. */
function crashing(
  told: { readonly ready: number; readonly available: number },
  newest: { readonly ready: number; readonly available: number },
): Surroundings {
  const revision = { 'deployment.kubernetes.io/revision': '2' };
  const pod = {
    metadata: { name: 'bad', ownerReferences: [{ uid: 'new' }] },
    status: {
      conditions: [
        { type: 'Ready', status: 'True', lastTransitionTime: at(9) },
      ],
    },
  };
  const status = {
    ...{ replicas: 3, updatedReplicas: newest.ready },
    ...{ readyReplicas: told.ready, availableReplicas: told.available },
  };
  return {
    workload: {
      kind: 'Deployment',
      metadata: { annotations: revision },
      object: { spec: { replicas: 3, minReadySeconds: 30 }, status },
    },
    pods: [{ pod }],
    replicaSets: [
      {
        metadata: { uid: 'new', annotations: revision },
        status: {
          readyReplicas: newest.ready,
          availableReplicas: newest.available,
        },
      },
    ],
  } as unknown as Surroundings;
}

const inVain: Finding = {
  facts: { kind: 'not-ready' },
  blocking: true,
  pod: 'bad',
};

it.each<[string, Surroundings, number, string]>([
  [
    'that was counted as available',
    crashing({ ready: 3, available: 3 }, { ready: 2, available: 2 }),
    2,
    'degraded',
  ],
  [
    'that never was, as it crashes before it is available',
    crashing({ ready: 2, available: 1 }, { ready: 2, available: 1 }),
    1,
    'degraded',
  ],
  [
    'that is the only one of its release',
    crashing({ ready: 3, available: 2 }, { ready: 1, available: 0 }),
    2,
    'failed',
  ],
  [
    'that is the only one that is ready',
    crashing({ ready: 1, available: 1 }, { ready: 1, available: 1 }),
    0,
    'failed',
  ],
])('does not count a pod until its next crash %s', (_, of, serve, status) => {
  expect(replicasThatServe(of, [inVain]).available).toBe(serve);
  expect(statusOf(of, { kind: 'progressing' }, [inVain])).toBe(status);
});
