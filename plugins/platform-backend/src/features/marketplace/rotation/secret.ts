import { ServiceUnavailableError, toError } from '@backstage/errors';
import type {
  RotationOrder,
  SecretRotation,
} from '@pilothouse/plugin-platform-common';
import { Slots, type KubeObject } from '@pilothouse/plugin-platform-node';
import { errorOf, isMissing, type PersonalClient } from '../../../kube/write';
import {
  rotationStateOf,
  type Renewable,
  type Rotation,
  type SecretMetadata,
} from './rotation';

/** How many Secrets somebody is looked at for at the same time. */
const atOnce = 8;

/** Secrets, as rights name them. */
export const secretsKind = {
  group: '',
  plural: 'secrets',
  kind: 'Secret',
  versions: ['v1'],
} as const;

/** With the answers that the API server gives of Secrets their values do not come. */
const metadataOnly = {
  accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
};

/** By what one sees that a Secret is no longer the one that was asked to change. */
export type AskedFor = Pick<
  NonNullable<KubeObject['metadata']>,
  'uid' | 'resourceVersion'
>;

/**
 * What a Secret is, without its values, as far as the person may see it; undefined where there
 * is none.
 *
 * @throws NotAllowedError for whom the cluster does not let see it
 * @throws ServiceUnavailableError when the cluster does not answer
 */
export async function lookAt(
  client: PersonalClient,
  namespace: string,
  secret: string,
): Promise<SecretMetadata | undefined> {
  const path = pathTo(namespace, secret);
  const answer = await client.send({ path, headers: metadataOnly });
  if (isMissing(answer, secret)) return undefined;
  if (!answer.ok) throw errorOf(client.cluster, answer);
  const { metadata } = answer.json<KubeObject>();
  return { metadata };
}

/**
 * Of Secrets, in which of them new credentials can be made. What cannot be found out of one is
 * said of that one.
 */
export async function statesOf(
  client: PersonalClient,
  namespace: string,
  all: readonly Renewable[],
): Promise<SecretRotation[]> {
  const slots = new Slots(atOnce);
  const stateOf = async (each: Renewable): Promise<SecretRotation['state']> => {
    try {
      const found = await lookAt(client, namespace, each.secret);
      return rotationStateOf(each, found);
    } catch (error) {
      return { kind: 'not-known', because: toError(error).message };
    }
  };
  return Promise.all(
    all.map(each =>
      slots.use(async () => ({
        secret: each.secret,
        state: await stateOf(each),
      })),
    ),
  );
}

/**
 * Has the operator make new credentials: it makes anew what is deleted, or fills in what is
 * missing. Their values are neither made nor seen here.
 *
 * @throws ConflictError when there is another Secret of that name
 */
export async function askForNew(
  client: PersonalClient,
  { ref, secret, uid }: RotationOrder,
  rotation: Rotation,
): Promise<AskedFor> {
  const path = pathTo(ref.namespace, secret);
  if (rotation.by === 'deletion') {
    const answer = await client.send({
      method: 'DELETE',
      path,
      headers: metadataOnly,
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { uid },
      },
    });
    if (!answer.ok) throw errorOf(client.cluster, answer);
    return { uid };
  }
  const answer = await client.send({
    method: 'PATCH',
    path,
    headers: {
      ...metadataOnly,
      'content-type': 'application/merge-patch+json',
    },
    body: {
      metadata: { uid },
      data: Object.fromEntries(rotation.keys.map(key => [key, null])),
    },
  });
  if (!answer.ok) throw errorOf(client.cluster, answer);
  const { metadata } = answer.json<KubeObject>();
  return { uid, resourceVersion: metadata?.resourceVersion };
}

/**
 * Whether a Secret has changed since the operator was asked, as far as can be seen: a cluster
 * that does not answer for a moment takes nothing back of what was asked.
 */
export async function isMade(
  client: PersonalClient,
  order: Pick<RotationOrder, 'ref' | 'secret'>,
  asked: AskedFor,
): Promise<boolean> {
  try {
    return await hasChanged(client, order, asked);
  } catch (error) {
    if (error instanceof ServiceUnavailableError) return false;
    throw error;
  }
}

async function hasChanged(
  client: PersonalClient,
  { ref, secret }: Pick<RotationOrder, 'ref' | 'secret'>,
  asked: AskedFor,
): Promise<boolean> {
  const held = await lookAt(client, ref.namespace, secret);
  if (!held) return false;
  const { metadata = {} } = held;
  return asked.resourceVersion === undefined
    ? metadata.uid !== asked.uid
    : metadata.resourceVersion !== asked.resourceVersion;
}

function pathTo(namespace: string, name: string): string {
  const [of, one] = [namespace, name].map(encodeURIComponent);
  return `/api/v1/namespaces/${of}/secrets/${one}`;
}
