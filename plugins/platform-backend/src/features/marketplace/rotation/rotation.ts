import type {
  InstanceDetail,
  SecretRotation,
} from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  CustomReader,
  KubeObject,
  MiddlewareCredentials,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { credentialsOf } from '../grants/view';

/** How new credentials come in place of old ones. */
type Told = NonNullable<MiddlewareCredentials['rotation']>;

/** How an operator is asked for new credentials. */
export type Rotation = Exclude<Told, { readonly by: 'hand' }>;

/** All that is known of a Secret. */
export type SecretMetadata = Pick<KubeObject, 'metadata'>;

/** A Secret in which an operator makes new credentials when asked. */
export interface Renewable {
  readonly secret: string;
  readonly rotation: Rotation;
  /** Uids of what a Secret belongs to that the operator has made. */
  readonly owners: readonly string[];
}

/** What a page tells of it. */
export function rotationTold(
  rotation: Told,
): InstanceDetail['credentials'][number]['rotation'] {
  return rotation.by === 'hand' ? rotation : { by: 'operator' };
}

/** The Secrets of an instance in which its operator makes new credentials when asked. */
export function renewablesOf(
  item: Pick<MiddlewareItem, 'credentialsOf' | 'grants'>,
  instance: CustomObject,
  custom: CustomReader,
): Renewable[] {
  return credentialsOf(item, instance, custom).flatMap(
    ({ secret, rotation, grant }) => {
      if (!rotation || rotation.by === 'hand') return [];
      const owner = grant ? grant.uid : instance.metadata?.uid;
      return [{ secret, rotation, owners: owner ? [owner] : [] }];
    },
  );
}

/**
 * Whether new credentials can come into a Secret. One that is to be deleted has to be the
 * operator's own: what somebody else made, it does not make anew.
 */
export function rotationStateOf(
  { rotation, owners }: Pick<Renewable, 'rotation' | 'owners'>,
  secret: SecretMetadata | undefined,
): SecretRotation['state'] {
  const {
    uid,
    deletionTimestamp,
    ownerReferences = [],
  } = secret?.metadata ?? {};
  if (!uid || deletionTimestamp) return { kind: 'missing' };
  const isOwn = ownerReferences.some(each => owners.includes(each.uid));
  return rotation.by === 'emptying' || isOwn
    ? { kind: 'ready', uid }
    : { kind: 'foreign' };
}
