import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { OrderForm } from '@pilothouse/plugin-platform-common';
import type { BackupPlace } from './backups/restoring';
import { formOf, type FormPurpose } from './form';
import { mustMayLook } from './live';
import { looking } from './looking';
import type { MarketplaceDependencies } from './dependencies';

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
    instance,
  }: {
    item: string;
    cluster?: string;
    instance?: string;
  } & Partial<BackupPlace>,
  credentials: BackstageCredentials,
): Promise<OrderForm> {
  const { access, allows, contextOf, items, logger } = dependencies;
  await mustMayLook(credentials, allows);
  const viewer = await access.resolveViewer(credentials);
  await items.fresh(wanted);
  const scope = await access.scopeOf(viewer);
  return looking(dependencies, async () => {
    const context = contextOf(scope);
    const item = context.items.find(({ name }) => name === wanted);
    if (!item) throw new NotFoundError(`There is no item ${wanted}`);
    const purpose: FormPurpose =
      namespace === undefined
        ? {}
        : {
            ...(backup !== undefined && { restore: { namespace, backup } }),
            ...(instance !== undefined && {
              change: { namespace, name: instance },
            }),
          };
    return formOf(
      item,
      cluster,
      { credentials, viewer, context },
      { ...dependencies, wrong: message => logger.warn(message) },
      purpose,
    );
  });
}
