import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  CustomReader,
  MiddlewareCredentials,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { knownOf } from '../backups/view';

type Grant = NonNullable<InstanceDetail['credentials'][number]['grant']>;

/** Where credentials of an instance are, and the object by which they were asked for. */
export interface Credentials extends MiddlewareCredentials {
  readonly grant?: Grant;
}

/** All credentials of an instance: those that it has by itself, and those that were asked for. */
export function credentialsOf(
  item: Pick<MiddlewareItem, 'credentialsOf' | 'grants'>,
  instance: CustomObject,
  custom: CustomReader,
): Credentials[] {
  const { grants } = item;
  return [
    ...item.credentialsOf(instance),
    ...grantsOf(item, instance, custom).flatMap(object =>
      grants
        ? [{ ...grants.credentialsOf(object), grant: told(grants, object) }]
        : [],
    ),
  ];
}

/** The objects by which credentials of an instance were asked for, as far as they are known. */
export function grantsOf(
  { grants }: Pick<MiddlewareItem, 'grants'>,
  instance: CustomObject,
  custom: CustomReader,
): readonly CustomObject[] {
  return (grants && knownOf(grants.kind, grants, instance, custom)) ?? [];
}

function told(
  grants: NonNullable<MiddlewareItem['grants']>,
  object: CustomObject,
): Grant {
  const { name = '', uid = '' } = object.metadata ?? {};
  const { status, saying } = grants.stateOf(object);
  return { name, uid, status, saying };
}
