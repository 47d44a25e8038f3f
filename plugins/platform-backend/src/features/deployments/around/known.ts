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

/** Whether a kind is as it was when its cluster was lost. */
function isLost(state: KindState): boolean {
  return state.kind === 'stale' && state.byLoss === true;
}
