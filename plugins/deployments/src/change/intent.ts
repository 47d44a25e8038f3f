import type {
  Change,
  PlacementDetail,
  PodRow,
  Revision,
} from '@pilothouse/plugin-platform-common';

/** What a person has begun to change; how far a scale goes is said in its dialog. */
export type Intent =
  | { readonly kind: 'scale' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'delete-pod'; readonly pod: PodRow }
  | {
      readonly kind: 'roll-back';
      readonly revision: Revision;
      /** What the revision is called. */
      readonly called: string;
    };

/** Whether nobody serves once a pod is gone, until another takes its place. */
export function isLastReady(
  { pods }: Pick<PlacementDetail, 'pods'>,
  { uid }: Pick<PodRow, 'uid'>,
): boolean {
  const ready = pods.filter(pod => pod.ready);
  return ready.length === 1 && ready[0]?.uid === uid;
}

/** Most replicas that can be asked for. */
export const mostReplicas = 1000;

/** The number of replicas that was typed, where it is one. */
export function replicasOf(typed: string): number | undefined {
  const replicas = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : undefined;
  return replicas !== undefined && replicas <= mostReplicas
    ? replicas
    : undefined;
}

/** The change that is meant; `undefined` while what was typed is no number of replicas. */
export function changeOf(intent: Intent, typed: string): Change | undefined {
  switch (intent.kind) {
    case 'scale': {
      const replicas = replicasOf(typed);
      return replicas === undefined ? undefined : { kind: 'scale', replicas };
    }
    case 'restart':
      return { kind: 'restart' };
    case 'delete-pod':
      return {
        kind: 'delete-pod',
        pod: intent.pod.name,
        uid: intent.pod.uid,
      };
    default:
      return { kind: 'roll-back', revision: intent.revision.revision };
  }
}

/** Whether git sets the object back to what it says, so that git is where to change it. */
export function isKeptByGit({
  managedBy,
}: Pick<PlacementDetail, 'managedBy'>): boolean {
  return managedBy === 'argo-cd' || managedBy === 'flux';
}
