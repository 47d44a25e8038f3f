import type { CauseFacts } from '@pilothouse/plugin-platform-common';
import type { PodAround, Surroundings } from '../around';
import { conditionOf } from '../conditions';
import { earliest, latest } from '../moments';
import { replicasOf, rolloutOf, updatedAvailable } from '../rollout';
import { containersOf, inPods, unreadySince } from './containers';
import type { Finder } from './Finding';
import { cordonedAt } from './nodes';

/** A rollout that has not moved within its deadline. */
export const findMissedDeadline: Finder = ({ workload, replicaSets }) => {
  const rollout = rolloutOf(workload);
  if (workload.kind !== 'Deployment' || rollout.kind !== 'stuck') return [];
  const { object } = workload;
  const { desired } = replicasOf(workload);
  return [
    {
      facts: {
        kind: 'deadline-exceeded',
        deadlineSeconds: object.spec?.progressDeadlineSeconds,
      },
      blocking: true,
      pods: Math.max(0, desired - updatedAvailable(workload, replicaSets)),
      since: rollout.since,
      raw: conditionOf(object, 'Progressing')?.message,
    },
  ];
};

/** Pods that run and do not say that they are ready. */
export const findUnready: Finder = inPods(({ pod }) => {
  const ready = conditionOf(pod, 'Ready');
  const states = containersOf(pod).filter(({ init }) => !init);
  const runs = states.length > 0 && states.every(({ state }) => state.running);
  if (!runs || ready?.status !== 'False') return [];
  return [
    {
      facts: { kind: 'not-ready' },
      blocking: false,
      since: unreadySince(pod),
      raw: ready.message ?? ready.reason,
    },
  ];
});

/** Reasons of metrics that come by an adapter, not from the metrics server. */
const otherMetrics = /^FailedGet(Pods|Object|External)Metric$/;

/** An autoscaler that cannot see what it should scale by, though there is something to see. */
export const findBlindAutoscaler: Finder = ({ autoscaler, workload, pods }) => {
  if (!autoscaler || replicasOf(workload).ready === 0) return [];
  const trouble = ['AbleToScale', 'ScalingActive']
    .map(type => conditionOf(autoscaler, type))
    .find(
      condition =>
        condition?.status === 'False' && condition.reason !== 'ScalingDisabled',
    );
  if (!trouble) return [];
  return [
    {
      facts: {
        kind: 'autoscaler-blind',
        autoscaler: autoscaler.metadata?.name ?? '',
        ...(otherMetrics.test(trouble.reason ?? '') && { custom: true }),
        said: trouble.message,
      },
      blocking: false,
      pods: pods.length,
      since: trouble.lastTransitionTime,
      raw: [trouble.reason, trouble.message].filter(Boolean).join(': '),
    },
  ];
};

/**
 * A budget that lets no pod go although a node is being emptied. Rollouts are not held by
 * budgets, and a budget that is used up harms nobody as long as nothing waits for it.
 */
export const findBlockedDisruption: Finder = ({
  budgets,
  pods,
  workload: { kind },
}) => {
  const leaving = pods.filter(
    ({ pod, node }) =>
      node &&
      node !== 'gone' &&
      node.spec?.unschedulable &&
      !pod.metadata?.deletionTimestamp,
  );
  if (leaving.length === 0) return [];
  return budgets
    .filter(({ status }) => status && status.disruptionsAllowed === 0)
    .map(budget => ({
      facts: {
        kind: 'disruption-blocked',
        budget: budget.metadata?.name ?? '',
        ...(isCounted(budget) && {
          healthy: budget.status?.currentHealthy,
          wanted: budget.status?.desiredHealthy,
        }),
        lacks: lackOf(budget, kind),
      },
      blocking: false,
      pods: leaving.length,
      since: heldSince(budget, leaving),
      raw: conditionOf(budget, 'DisruptionAllowed')?.reason,
    }));
};

type Budget = Surroundings['budgets'][number];

/** What would let a pod go, where more ready ones of those that there are would not. */
function lackOf(
  budget: Budget,
  kind: Surroundings['workload']['kind'],
): Extract<CauseFacts, { kind: 'disruption-blocked' }>['lacks'] {
  const { maxUnavailable, minAvailable } = budget.spec ?? {};
  const isStrict =
    minAvailable === '100%' || [0, '0', '0%'].some(no => no === maxUnavailable);
  if (isStrict) return 'leeway';
  if (!isCounted(budget)) return 'count';
  const { expectedPods = 0, desiredHealthy = 0 } = budget.status ?? {};
  // Of a DaemonSet there are as many as there are nodes for it.
  const isScarce = kind !== 'DaemonSet' && expectedPods <= desiredHealthy;
  return isScarce ? 'replicas' : undefined;
}

/** Whether the counts of a budget are those of its pods, as it is now. */
function isCounted(budget: Budget): boolean {
  const { metadata, status } = budget;
  const { expectedPods, observedGeneration = 0 } = status ?? {};
  return (
    Boolean(expectedPods) &&
    observedGeneration >= (metadata?.generation ?? 0) &&
    conditionOf(budget, 'DisruptionAllowed')?.reason !== 'SyncFailed'
  );
}

/** Since when a budget holds pods that are to go: a node is emptied, and it lets none go. */
function heldSince(
  budget: Budget,
  leaving: readonly PodAround[],
): string | undefined {
  const allowed = conditionOf(budget, 'DisruptionAllowed');
  const usedUp =
    allowed?.status === 'False' ? allowed.lastTransitionTime : undefined;
  const cordoned = leaving.map(({ node }) => cordonedAt(node));
  const isKnown = usedUp && cordoned.every(moment => moment !== undefined);
  return isKnown ? latest([usedUp, earliest(cordoned)]) : undefined;
}
