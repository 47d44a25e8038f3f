import { isKubeError, type KubeRest } from '../../../kube/rest.ts';
import type { Pod } from './pod.ts';

/** Tells the API server that nothing is left of a pod; one that is gone or replaced is fine. */
export async function deletePodObject(rest: KubeRest, pod: Pod): Promise<void> {
  const { namespace, name, uid } = pod.metadata ?? {};
  try {
    await rest.json(`/api/v1/namespaces/${namespace}/pods/${name}`, {
      method: 'DELETE',
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        gracePeriodSeconds: 0,
        preconditions: { uid },
      },
    });
  } catch (error) {
    if (!isKubeError(error, 404) && !isKubeError(error, 409)) {
      throw error;
    }
  }
}
