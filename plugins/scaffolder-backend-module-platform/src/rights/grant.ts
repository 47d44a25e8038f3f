import { ConflictError, NotAllowedError, isError } from '@backstage/errors';
import { deployTokenExpiryAnnotation } from '@pilothouse/plugin-platform-common';
import type {
  ClusterAddress,
  PersonalKube,
} from '@pilothouse/plugin-platform-node';
import type { ServiceAccount } from 'kubernetes-types/core/v1';
import { z } from 'zod';
import type { Place } from '../service/places';
import { pathOf } from '../things/kinds';
import { deployerObjects, deployerOf, isDeployer } from './objects';
import { kubeconfigOf } from './kubeconfig';

/** Who may deploy what where, and until when. */
export interface Grant {
  /** Secret. */
  readonly kubeconfig: string;
  readonly serviceAccount: string;
  /** ISO 8601; the API server may have shortened it. */
  readonly expiresAt: string;
}

const tokenSchema = z.object({
  status: z.object({
    token: z.string().min(1),
    expirationTimestamp: z.string(),
  }),
});

/**
 * Gives a service's pipeline the rights to deploy it, and a token of its own, as a person:
 * the cluster lets nobody grant what they do not have. May be repeated; each time the token
 * is a new one.
 *
 * @throws ConflictError when somebody has made an account of that name by hand, or what the
 *   cluster answers
 */
export async function grantDeployment(
  kube: PersonalKube,
  at: Place & { readonly service: string; readonly team: string },
  how: {
    readonly person: string;
    /** Where the CI server reaches the API server, if not where the portal does. */
    readonly address?: ClusterAddress;
    readonly tokenSeconds: number;
    readonly signal?: AbortSignal;
  },
): Promise<Grant> {
  const { cluster, namespace, service } = at;
  const { signal } = how;
  const name = deployerOf(service);
  const client = await kube.as(how.person, cluster);
  const { account, role, binding } = deployerObjects(at);
  const accountPath = pathOf('serviceaccounts', namespace, name);
  const known = await client.read(accountPath, signal);
  if (known && !isDeployer(known)) {
    throw new ConflictError(
      `Somebody else has made the ServiceAccount ${name} in the namespace ${namespace} of the cluster ${cluster}: have them delete it or call it otherwise, and try again`,
    );
  }
  // Until the new token is where the pipeline has it, the date of the old one holds.
  const until = known?.metadata?.annotations?.[deployTokenExpiryAnnotation];
  await client.apply(accountPath, lasting(account, until), signal);
  await granting(at, async () => {
    await client.apply(pathOf('roles', namespace, name), role, signal);
    await client.apply(
      pathOf('rolebindings', namespace, name),
      binding,
      signal,
    );
  });
  const asked = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: how.tokenSeconds },
  };
  const { status } = tokenSchema.parse(
    await client.create(`${accountPath}/token`, asked, signal),
  );
  const address = how.address ?? (await kube.address(cluster));
  return {
    kubeconfig: kubeconfigOf({
      cluster,
      address,
      namespace,
      user: name,
      token: status.token,
    }),
    serviceAccount: name,
    expiresAt: status.expirationTimestamp,
  };
}

/**
 * Writes until when the token is good that a pipeline has got, where the portal sees it.
 *
 * @throws what the cluster answers
 */
export async function noteExpiry(
  kube: PersonalKube,
  at: Place & { readonly service: string; readonly team: string },
  how: {
    readonly person: string;
    readonly expiresAt: string;
    readonly signal?: AbortSignal;
  },
): Promise<void> {
  const client = await kube.as(how.person, at.cluster);
  const { account } = deployerObjects(at);
  await client.apply(
    pathOf('serviceaccounts', at.namespace, deployerOf(at.service)),
    lasting(account, how.expiresAt),
    how.signal,
  );
}

/** An account that says until when its token is good. */
function lasting(
  account: ServiceAccount,
  expiresAt: string | undefined,
): ServiceAccount {
  if (expiresAt === undefined) return account;
  const annotations = { [deployTokenExpiryAnnotation]: expiresAt };
  return { ...account, metadata: { ...account.metadata, annotations } };
}

/** Says what to ask for, where the role `edit` is not enough. */
async function granting(
  { cluster, namespace }: Place,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isError(error) || error.name !== 'NotAllowedError') throw error;
    throw new NotAllowedError(
      `You may not give a pipeline rights in the namespace ${namespace} of the cluster ${cluster}: ask the platform engineers to let your team write Roles and RoleBindings there. ${error.message}`,
    );
  }
}
