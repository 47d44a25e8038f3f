import type { PodDisruptionBudgetStatus } from 'kubernetes-types/policy/v1';
import { around, fixture, judged } from '../__testUtils__/scene';
import { findBlindAutoscaler, findBlockedDisruption } from './workload';

describe('a workload as a whole', () => {
  it.each([
    ['asleep', 'healthy'],
    ['statefulset', 'healthy'],
    ['daemonset', 'progressing'],
  ])('%s is %s without a cause', (name, status) => {
    expect(judged(fixture(name))).toMatchObject({ status, causes: [] });
  });

  it('a budget that lets no pod leave a node that is emptied is told', () => {
    expect(judged(fixture('drained-node'))).toMatchObject({
      status: 'degraded',
      causes: [
        [
          'degraded',
          2,
          {
            kind: 'disruption-blocked',
            budget: 'guard',
            healthy: 2,
            wanted: 2,
            lacks: 'replicas',
          },
        ],
      ],
    });
  });

  it('a budget that is used up harms nobody while nothing waits for it', () => {
    const objects = fixture('drained-node');
    const nodes = (objects.nodes ?? []).map(node => ({ ...node, spec: {} }));
    expect(findBlockedDisruption(around({ ...objects, nodes }))).toEqual([]);
  });

  const failed = {
    ...{ type: 'DisruptionAllowed', status: 'False', reason: 'SyncFailed' },
    ...{ message: '', lastTransitionTime: '2026-11-22T03:18:52Z' },
  };
  type Told = {
    readonly spec?: object;
    readonly healthy?: number;
    readonly wanted?: number;
    readonly expected?: number;
    readonly status?: Partial<PodDisruptionBudgetStatus>;
    readonly kind?: 'DaemonSet';
  };
  it.each<[string, Told, string | undefined]>([
    ['lets none be unavailable', { spec: { maxUnavailable: 0 } }, 'leeway'],
    ['lets 0% be unavailable', { spec: { maxUnavailable: '0%' } }, 'leeway'],
    ['wants all available', { spec: { minAvailable: '100%' } }, 'leeway'],
    [
      'wants as many as there are',
      { spec: { minAvailable: 2 }, wanted: 2, expected: 2 },
      'replicas',
    ],
    [
      'wants as many as there are, of which one is not healthy',
      { spec: { minAvailable: 2 }, healthy: 1, wanted: 2, expected: 2 },
      'replicas',
    ],
    [
      'has one that is not healthy',
      { spec: { maxUnavailable: 1 }, healthy: 2, wanted: 2, expected: 3 },
      undefined,
    ],
    [
      'was just made',
      { spec: { minAvailable: 2 }, healthy: 0, wanted: 0, expected: 0 },
      'count',
    ],
    [
      'was changed since it was counted',
      { spec: { minAvailable: 2 }, status: { observedGeneration: 0 } },
      'count',
    ],
    [
      'cannot be counted',
      { spec: { minAvailable: '50%' }, status: { conditions: [failed] } },
      'count',
    ],
    [
      'lets none be unavailable, and was just made',
      { spec: { maxUnavailable: 0 }, healthy: 0, wanted: 0, expected: 0 },
      'leeway',
    ],
    [
      'wants as many as there are of a DaemonSet',
      { spec: { minAvailable: 2 }, kind: 'DaemonSet' },
      undefined,
    ],
  ])('tells what would let a pod go of a budget that %s', (_, told, lacks) => {
    const { spec, healthy = 2, wanted = 2, expected = 2, kind } = told;
    const objects = fixture('drained-node');
    const poddisruptionbudgets = objects.poddisruptionbudgets?.map(one => ({
      ...one,
      spec: { selector: one.spec?.selector, ...spec },
      status: {
        currentHealthy: healthy,
        desiredHealthy: wanted,
        disruptionsAllowed: 0,
        expectedPods: expected,
        observedGeneration: 1,
        ...told.status,
      },
    }));
    const { workload, ...beside } = around({
      ...objects,
      poddisruptionbudgets,
    });
    const [{ facts }] = findBlockedDisruption({
      ...beside,
      workload: { ...workload, ...(kind && { kind }) } as typeof workload,
    });
    const isCounted = lacks !== 'count' && expected > 0;
    expect({ lacks: undefined, ...facts }).toMatchObject({ lacks });
    expect('wanted' in facts).toBe(isCounted);
  });

  const usedUp = '2026-11-22T03:18:52Z';
  it.each<[string, string | undefined, string | undefined]>([
    ['a node was cordoned', '2026-11-22T03:30:00Z', '2026-11-22T03:30:00Z'],
    [
      'it is used up on a node that was cordoned before',
      '2026-11-22T03:10:00Z',
      usedUp,
    ],
    [
      'nobody knows when, where nothing tells of the cordon',
      undefined,
      undefined,
    ],
  ])('a budget holds pods since %s', (_, timeAdded, since) => {
    const objects = fixture('drained-node');
    const taint = {
      ...{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
      timeAdded,
    };
    const nodes = objects.nodes?.map(node => ({
      ...node,
      spec: { ...node.spec, taints: timeAdded ? [taint] : [] },
    }));
    const found = findBlockedDisruption(around({ ...objects, nodes }));
    expect(found.map(one => one.since)).toEqual([since]);
    expect(judged({ ...objects, nodes }).since).toBe(since);
  });

  it('an autoscaler is blind only when there is something to see', () => {
    const objects = fixture('readiness-probe');
    const [deployment] = objects.deployments ?? [];
    const status = { ...deployment.status, readyReplicas: 1 };
    expect(findBlindAutoscaler(around(objects))).toEqual([]);
    const ready = { ...objects, deployments: [{ ...deployment, status }] };
    expect(findBlindAutoscaler(around(ready))).toMatchObject([
      {
        facts: {
          kind: 'autoscaler-blind',
          autoscaler: 'blind',
          said: expect.stringContaining('unable to compute the replica count'),
        },
      },
    ]);
  });

  it.each([
    ['FailedGetResourceMetric', undefined],
    ['FailedGetContainerResourceMetric', undefined],
    ['FailedGetPodsMetric', true],
    ['FailedGetExternalMetric', true],
  ])(
    'an autoscaler that says %s looks at other metrics: %s',
    (reason, custom) => {
      const objects = fixture('readiness-probe');
      const [deployment] = objects.deployments ?? [];
      const [autoscaler] = objects.horizontalpodautoscalers ?? [];
      const [finding] = findBlindAutoscaler(
        around({
          ...objects,
          deployments: [
            {
              ...deployment,
              status: { ...deployment.status, readyReplicas: 1 },
            },
          ],
          horizontalpodautoscalers: [
            {
              ...autoscaler,
              status: {
                ...autoscaler.status,
                desiredReplicas: 0,
                conditions: [
                  { type: 'ScalingActive', status: 'False', reason },
                ],
              },
            },
          ],
        }),
      );
      expect(Object(finding?.facts).custom).toBe(custom);
    },
  );
});
