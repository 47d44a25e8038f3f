import type {
  Cause,
  Rollout,
  Status,
} from '@pilothouse/plugin-platform-common';
import type { Surroundings } from './around';
import type { Finding } from './causes';
import { containersOf, unreadySince, wantedPods } from './causes/containers';
import { completedAt, conditionOf } from './conditions';
import { wasReady } from './ever-ready';
import { earliest, latest, notBefore } from './moments';
import { isObserved, replicasOf, rolloutOf, updatedAvailable } from './rollout';
import type { Workload } from './workload';

/**
 * How well a workload does. `failed`: nothing serves though something should, or a rollout
 * missed its deadline without one new replica. `progressing`: on its way, and nothing was
 * found that will not pass by itself.
 */
export function statusOf(
  { workload, pods, replicaSets }: Surroundings,
  rollout: Rollout,
  findings: readonly Finding[],
): Status {
  const { desired, available } = replicasOf(workload);
  const serves = available > 0;
  const worse = serves ? 'degraded' : 'failed';
  if (!isObserved(workload)) return 'progressing';
  if (desired === 0) return 'healthy';
  if (rollout.kind === 'stuck') {
    const some = updatedAvailable(workload, replicaSets) > 0;
    return some ? worse : 'failed';
  }
  const onItsWay = rollout.kind === 'progressing';
  if (!onItsWay && available >= desired) {
    return findings.length > 0 ? 'degraded' : 'healthy';
  }
  if (findings.some(({ blocking }) => blocking)) return worse;
  const starting = pods.every(({ pod }) => isStartingOrReady(pod));
  return onItsWay || starting ? 'progressing' : worse;
}

type PodOf = Surroundings['pods'][number]['pod'];

/** Whether a pod is ready, or has not been since its processes began. */
function isStartingOrReady(pod: PodOf): boolean {
  const unready = unreadySince(pod);
  if (pod.metadata?.deletionTimestamp || unready === undefined) return true;
  if (pod.status?.phase === 'Failed') return true;
  const containers = containersOf(pod).filter(({ init }) => !init);
  return containers.every(
    ({ status, state }) =>
      status.restartCount === 0 &&
      !state.terminated &&
      (!state.running || notBefore(state.running.startedAt, unready)),
  );
}

/** Since when it has been so, as far as the cluster tells. */
export function sinceOf(
  status: Status,
  surroundings: Surroundings,
  causes: readonly Cause[],
): string | undefined {
  const { workload } = surroundings;
  const pods = wantedPods(surroundings).map(({ pod }) => pod);
  switch (status) {
    case 'healthy':
      return (
        availableSince(workload) ??
        latest(pods.map(pod => conditionOf(pod, 'Ready')?.lastTransitionTime))
      );
    case 'progressing':
      return latest(pods.map(pod => pod.metadata?.creationTimestamp));
    case 'failed': {
      const rollout = rolloutOf(workload);
      const serves = replicasOf(workload).available > 0;
      // What serves beside a rollout was degraded at most until that was stuck.
      return serves && rollout.kind === 'stuck' && rollout.since
        ? rollout.since
        : latest([troubleSince(pods, causes), servedUntil(pods)]);
    }
    default:
      return troubleSince(pods, causes);
  }
}

/**
 * When the last of these pods that ever served ceased to. One that crashes again and again
 * is ready for moments between, which end no trouble.
 */
function servedUntil(pods: readonly PodOf[]): string | undefined {
  const steady = pods.filter(pod =>
    containersOf(pod).every(({ status }) => status.restartCount === 0),
  );
  return latest(steady.filter(wasReady).map(unreadySince));
}

/** When the first trouble began of those that lead. */
function troubleSince(
  pods: readonly PodOf[],
  causes: readonly Cause[],
): string | undefined {
  const [leading] = causes;
  const told = causes
    .filter(({ severity }) => severity === leading.severity)
    .map(({ since }) => since);
  return earliest(told) ?? earliest(pods.map(unreadySince));
}

/** A bad release leaves enough of the last one available: then it is well since it ended. */
function availableSince(workload: Workload): string | undefined {
  if (workload.kind !== 'Deployment') return undefined;
  const available = conditionOf(workload.object, 'Available');
  return available?.status === 'True'
    ? latest([available.lastTransitionTime, completedAt(workload.object)])
    : undefined;
}
