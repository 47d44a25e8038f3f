import type {
  ReplicaCounts,
  Rollout,
} from '@pilothouse/plugin-platform-common';
import type {
  DaemonSet,
  Deployment,
  ReplicaSet,
  StatefulSet,
} from 'kubernetes-types/apps/v1';
import { conditionOf } from './conditions';
import { after } from './moments';
import type { Workload } from './workload';

/** Annotation with the number of a Deployment's revision. */
export const REVISION = 'deployment.kubernetes.io/revision';

const NO_DEADLINE = 2147483647;

/** How many replicas there should be, and how far they are. */
export function replicasOf(workload: Workload): ReplicaCounts {
  if (workload.kind === 'DaemonSet') {
    const { status } = workload.object;
    return {
      desired: status?.desiredNumberScheduled ?? 0,
      current: status?.currentNumberScheduled ?? 0,
      updated: status?.updatedNumberScheduled ?? 0,
      ready: status?.numberReady ?? 0,
      available: status?.numberAvailable ?? 0,
    };
  }
  const { spec, status } = workload.object;
  return {
    desired: spec?.replicas ?? 1,
    current: status?.replicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    ready: status?.readyReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
  };
}

/** Whether the controller has seen the specification as it stands. */
export function isObserved({ metadata, object }: Workload): boolean {
  return (metadata.generation ?? 0) <= (object.status?.observedGeneration ?? 0);
}

/**
 * Where a rollout is: whether the pods of the newest template have taken the others' places.
 * It differs from `kubectl rollout status` in that it does not wait for the new pods of a
 * StatefulSet to be ready or of a DaemonSet to be available, nor for those of a Deployment
 * that were all available before: what they lack is told by the status and its causes.
 */
export function rolloutOf(workload: Workload): Rollout {
  switch (workload.kind) {
    case 'Deployment':
      return ofDeployment(workload, workload.object);
    case 'StatefulSet':
      return simple(isObserved(workload) && statefulSetDone(workload.object));
    case 'DaemonSet':
    default:
      return simple(isObserved(workload) && daemonSetDone(workload.object));
  }
}

function simple(done: boolean): Rollout {
  return { kind: done ? 'complete' : 'progressing' };
}

function ofDeployment(workload: Workload, object: Deployment): Rollout {
  const progressing = conditionOf(object, 'Progressing');
  const observed = isObserved(workload);
  if (object.spec?.paused) return { kind: 'paused' };
  if (observed && progressing?.reason === 'ProgressDeadlineExceeded') {
    return { kind: 'stuck', since: progressing.lastTransitionTime };
  }
  const { desired, current, updated, available } = replicasOf(workload);
  const replaced = updated >= desired && current <= updated;
  /** Once all replicas were there, a missing one is a fault and no rollout. */
  const wasComplete = progressing?.reason === 'NewReplicaSetAvailable';
  if (observed && replaced && (wasComplete || available >= updated)) {
    return { kind: 'complete' };
  }
  if (observed && wasComplete && current === updated) {
    return { kind: 'complete' };
  }
  return { kind: 'progressing', ...deadlineOf(object) };
}

function deadlineOf(
  object: Deployment,
): Pick<
  Extract<Rollout, { kind: 'progressing' }>,
  'deadlineAt' | 'deadlineSeconds'
> {
  const seconds = object.spec?.progressDeadlineSeconds ?? 600;
  const moved = conditionOf(object, 'Progressing')?.lastUpdateTime;
  return moved && seconds !== NO_DEADLINE
    ? { deadlineAt: after(moved, seconds), deadlineSeconds: seconds }
    : {};
}

function statefulSetDone({ spec, status }: StatefulSet): boolean {
  const { type, rollingUpdate } = spec?.updateStrategy ?? {};
  if (type === 'OnDelete') return true;
  const wanted = (spec?.replicas ?? 1) - (rollingUpdate?.partition ?? 0);
  return (
    status?.updateRevision === status?.currentRevision ||
    (Boolean(rollingUpdate?.partition) &&
      (status?.updatedReplicas ?? 0) >= wanted)
  );
}

function daemonSetDone({ spec, status }: DaemonSet): boolean {
  return (
    spec?.updateStrategy?.type === 'OnDelete' ||
    (status?.updatedNumberScheduled ?? 0) >=
      (status?.desiredNumberScheduled ?? 0)
  );
}

/** The ReplicaSet of the newest template of a Deployment, where it is known. */
export function newestReplicaSet<
  R extends Pick<ReplicaSet, 'metadata' | 'status'>,
>({ metadata }: Workload, replicaSets: readonly R[]): R | undefined {
  const revision = metadata.annotations?.[REVISION];
  return replicaSets.find(
    one => one.metadata?.annotations?.[REVISION] === revision,
  );
}

/** Available replicas of the newest template, as far as that can be told. */
export function updatedAvailable(
  workload: Workload,
  replicaSets: readonly ReplicaSet[],
): number {
  const { updated, available } = replicasOf(workload);
  const newest = newestReplicaSet(workload, replicaSets);
  return newest
    ? newest.status?.availableReplicas ?? 0
    : Math.min(updated, available);
}

/** Ready replicas of the newest template, as far as that can be told. */
export function updatedReady(
  workload: Workload,
  replicaSets: readonly ReplicaSet[],
): number {
  const { updated, ready } = replicasOf(workload);
  const newest = newestReplicaSet(workload, replicaSets);
  return newest ? newest.status?.readyReplicas ?? 0 : Math.min(updated, ready);
}
