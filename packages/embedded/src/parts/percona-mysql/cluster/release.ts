import type { KubeRest } from '../../../kube/rest.ts';
import { act } from '../../../middleware/operator/actions.ts';
import { OPERATOR, type Cluster } from '../model.ts';
import { decideDeletion } from './decide.ts';

/**
 * Lets a cluster go that is deleted, once what its finalizers ask for is done.
 *
 * @throws what the API server refuses; the finalizers stand, so that it has to be tried again
 */
export async function release(
  rest: Pick<KubeRest, 'json'>,
  cluster: Cluster,
): Promise<void> {
  if (!cluster.metadata?.deletionTimestamp) return;
  for (const action of decideDeletion(cluster)) {
    if (action.kind !== 'fetch-image') {
      await act(rest, action, OPERATOR, () => {});
    }
  }
}
