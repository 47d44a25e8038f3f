import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import { autoscalerOf } from './scaling';

/** As a real cluster tells it some seconds after its workload was scaled to zero. */
function autoscaler(minReplicas: number): HorizontalPodAutoscaler {
  const reason = 'ScalingDisabled';
  return {
    metadata: { name: 'web' },
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'web' },
      minReplicas,
      maxReplicas: 5,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
      ],
    },
    status: {
      currentReplicas: 0,
      desiredReplicas: 0,
      currentMetrics: [],
      conditions: [{ type: 'ScalingActive', status: 'False', reason }],
    },
  };
}

it.each([
  ['is paused where none are wanted', 1, 0, true],
  ['works where it may scale to zero by itself', 0, 0, false],
  ['works again as soon as some are wanted', 1, 2, false],
])('an autoscaler %s', (_, min, replicas, paused) => {
  expect(autoscalerOf(autoscaler(min), replicas)).toEqual({
    name: 'web',
    min,
    max: 5,
    current: 0,
    desired: 0,
    paused,
    metrics: [{ name: 'cpu', current: undefined, target: '70%' }],
  });
});
