import {
  AuthenticationV1Api,
  AuthorizationV1Api,
  type KubeConfig,
} from '@kubernetes/client-node';
import type { AccessReviewer, Identity, NodeAccess } from './access.ts';

/** Asks the API server by TokenReview and SubjectAccessReview, as a kubelet does. */
export function kubeAccessReviewer(config: KubeConfig): AccessReviewer {
  const authentication = config.makeApiClient(AuthenticationV1Api);
  const authorization = config.makeApiClient(AuthorizationV1Api);
  return {
    async authenticate(token) {
      const review = await authentication.createTokenReview({
        body: {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenReview',
          spec: { token },
        },
      });
      const user = review.status?.user;
      if (!review.status?.authenticated || !user?.username) return undefined;
      return {
        user: user.username,
        uid: user.uid,
        groups: user.groups ?? [],
        extra: user.extra,
      };
    },
    async authorize(identity, access) {
      const review = await authorization.createSubjectAccessReview({
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SubjectAccessReview',
          spec: reviewSpec(identity, access),
        },
      });
      return review.status?.allowed === true;
    },
  };
}

function reviewSpec(identity: Identity, access: NodeAccess) {
  return {
    user: identity.user,
    uid: identity.uid,
    groups: [...identity.groups],
    extra: Object.fromEntries(
      Object.entries(identity.extra ?? {}).map(([name, values]) => [
        name,
        [...values],
      ]),
    ),
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
