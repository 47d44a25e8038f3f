import { z } from 'zod';
import type { KubeRest } from '../../../kube/rest.ts';
import type { AccessReviewer, Identity, NodeAccess } from './access.ts';

const AUTHENTICATION = 'authentication.k8s.io/v1';
const AUTHORIZATION = 'authorization.k8s.io/v1';

const tokenReviewSchema = z.object({
  status: z.object({
    authenticated: z.boolean().default(false),
    user: z
      .object({
        username: z.string().default(''),
        uid: z.string().optional(),
        groups: z.array(z.string()).default([]),
        extra: z.record(z.string(), z.array(z.string())).optional(),
      })
      .optional(),
  }),
});

const accessReviewSchema = z.object({
  status: z.object({ allowed: z.boolean() }),
});

/** Asks the API server by TokenReview and SubjectAccessReview, as a kubelet does. */
export function kubeAccessReviewer(rest: KubeRest): AccessReviewer {
  const create = (api: string, plural: string, kind: string, spec: unknown) =>
    rest.json<unknown>(`/apis/${api}/${plural}`, {
      method: 'POST',
      body: { apiVersion: api, kind, spec },
    });
  return {
    async authenticate(token) {
      const spec = { token };
      const { status } = tokenReviewSchema.parse(
        await create(AUTHENTICATION, 'tokenreviews', 'TokenReview', spec),
      );
      if (!status.authenticated || !status.user?.username) return undefined;
      const { username, ...others } = status.user;
      return { user: username, ...others };
    },
    async authorize(identity, access) {
      const spec = reviewSpec(identity, access);
      const kind = 'SubjectAccessReview';
      const { status } = accessReviewSchema.parse(
        await create(AUTHORIZATION, 'subjectaccessreviews', kind, spec),
      );
      return status.allowed;
    },
  };
}

function reviewSpec(identity: Identity, access: NodeAccess) {
  return {
    user: identity.user,
    uid: identity.uid,
    groups: identity.groups,
    extra: identity.extra,
    resourceAttributes: {
      group: '',
      version: 'v1',
      resource: 'nodes',
      subresource: access.subresource,
      name: access.node,
      verb: access.verb,
    },
  };
}
