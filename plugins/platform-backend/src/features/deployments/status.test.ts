import type { Cause } from '@pilothouse/plugin-platform-common';
import type { Surroundings } from './around';
import type { Condition } from './conditions';
import { sinceOf } from './status';

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

function around(kind: string, ...conditions: Condition[]): Surroundings {
  const pod = {
    metadata: {},
    status: {
      conditions: [
        { type: 'Ready', status: 'True', lastTransitionTime: at(9) },
      ],
    },
  };
  return {
    workload: { kind, object: { status: { conditions } } },
    pods: [{ pod }],
  } as unknown as Surroundings;
}

describe('a healthy workload is so', () => {
  it.each<[string, Surroundings, string]>([
    [
      'since it became available',
      around('Deployment', available(5), progressing(2, complete)),
      at(5),
    ],
    [
      'since its last rollout was complete, though it was available before',
      around('Deployment', available(2), progressing(5, complete)),
      at(5),
    ],
    [
      'whatever a rollout says that is not complete',
      around('Deployment', available(2), progressing(5, 'ReplicaSetUpdated')),
      at(2),
    ],
    [
      'since its last pod is ready where it is not told to be available',
      around('Deployment', available(2, 'False')),
      at(9),
    ],
    [
      'since its last pod is ready where there is no such condition',
      around('StatefulSet'),
      at(9),
    ],
  ])('%s', (_, surroundings, moment) => {
    expect(sinceOf('healthy', surroundings, [])).toBe(moment);
  });
});

/** Pods of two, each not ready since a minute after it was ready, or never so. */
function failedAround(
  rollout: 'stuck' | 'complete',
  serving: number,
  ...pods: {
    readonly ready: boolean;
    readonly since: number;
    readonly restarts?: number;
  }[]
): Surroundings {
  const condition = (type: string, status: string, minute: number) => ({
    type,
    status,
    lastTransitionTime: at(minute),
  });
  const reason = 'ProgressDeadlineExceeded';
  return {
    workload: {
      kind: 'Deployment',
      metadata: {},
      object: {
        spec: { replicas: 2 },
        status: {
          availableReplicas: serving,
          conditions: [
            rollout === 'stuck'
              ? { ...progressing(8, reason), lastTransitionTime: at(8) }
              : progressing(0, complete),
          ],
        },
      },
    },
    pods: pods.map(({ ready, since, restarts = 0 }) => ({
      pod: {
        metadata: {},
        spec: { containers: [{ name: 'app' }] },
        status: {
          conditions: [
            condition('Initialized', 'True', ready ? 0 : since),
            condition('Ready', 'False', since),
          ],
          containerStatuses: [
            { name: 'app', restartCount: restarts, state: { running: {} } },
          ],
        },
      },
    })),
  } as unknown as Surroundings;
}

describe('a failed workload is so', () => {
  const cause = (minute: number): Cause => ({
    severity: 'failed',
    since: at(minute),
    pods: 1,
    facts: { kind: 'not-ready' },
  });
  it.each<[string, Surroundings, number]>([
    [
      'since its rollout was stuck where an earlier revision serves',
      failedAround('stuck', 1, { ready: false, since: 1 }),
      8,
    ],
    [
      'since the last of its pods ceased to serve',
      failedAround(
        'complete',
        0,
        { ready: true, since: 3 },
        { ready: true, since: 6 },
      ),
      6,
    ],
    [
      'since its trouble began where none of its pods ever served',
      failedAround('complete', 0, { ready: false, since: 5 }),
      2,
    ],
    [
      'since its trouble began where a pod is ready between two crashes',
      failedAround('complete', 0, { ready: true, since: 6, restarts: 4 }),
      2,
    ],
    [
      'since nothing serves, whenever its rollout was stuck',
      failedAround('stuck', 0, { ready: true, since: 4 }),
      4,
    ],
  ])('%s', (_, surroundings, minute) => {
    expect(sinceOf('failed', surroundings, [cause(2)])).toBe(at(minute));
  });
});
