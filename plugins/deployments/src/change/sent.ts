import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import type { Intent } from './intent';

/** A change that was sent, and how its workload was when it was begun. */
export interface Sent {
  readonly intent: Intent;
  /** What was typed into its dialog. */
  readonly typed: string;
  readonly before: PlacementDetail;
}

/** Whether what a change set going has come to its end. */
export function isOver(
  { intent, before }: Pick<Sent, 'intent' | 'before'>,
  now: PlacementDetail,
): boolean {
  const { desired, ready } = now.replicas;
  return (
    now.rollout.kind === 'complete' &&
    ready === desired &&
    hasBegun(intent, before, now)
  );
}

/** Whether the cluster has told of the change already. */
function hasBegun(
  intent: Intent,
  before: PlacementDetail,
  now: PlacementDetail,
): boolean {
  switch (intent.kind) {
    case 'scale':
      return now.replicas.desired !== before.replicas.desired;
    case 'delete-pod':
      return now.pods.every(({ uid }) => uid !== intent.pod.uid);
    default:
      return currentName(now) !== currentName(before);
  }
}

function currentName({ revisions }: PlacementDetail): string | undefined {
  return revisions.find(({ current }) => current)?.name;
}
