import type {
  Cause,
  ReplicaCounts,
  Rollout,
  Status,
} from '@pilothouse/plugin-platform-common';
import type { Surroundings } from './around';
import type { Finding } from './causes';
import {
  containersOf,
  podName,
  unreadySince,
  wantedPods,
} from './causes/containers';
import { completedAt, conditionOf } from './conditions';
import { currentSinceOf } from './current-since';
import { earliest, latest, notBefore } from './moments';
import {
  isObserved,
  newestReplicaSet,
  replicasOf,
  rolloutOf,
  updatedAvailable,
  updatedReady,
} from './rollout';
import type { Workload } from './workload';

/**
 * How well a workload does. `failed`: nothing serves though something should, or a rollout
 * will not get on by itself and has no new replica yet. `progressing`: on its way, and
 * nothing was found that will not pass by itself. A missed deadline makes nothing worse
 * that is known to be wrong: its controller takes it back whenever a pod comes or goes.
 * Nor does a pod count that is ready only until its next crash.
 */
export function statusOf(
  surroundings: Surroundings,
  rollout: Rollout,
  findings: readonly Finding[],
): Status {
  const { workload, pods, replicaSets } = surroundings;
  const { desired, available } = replicasThatServe(surroundings, findings);
  const serves = available > 0;
  const worse = serves ? 'degraded' : 'failed';
  if (!isObserved(workload)) return 'progressing';
  if (desired === 0) return 'healthy';
  const onItsWay = rollout.kind === 'progressing';
  const stuck = rollout.kind === 'stuck';
  if (!onItsWay && !stuck && available >= desired) {
    return findings.length > 0 ? 'degraded' : 'healthy';
  }
  if (stuck || findings.some(({ blocking }) => blocking)) {
    const isNew = onItsWay || stuck;
    const newest = newestReplicaSet(workload, replicaSets)?.metadata?.uid;
    const inVain = readyInVain(surroundings, findings).filter(
      pod => !newest || isOwnedBy(pod, newest),
    );
    const updated = withoutVain(
      updatedAvailable(workload, replicaSets),
      updatedReady(workload, replicaSets),
      inVain.length,
    );
    return isNew && updated === 0 ? 'failed' : worse;
  }
  const starting = pods.every(({ pod }) => isStartingOrReady(pod));
  return onItsWay || starting ? 'progressing' : worse;
}

type PodOf = Surroundings['pods'][number]['pod'];

/** How many replicas there are; none counts as available that is so until its next crash. */
export function replicasThatServe(
  surroundings: Surroundings,
  findings: readonly Finding[],
): ReplicaCounts {
  const told = replicasOf(surroundings.workload);
  const inVain = readyInVain(surroundings, findings).length;
  return {
    ...told,
    available: withoutVain(told.available, told.ready, inVain),
  };
}

/**
 * How many available replicas remain without those that are ready in vain, of which none need
 * have been counted as available: with `minReadySeconds` they crash before that.
 */
function withoutVain(available: number, ready: number, inVain: number): number {
  return Math.min(available, Math.max(0, ready - inVain));
}

/** Pods that are ready although what was found in them will not pass by itself. */
function readyInVain(
  surroundings: Surroundings,
  findings: readonly Finding[],
): PodOf[] {
  const blocked = new Set(
    findings.flatMap(({ blocking, pod }) => (blocking && pod ? [pod] : [])),
  );
  return wantedPods(surroundings)
    .map(({ pod }) => pod)
    .filter(
      pod => blocked.has(podName(pod)) && unreadySince(pod) === undefined,
    );
}

function isOwnedBy({ metadata }: PodOf, owner: string): boolean {
  return Boolean(metadata?.ownerReferences?.some(({ uid }) => uid === owner));
}

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

/**
 * Since when it has been so, as far as the cluster tells. What is not well is so since it
 * ceased to be well, whichever word there is for it now: it only ever gets longer. Of
 * something that is wrong nobody may know since when; then the same holds for the whole.
 * What is well tells since when all of it is ready: it leaves no trace that something beside
 * it was wrong until a moment ago.
 */
export function sinceOf(
  status: Status,
  surroundings: Surroundings,
  causes: readonly Cause[],
): string | undefined {
  const { workload } = surroundings;
  const pods = wantedPods(surroundings).map(({ pod }) => pod);
  switch (status) {
    case 'healthy':
      return latest([availableSince(workload), ...pods.map(readySince)]);
    case 'progressing':
      return rolloutSince(surroundings) ?? earliest(pods.map(unreadySince));
    default: {
      const worst = causes.filter(({ severity }) => severity === status);
      if (worst.some(({ since }) => since === undefined)) return undefined;
      return earliest([
        ...causes.map(({ since }) => since),
        ...pods.map(unreadySince),
        unavailableSince(workload),
      ]);
    }
  }
}

function readySince(pod: PodOf): string | undefined {
  const ready = conditionOf(pod, 'Ready');
  return ready?.status === 'True' ? ready.lastTransitionTime : undefined;
}

/** When the rollout began that is under way. */
function rolloutSince(surroundings: Surroundings): string | undefined {
  const { workload, replicaSets, controllerRevisions } = surroundings;
  const isUnderWay = rolloutOf(workload).kind === 'progressing';
  if (!isUnderWay || !isObserved(workload)) return undefined;
  if (mayLackOnlyPods(workload)) return undefined;
  if (workload.kind === 'Deployment') {
    const newest = newestReplicaSet(workload, replicaSets);
    return newest && currentSinceOf(newest, replicaSets, workload);
  }
  const [newest] = [...controllerRevisions].sort(
    (one, other) => other.revision - one.revision,
  );
  return newest && currentSinceOf(newest, controllerRevisions, workload);
}

/** Where no rollout is evident, a pod that was made anew looks like one. */
function mayLackOnlyPods(workload: Workload): boolean {
  if (workload.kind === 'Deployment') {
    return conditionOf(workload.object, 'Progressing') === undefined;
  }
  const { current, updated } = replicasOf(workload);
  return workload.kind === 'DaemonSet' && current <= updated;
}

/** Pods come and go while too few are available; a Deployment remembers since when. */
function unavailableSince(workload: Workload): string | undefined {
  if (workload.kind !== 'Deployment') return undefined;
  const available = conditionOf(workload.object, 'Available');
  return available?.status === 'False'
    ? available.lastTransitionTime
    : undefined;
}

/** A bad release leaves enough of the last one available: then it is well since it ended. */
function availableSince(workload: Workload): string | undefined {
  if (workload.kind !== 'Deployment') return undefined;
  const available = conditionOf(workload.object, 'Available');
  return available?.status === 'True'
    ? latest([available.lastTransitionTime, completedAt(workload.object)])
    : undefined;
}
