import type { PlacementDetail } from '@pilothouse/plugin-platform-common';

/**
 * What of a placement a change is looked at against, as one text: once it is another, what
 * was said of the change's effect may no longer be true. How its pods do is no part of it.
 */
export function basisOf({
  uid,
  replicas,
  revisions,
  autoscaler,
  managedBy,
}: Pick<
  PlacementDetail,
  'uid' | 'replicas' | 'revisions' | 'autoscaler' | 'managedBy'
>): string {
  return JSON.stringify([
    uid,
    replicas.desired,
    revisions.find(({ current }) => current)?.name,
    autoscaler && [autoscaler.name, autoscaler.min, autoscaler.max],
    managedBy,
  ]);
}
