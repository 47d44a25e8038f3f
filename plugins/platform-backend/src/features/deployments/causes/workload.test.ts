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
