import { isSilent } from '@pilothouse/plugin-platform-common';
import type {
  ClusterReader,
  KindState,
  KubeKindName,
} from '@pilothouse/plugin-platform-node';

/** A kind that is looked at beside others. */
interface Beside {
  readonly kind: KubeKindName;
  /** The only one that matters; missing for kinds without namespaces. */
  readonly namespace?: string;
  /** What names its objects, or would tell that they have changed. */
  readonly beside: readonly KubeKindName[];
}

/**
 * Whether it is known which objects of a kind there are beside those of other kinds. A kind
 * that alone is old may lack what newer objects name, and have what is gone since; of a
 * cluster that is silent all is as old, and stays so until it is read anew.
 */
export function isKnown(
  cluster: ClusterReader,
  { kind, namespace, beside }: Beside,
): boolean {
  const state = cluster.kindState(kind, namespace);
  if (state.kind !== 'stale') return state.kind === 'live';
  return (
    isSilent({ knowledge: cluster.knowledge() }) ||
    [kind, ...beside].every(each => isLost(cluster.kindState(each, namespace)))
  );
}

/** More than the clocks of a cluster and of the portal are ever apart. */
const CLOCKS_MS = 15 * 60_000;

/**
 * Whether a kind that is old by now was still known after a moment of its cluster's clock: what
 * it had and lacked of that time is known then, though not what came since.
 */
export function wasKnownAfter(
  cluster: ClusterReader,
  kind: KubeKindName,
  moment: string | undefined,
): boolean {
  const state = cluster.kindState(kind);
  return (
    state.kind === 'stale' &&
    moment !== undefined &&
    Date.parse(state.since) - Date.parse(moment) > CLOCKS_MS
  );
}

/** Whether a kind is as it was when its cluster was lost. */
function isLost(state: KindState): boolean {
  return state.kind === 'stale' && state.byLoss === true;
}
