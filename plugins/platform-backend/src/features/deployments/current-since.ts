import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { completedAt } from './conditions';
import type { Workload } from './workload';

/** Numbers that a ReplicaSet had before it was taken again. */
const HISTORY = 'deployment.kubernetes.io/revision-history';

interface Kept {
  readonly metadata?: ObjectMeta;
}

/**
 * Since when a revision is the current one. Going back takes the object of that revision
 * again, with the time of its first creation: then it is the time at which the rollout to
 * it was complete, and not known before, nor for kinds that keep no such time.
 *
 * @param all - what is kept of this workload, the current one included
 */
export function currentSinceOf(
  current: Kept,
  all: readonly Kept[],
  workload: Workload,
): string | undefined {
  if (!wasTakenAgain(current, all)) return current.metadata?.creationTimestamp;
  if (workload.kind !== 'Deployment') return undefined;
  // Without a pod a rollout is complete at once, and the condition stays as it was.
  if (!workload.object.status?.replicas) return undefined;
  return completedAt(workload.object);
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
