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
