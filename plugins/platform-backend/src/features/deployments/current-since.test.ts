import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { currentSinceOf, wentBackAt } from './current-since';
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

const numbered = (hour: number, again: number): { metadata: ObjectMeta } => ({
  metadata: {
    ...kept(hour).metadata,
    managedFields: [{ manager: 'kube-controller-manager', time: at(again) }],
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
    'was gone back to, of a kind whose controller numbers it anew',
    [numbered(2, 6), numbered(3, 3)],
    workload('DaemonSet'),
    at(6),
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

it.each<[string, ReturnType<typeof kept>, Workload, string | undefined]>([
  [
    'is on its way',
    kept(2),
    workload('Deployment', 'ReplicaSetUpdated'),
    at(7),
  ],
  ['is there', kept(2), workload('Deployment', complete), at(7)],
  ['has no pod', kept(2), workload('Deployment', complete, 0), undefined],
  ['tells no condition', kept(2), workload('Deployment'), undefined],
  ['numbers what it keeps', numbered(2, 6), workload('StatefulSet'), at(6)],
])('when a workload went back that %s', (_, current, of, expected) => {
  expect(wentBackAt(current, of)).toBe(expected);
});
