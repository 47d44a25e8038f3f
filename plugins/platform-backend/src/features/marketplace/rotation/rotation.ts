import type {
  CustomObject,
  KubeObject,
  MiddlewareCredentials,
} from '@pilothouse/plugin-platform-node';

/** How an operator is asked for new credentials. */
export type Rotation = NonNullable<MiddlewareCredentials['rotation']>;

/**
 * How new credentials come into a Secret; undefined where they do not. One that is to be
 * deleted has to be the instance's own: what somebody else made, the operator does not make
 * anew.
 */
export function rotationOf(
  { rotation }: Pick<MiddlewareCredentials, 'rotation'>,
  instance: Pick<CustomObject, 'metadata'>,
  secret: Pick<KubeObject, 'metadata'> | undefined,
): Rotation | undefined {
  if (!rotation || !secret || secret.metadata?.deletionTimestamp) {
    return undefined;
  }
  const owners = secret.metadata?.ownerReferences ?? [];
  const isOwn = owners.some(({ uid }) => uid === instance.metadata?.uid);
  return rotation.by === 'emptying' || isOwn ? rotation : undefined;
}
