import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
} from 'kubernetes-types/autoscaling/v2';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';

type Autoscaler = NonNullable<PlacementDetail['autoscaler']>;

/**
 * Whether an autoscaler leaves a workload alone that is to have so many replicas: Kubernetes
 * takes zero for the wish to pause it, unless it may scale to zero by itself.
 */
export function pausesAt(
  { spec }: HorizontalPodAutoscaler,
  replicas: number,
): boolean {
  return replicas === 0 && (spec?.minReplicas ?? 1) > 0;
}

/** What scales a workload, by what, and how far it is from that. */
export function autoscalerOf(
  autoscaler: HorizontalPodAutoscaler,
  replicas: number,
): Autoscaler {
  const { metadata, spec, status } = autoscaler;
  const current = new Map(
    (status?.currentMetrics ?? []).map(metric => [nameOf(metric), metric]),
  );
  return {
    name: metadata?.name ?? '',
    min: spec?.minReplicas ?? 1,
    max: spec?.maxReplicas ?? 1,
    current: status?.currentReplicas ?? 0,
    desired: status?.desiredReplicas ?? 0,
    paused: pausesAt(autoscaler, replicas),
    metrics: (spec?.metrics ?? []).map(metric => {
      const name = nameOf(metric);
      const target = partOf(metric)?.target;
      return {
        name,
        current: valueOf(partOf(current.get(name))?.current, target),
        target: valueOf(target, target),
      };
    }),
  };
}

type Metric = MetricSpec | MetricStatus;

function partOf(
  metric: Metric | undefined,
): { target?: MetricTarget; current?: MetricValueStatus } | undefined {
  return (
    metric?.resource ??
    metric?.containerResource ??
    metric?.pods ??
    metric?.object ??
    metric?.external
  );
}

function nameOf(metric: Metric): string {
  const { resource, containerResource, pods, object, external } = metric;
  const container = containerResource && `${containerResource.container}/`;
  return (
    resource?.name ??
    (container && `${container}${containerResource.name}`) ??
    (pods ?? object ?? external)?.metric.name ??
    metric.type
  );
}

/** A value in the measure in which its target is set. */
function valueOf(
  value: MetricTarget | MetricValueStatus | undefined,
  target: MetricTarget | undefined,
): string | undefined {
  if (target?.averageUtilization !== undefined) {
    const { averageUtilization } = value ?? {};
    return averageUtilization === undefined
      ? undefined
      : `${averageUtilization}%`;
  }
  return target?.averageValue !== undefined
    ? value?.averageValue
    : value?.value;
}

/** What guards the pods of a workload from being taken away. */
export function budgetOf(
  budgets: readonly PodDisruptionBudget[],
): PlacementDetail['budget'] {
  const [budget] = [...budgets].sort((one, other) =>
    (one.metadata?.name ?? '') < (other.metadata?.name ?? '') ? -1 : 1,
  );
  if (!budget) return undefined;
  const { minAvailable, maxUnavailable } = budget.spec ?? {};
  return {
    name: budget.metadata?.name ?? '',
    rule:
      minAvailable === undefined
        ? `maxUnavailable ${maxUnavailable ?? 1}`
        : `minAvailable ${minAvailable}`,
    allowedDisruptions: budget.status?.disruptionsAllowed ?? 0,
  };
}
