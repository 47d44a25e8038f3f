import { fixture, judged } from '../__testUtils__/scene';
import { schedulingReasons } from './scheduling';

describe('a pod that no node takes', () => {
  it.each([
    [
      'no-node-with-cpu',
      {
        kind: 'unschedulable',
        reasons: [
          { nodes: 1, reason: 'Insufficient cpu' },
          { nodes: 2, reason: 'node(s) had untolerated taint(s)' },
        ],
      },
    ],
    [
      'no-node-selected',
      {
        kind: 'unschedulable',
        reasons: [
          {
            nodes: 1,
            reason: "node(s) didn't match Pod's node affinity/selector",
          },
          { nodes: 2, reason: 'node(s) had untolerated taint(s)' },
        ],
        wishes: ['disk=ssd'],
      },
    ],
    [
      'claim-pending',
      {
        kind: 'volume-pending',
        claim: 'waiting',
        said: 'storageclass.storage.k8s.io "nope" not found',
      },
    ],
    [
      'no-claim',
      { kind: 'missing-object', object: 'PersistentVolumeClaim', name: 'gone' },
    ],
  ])('%s', (name, facts) => {
    const { status, causes } = judged(fixture(name));
    expect(status).toBe('failed');
    expect(causes).toEqual([
      ['failed', 1, { ...facts, pod: expect.any(String) }],
      ['failed', 1, { kind: 'deadline-exceeded', deadlineSeconds: 60 }],
    ]);
  });

  it.each([
    [
      '0/5 nodes are available: 2 Insufficient cpu, 3 node(s) had untolerated taint {node.kubernetes.io/unreachable: }. preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.',
      [
        { nodes: 2, reason: 'Insufficient cpu' },
        {
          nodes: 3,
          reason:
            'node(s) had untolerated taint {node.kubernetes.io/unreachable: }',
        },
      ],
    ],
    [
      '0/3 nodes are available: 1 node(s) had taints {a: b, c: d}, that the pod tolerates not, 2 Too many pods.',
      [
        { nodes: 1, reason: 'node(s) had taints {a: b, c: d}' },
        { reason: 'that the pod tolerates not' },
        { nodes: 2, reason: 'Too many pods' },
      ],
    ],
    [
      '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
      [{ reason: 'pod has unbound immediate PersistentVolumeClaims' }],
    ],
    [
      'no nodes available to schedule pods',
      [{ reason: 'no nodes available to schedule pods' }],
    ],
  ])('%s', (message, reasons) => {
    expect(schedulingReasons(message)).toEqual(reasons);
  });
});

it('tells what affinity asks of nodes', () => {
  const objects = fixture('no-node-selected');
  const matchExpressions = [
    { key: 'zone', operator: 'In', values: ['a', 'b'] },
    { key: 'gpu', operator: 'Exists' },
  ];
  const nodeAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions }],
    },
  };
  const pods = objects.pods?.map(pod => ({
    ...pod,
    spec: {
      containers: pod.spec?.containers ?? [],
      affinity: { nodeAffinity },
    },
  }));
  expect(judged({ ...objects, pods }).causes[0]).toMatchObject([
    'failed',
    1,
    { kind: 'unschedulable', wishes: ['zone In a, b', 'gpu Exists'] },
  ]);
});

it('an old version that still serves makes a rollout that misses its deadline no less a failure', () => {
  expect(judged(fixture('half-rolled-out'))).toMatchObject({
    status: 'failed',
    causes: [
      ['failed', 1, { kind: 'unschedulable' }],
      ['failed', 3, { kind: 'deadline-exceeded' }],
    ],
  });
});
