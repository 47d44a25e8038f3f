import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { OrderForm } from '@pilothouse/plugin-platform-common';
import type { BackupPlace } from './backups/restoring';
import { formOf } from './form';
import { mustMayLook } from './live';
import { looking } from './looking';
import type { MarketplaceDependencies } from './procedures';

/**
 * The form of an item, for whoever asks.
 *
 * @throws NotFoundError for an item that there is not, or that they cannot have anywhere
 */
export async function formFor(
  dependencies: MarketplaceDependencies,
  {
    item: wanted,
    cluster,
    namespace,
    backup,
  }: { item: string; cluster?: string } & Partial<BackupPlace>,
  credentials: BackstageCredentials,
): Promise<OrderForm> {
  const { access, allows, contextOf, items, logger } = dependencies;
  await mustMayLook(credentials, allows);
  const viewer = await access.resolveViewer(credentials);
  const item = items.find(({ name }) => name === wanted);
  if (!item) throw new NotFoundError(`There is no item ${wanted}`);
  const scope = await access.scopeOf(viewer);
  return looking(dependencies, () =>
    formOf(
      item,
      cluster,
      { credentials, viewer, context: contextOf(scope) },
      { ...dependencies, wrong: message => logger.warn(message) },
      namespace !== undefined && backup !== undefined
        ? { namespace, backup }
        : undefined,
    ),
  );
}
