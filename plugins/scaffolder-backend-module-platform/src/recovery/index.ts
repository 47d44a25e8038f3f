import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ServerPermissionClient } from '@backstage/plugin-permission-node';
import { KeptDecisions } from './KeptDecisions';
import { RunPermissions } from './RunPermissions';

/**
 * Lets runs of the scaffolder go on after a restart of the portal, though the session of
 * whoever created them has ended. All other plugins have permissions as ever.
 */
export const permissionsOfRuns = createServiceFactory({
  service: coreServices.permissions,
  deps: {
    auth: coreServices.auth,
    config: coreServices.rootConfig,
    database: coreServices.database,
    discovery: coreServices.discovery,
    plugin: coreServices.pluginMetadata,
  },
  factory({ auth, config, database, discovery, plugin }) {
    const permissions = ServerPermissionClient.fromConfig(config, {
      auth,
      discovery,
    });
    if (plugin.getId() !== 'scaffolder') return permissions;
    let opened: Promise<KeptDecisions> | undefined;
    const open = async () => KeptDecisions.open(await database.getClient());
    const kept = () => {
      opened ??= open().catch(error => {
        opened = undefined;
        throw error;
      });
      return opened;
    };
    return new RunPermissions({ auth, permissions, kept });
  },
});
