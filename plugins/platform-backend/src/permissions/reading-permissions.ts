import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { Believed } from './Believed';

/** Tells whether somebody has a permission, as of half a minute ago at most. */
export type Allows = (
  credentials: BackstageCredentials,
  permission: BasicPermission,
) => Promise<boolean>;

/**
 * For looking at things, which people do again and again: asking the permission backend each
 * time would take most of the time. What changes something asks for itself, each time.
 */
export function readingPermissions(
  permissions: PermissionsService,
  now?: () => number,
): Allows {
  const believed = new Believed<{ readonly allowed: boolean }>(now);
  return async (credentials, permission) => {
    const ask = async () => {
      const [decision] = await permissions.authorize([{ permission }], {
        credentials,
      });
      return { allowed: decision?.result === AuthorizeResult.ALLOW };
    };
    return (await believed.of(credentials, ask, permission.name)).allowed;
  };
}
