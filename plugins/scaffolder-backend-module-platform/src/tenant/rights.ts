import type { PersonalKube } from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import type { Place } from '../service/places';

const reviewSchema = z.object({ status: z.object({ allowed: z.boolean() }) });

/**
 * Why somebody may not make a namespace; the cluster decides, as it knows them.
 *
 * @returns undefined when they may
 */
export async function namespaceRefusal(
  kube: PersonalKube,
  person: string,
  { cluster, environment, namespace }: Place,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const client = await kube.as(person, cluster);
  const review = await client.create(
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { resource: 'namespaces', verb: 'create' } },
    },
    signal,
  );
  return reviewSchema.parse(review).status.allowed
    ? undefined
    : `You may not make the namespace ${namespace}, which the team needs for ${environment}: the cluster ${cluster} lets you make none. Ask a platform engineer to create the application, or choose environments for which the team has a namespace`;
}
