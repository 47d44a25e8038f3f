import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { currentSinceOf } from './current-since';
import type { Workload } from './workload';

const at = (hour: number) => `2031-04-01T0${hour}:00:00Z`;
const kept = (hour: number, history?: string): { metadata: ObjectMeta } => ({
  metadata: {
    creationTimestamp: at(hour),
    ...(history && {
      annotations: { 'deployment.kubernetes.io/revision-history': history },
    }),
  },
});

function workload(
  kind: Workload['kind'],
  reason?: string,
  replicas = 1,
): Workload {
  const conditions = reason
    ? [
        {
          type: 'Progressing',
          status: 'True',
          reason,
          lastTransitionTime: at(1),
          lastUpdateTime: at(7),
        },
      ]
    : [];
  return {
    cluster: 'east',
    namespace: 'shop',
    name: 'web',
    uid: 'u1',
    metadata: {},
    template: {},
    kind,
    object: { status: { conditions, replicas } },
  } as Workload;
}

const complete = 'NewReplicaSetAvailable';

it.each<
  [
    string,
    ReturnType<typeof kept>[],
    Workload,
    ReturnType<typeof at> | undefined,
  ]
>([
  ['is new', [kept(3), kept(2)], workload('Deployment', complete), at(3)],
  ['is the only one', [kept(3)], workload('StatefulSet'), at(3)],
  [
    'was gone back to',
    [kept(2, '1'), kept(3)],
    workload('Deployment', complete),
    at(7),
  ],
  [
    'was gone back to, and the others are no longer kept',
    [kept(2, '1')],
    workload('Deployment', complete),
    at(7),
  ],
  [
    'is being gone back to',
    [kept(2, '1'), kept(3)],
    workload('Deployment', 'ReplicaSetUpdated'),
    undefined,
  ],
  [
    'was gone back to without a pod, which changes no condition',
    [kept(2, '1'), kept(3)],
    workload('Deployment', complete, 0),
    undefined,
  ],
  [
    'was gone back to, of a kind that does not tell when',
    [kept(2), kept(3)],
    workload('DaemonSet'),
    undefined,
  ],
])('when the current one %s', (_, all, of, expected) => {
  const [current] = all;
  expect(currentSinceOf(current, all, of)).toBe(expected);
});
