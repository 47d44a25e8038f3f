import { z } from 'zod';
import type { Manifest } from '../../kube/apply.ts';
import { isKubeError, type KubeRest } from '../../kube/rest.ts';

const deploymentSchema = z.object({
  metadata: z.object({ generation: z.number().default(0) }),
  spec: z.object({ replicas: z.number().default(1) }),
  status: z
    .object({
      observedGeneration: z.number().default(0),
      availableReplicas: z.number().default(0),
    })
    .prefault({}),
});

/** Whether a Deployment has as many available replicas as it wants. */
export function isAvailable(object: unknown): boolean {
  const { metadata, spec, status } = deploymentSchema.parse(object);
  return (
    status.observedGeneration >= metadata.generation &&
    status.availableReplicas >= spec.replicas
  );
}

/** Names the Deployments among those objects that are not available; deleted ones do not count. */
export async function unavailableDeployments(
  rest: KubeRest,
  objects: readonly Manifest[],
  signal: AbortSignal,
): Promise<string[]> {
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  const missing = await Promise.all(
    deployments.map(async ({ metadata: { namespace, name } }) => {
      const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
      try {
        const object = await rest.json<unknown>(path, { signal });
        return isAvailable(object) ? [] : [`${namespace}/${name}`];
      } catch (error) {
        if (isKubeError(error, 404)) return [];
        throw error;
      }
    }),
  );
  return missing.flat();
}
