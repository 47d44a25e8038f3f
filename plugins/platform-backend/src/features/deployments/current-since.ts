import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { completedAt, conditionOf } from './conditions';
import { latest } from './moments';
import type { Workload } from './workload';

/** Numbers that a ReplicaSet had before it was taken again. */
const HISTORY = 'deployment.kubernetes.io/revision-history';

interface Kept {
  readonly metadata?: ObjectMeta;
}

/**
 * Since when a revision is the current one. Going back takes the object of that revision
 * again, with the time of its first creation: then it is the time at which the rollout of a
 * Deployment was complete, and not known before; or at which the controller of another kind
 * gave its newest number to the revision.
 *
 * @param all - what is kept of this workload, the current one included
 */
export function currentSinceOf(
  current: Kept,
  all: readonly Kept[],
  workload: Workload,
): string | undefined {
  if (!wasTakenAgain(current, all)) return current.metadata?.creationTimestamp;
  if (workload.kind !== 'Deployment') return numberedAt(current);
  return hasPods(workload) ? completedAt(workload.object) : undefined;
}

/**
 * When a workload was last seen on its way back to a revision, or there, by what its
 * controller wrote: whoever only takes fields away leaves no trace in the book that the API
 * server keeps of who set what.
 */
export function wentBackAt(
  current: Kept,
  workload: Workload,
): string | undefined {
  if (workload.kind !== 'Deployment') return numberedAt(current);
  const progressing = conditionOf(workload.object, 'Progressing');
  return hasPods(workload) && progressing?.status === 'True'
    ? progressing.lastUpdateTime
    : undefined;
}

/** Without a pod a rollout is complete at once, and the condition stays as it was. */
function hasPods({ object }: Workload): boolean {
  return Boolean(
    object.status && 'replicas' in object.status && object.status.replicas,
  );
}

/** The number is all that is ever changed of a ControllerRevision. */
function numberedAt({ metadata }: Kept): string | undefined {
  return latest((metadata?.managedFields ?? []).map(({ time }) => time));
}

/** Whether a revision was left for another, and gone back to. */
export function wasTakenAgain(
  { metadata }: Kept,
  all: readonly Kept[],
): boolean {
  const created = (of?: ObjectMeta) => Date.parse(of?.creationTimestamp ?? '');
  return (
    metadata?.annotations?.[HISTORY] !== undefined ||
    all.some(other => created(other.metadata) > created(metadata))
  );
}
