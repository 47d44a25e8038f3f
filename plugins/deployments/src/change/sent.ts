import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { replicasOf, type Intent } from './intent';

/** A change that was sent, and how its workload was then. */
export interface Sent {
  readonly intent: Intent;
  /** What was typed into its dialog. */
  readonly typed: string;
  readonly before: PlacementDetail;
  /** When it was sent, in ms since the epoch. */
  readonly at: number;
}

/** By then the cluster has told of a change, unless it undid it or does not tell of it. */
const toldMs = 30_000;

/** By then a change is made or shows as something that is wrong; as long as Kubernetes waits. */
const madeMs = 600_000;

/** Whether what a change set going has come to its end. `at` in ms since the epoch. */
export function isOver(sent: Sent, now: PlacementDetail, at: number): boolean {
  const { desired, ready } = now.replicas;
  const lastedMs = at - sent.at;
  const rests = now.rollout.kind === 'complete' && ready === desired;
  return (
    lastedMs > madeMs || (rests && (lastedMs > toldMs || isTold(sent, now)))
  );
}

/** Whether the cluster has told of the change already, or of another that came after it. */
function isTold(
  { intent, typed, before }: Omit<Sent, 'at'>,
  now: PlacementDetail,
): boolean {
  switch (intent.kind) {
    case 'scale':
      return now.replicas.desired === replicasOf(typed);
    case 'delete-pod':
      return now.pods.every(({ uid }) => uid !== intent.pod.uid);
    default:
      return currentOf(now)?.name !== currentOf(before)?.name;
  }
}

/**
 * Whether the cluster shows what a change was to bring. One whose answer was lost may not
 * have been made, while others go on to change its workload: another revision alone says
 * nothing of it.
 */
export function isShown(
  change: Omit<Sent, 'at'>,
  now: PlacementDetail,
): boolean {
  if (!isTold(change, now)) return false;
  const current = currentOf(now);
  switch (change.intent.kind) {
    case 'restart':
      return current?.changes?.some(({ kind }) => kind === 'restart') ?? false;
    case 'roll-back':
      // A state of the template has one name, whenever it is the current one.
      return current?.name === change.intent.revision.name;
    default:
      return true;
  }
}

function currentOf({ revisions }: PlacementDetail) {
  return revisions.find(({ current }) => current);
}
