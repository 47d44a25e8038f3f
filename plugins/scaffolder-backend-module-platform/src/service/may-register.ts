import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { catalogLocationCreatePermission } from '@backstage/plugin-catalog-common/alpha';

/**
 * Sees at the beginning of a run that the person may register what it makes. Their token may
 * have expired when that is done.
 *
 * @throws NotAllowedError
 */
export async function assertMayRegister(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
): Promise<void> {
  const [{ result }] = await permissions.authorize(
    [{ permission: catalogLocationCreatePermission }],
    { credentials },
  );
  if (result !== 'ALLOW') {
    throw new NotAllowedError(
      'You may not register anything in the catalog, so that nothing can be created: ask the platform engineers for the permission catalog.location.create',
    );
  }
}
