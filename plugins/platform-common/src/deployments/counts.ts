import { asideCauses } from './aside';
import type { PlacementDetail } from './schema';

type Judged = Pick<
  PlacementDetail,
  'status' | 'rollout' | 'replicas' | 'causes'
>;

/** Replicas that count for how a workload is said to be, and those that serve beside them. */
export interface Counts {
  readonly ready: number;
  readonly desired: number;
  /** Ready ones of earlier revisions, where those are not what is wanted any more. */
  readonly earlier: number;
}

/** Whether nothing of it is to run. */
export function isAsleep(
  workload: Pick<PlacementDetail, 'status'> & {
    readonly replicas: Pick<PlacementDetail['replicas'], 'desired'>;
  },
): boolean {
  return workload.status === 'healthy' && workload.replicas.desired === 0;
}

/** Whether its new release does not get on while pods of an earlier one still serve. */
export function onlyRolloutFailed({
  status,
  rollout,
  replicas,
}: Omit<Judged, 'causes'>): boolean {
  const isRollingOut =
    rollout.kind === 'stuck' || rollout.kind === 'progressing';
  return status === 'failed' && isRollingOut && replicas.available > 0;
}

/**
 * Whether its rollout does not get on: stuck, or on its way with something in it, which
 * may not have made the workload worse yet.
 */
function isHeldUp({ status, rollout, causes }: Omit<Judged, 'replicas'>) {
  return (
    rollout.kind === 'stuck' ||
    (rollout.kind === 'progressing' &&
      (status === 'degraded' ||
        status === 'failed' ||
        causes.some(
          ({ pods, facts }) => pods > 0 && !asideCauses.has(facts.kind),
        )))
  );
}

/**
 * The replicas to tell of a workload. Of one whose rollout does not get on only those of
 * the wanted revision count: with those of earlier ones it would seem to be complete. No
 * more are told than are wanted: a rollout has some beside them for a while.
 *
 * @param newest - the revision that is wanted, where it is known
 */
export function countsOf(
  judged: Judged,
  newest: { readonly ready: number } | undefined,
): Counts {
  const { ready, desired } = judged.replicas;
  const wanted = (of: number) => Math.min(of, desired);
  if (!isHeldUp(judged) || !newest) {
    return { ready: wanted(ready), desired, earlier: 0 };
  }
  const earlier = Math.max(0, ready - newest.ready);
  return { ready: wanted(newest.ready), desired, earlier };
}
